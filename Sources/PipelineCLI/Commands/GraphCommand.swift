import ArgumentParser
import Assembly
import Diagrams
import Foundation
import JSON
import PipelineCore
import Planning
import State

/// `pipeline graph`: what flows from where to where, as a picture.
struct GraphCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "graph",
        abstract: "Draws the pipelines: what is read, filtered, mapped, and where it goes.",
        discussion: """
            Mermaid is drawn by GitHub, GitLab and many wikis; svg is a picture that needs no other program. No network, no secrets.
            """
    )

    @OptionGroup var files: ConfigurationOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var state: StateOptions

    @Option(
        help: ArgumentHelp("What it is written in: mermaid, svg, dot or json (default: mermaid).", valueName: "format")
    )
    var format: GraphFormat?

    @Option(help: ArgumentHelp("Writes to this file instead of standard output.", valueName: "path"))
    var out: String?

    @Option(
        help: ArgumentHelp("The picture's colours: auto (as the reader's system), light or dark.", valueName: "theme")
    )
    var theme: Theme = .auto

    @Option(
        name: .customLong("with-run"),
        defaultAsFlag: .newest,
        help: ArgumentHelp("Shows what a run moved; without a number the newest run.", valueName: "run")
    )
    var run: RunChoice?

    @Option(
        name: .customLong("select"),
        help: ArgumentHelp("Draws only this pipeline; may be given several times.", valueName: "name"),
        completion: Completing.pipelineNames
    )
    var selected: [String] = []

    func run() async throws {
        do {
            let loading = try files.load(for: .validate)
            guard let graph = loading.graph else {
                Output.note(TextReport(usesColor: output.errorStyle.isOn).text(loading))
                throw ExitStatus.invalid.exit
            }
            var diagram = graph.diagram(Connectors.catalog, books: try await books())
            try Selection.check(selected, in: diagram.lanes.map(\.name))
            if !selected.isEmpty { diagram.lanes.removeAll { !selected.contains($0.name) } }
            try write(text(diagram))
        } catch let refusal as Refusal {
            throw refusal.reported(by: "graph", output)
        }
    }

    private func text(_ diagram: Diagram) -> String {
        switch output.json ? .json : format ?? .mermaid {
        case .mermaid: diagram.mermaid
        case .svg: diagram.svg(theme: theme)
        case .dot: diagram.dot
        case .json: Envelope(command: "graph", isOK: true, result: diagram.json, diagnostics: []).text + "\n"
        }
    }

    private func write(_ text: String) throws {
        guard let out else { return Output.result(String(text.dropLast())) }
        do {
            try Data(text.utf8).write(to: URL(fileURLWithPath: out), options: .atomic)
        } catch {
            throw Refusal(.failed, "\(out) can't be written", remedy: "check the folder and its permissions")
        }
    }

    private func books() async throws -> [String: Books]? {
        guard let run else { return nil }
        let store = try StateReading.open(state.path)
        let runs: [RunSummary]
        do { runs = try await store.runs(limit: run == .newest ? 1 : 1_000_000) } catch { throw Refusal(error) }
        guard let found = runs.first(where: { run == .newest || run == .number($0.run) }) else {
            throw Refusal(.usage, "there is no such run in \(state.path)", remedy: "`pipeline runs` lists them")
        }
        return found.books
    }
}

/// What a graph is written in.
enum GraphFormat: String, ExpressibleByArgument, CaseIterable {
    case mermaid
    case svg
    case dot
    case json
}

/// A run by its number, or the newest.
enum RunChoice: ExpressibleByArgument, Equatable {
    case newest
    case number(Int)

    init?(argument: String) {
        guard let number = Int(argument), number > 0 else { return nil }
        self = .number(number)
    }
}

extension Theme: ExpressibleByArgument {}
