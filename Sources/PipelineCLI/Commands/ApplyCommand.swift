import JSON
import ArgumentParser
import Assembly
import Engine
import Foundation
import Logging
import PipelineCore
import Planning
import State

/// `pipeline apply`: does what the files say, once.
struct ApplyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply",
        abstract: "Reads Zoom, compares with what is in Brevo, and writes what is new."
    )

    @OptionGroup var configuration: ConfigurationOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var state: StateOptions

    @Flag(name: .customLong("create-attributes"), help: "Creates the Brevo attributes that are mapped and missing.")
    var createAttributes = false

    @Option(
        help: ArgumentHelp("Runs this pipeline alone; may be given several times.", valueName: "name"),
        completion: Completing.pipelineNames
    )
    var select: [String] = []

    @Option(help: ArgumentHelp("How far back to look, for all pipelines: 7d, 12h.", valueName: "duration"))
    var since: DurationArgument?

    @Flag(name: [.customLong("yes"), .short], help: "Doesn't ask before it writes (implied without a terminal).")
    var yes = false

    func run() async throws {
        do {
            let status = try await apply()
            if status != .done { throw status.exit }
        } catch let refusal as Refusal {
            throw refusal.reported(by: "apply", output)
        }
    }

    private func apply() async throws -> ExitStatus {
        let loading = try configuration.load(for: .run, selection: select.isEmpty ? nil : Set(select))
        guard let graph = loading.graph else {
            reportInvalid(loading)
            return .invalid
        }
        if !output.json {
            let notes = TextReport(usesColor: output.errorStyle.isOn).text(loading.diagnostics)
            if !notes.isEmpty { Output.note(notes) }
        }
        let selected = try selection(in: graph)
        return try await ApplyRun(
            graph: graph,
            selected: selected,
            statePath: state.path,
            createsAttributes: createAttributes,
            since: since?.seconds,
            asks: !yes && !output.json,
            environment: try configuration.environment(),
            output: output
        ).run()
    }

    private func selection(in graph: Graph) throws -> Set<String>? {
        guard !select.isEmpty else { return nil }
        let names = graph.pipelines.map(\.name)
        for name in select where !names.contains(name) {
            throw Refusal(
                .usage,
                "there is no pipeline `\(name)`",
                remedy: "the pipelines are \(names.joined(separator: ", "))"
            )
        }
        return Set(select)
    }

    private func reportInvalid(_ loading: Loading) {
        if output.json {
            let envelope = Envelope(
                command: "apply",
                isOK: false,
                result: .null,
                diagnostics: loading.diagnostics.map(DiagnosticJSON.value)
            )
            Output.result(envelope.text)
        } else {
            Output.note(TextReport(usesColor: output.errorStyle.isOn).text(loading))
        }
    }
}
