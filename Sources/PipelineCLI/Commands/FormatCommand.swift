import ArgumentParser
import Foundation
import JSON
import PipelineCore
import Planning
import YAML

/// `pipeline fmt`: one layout for all files.
struct FormatCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fmt",
        abstract: "Brings files into the one canonical layout.",
        discussion: """
            Comments, the order of keys, anchors and the styles of scalars stay; indentation, spaces and empty lines become canonical. \
            A file that isn't right YAML is left alone. `-` formats standard input to standard output.
            """
    )

    @Argument(help: ArgumentHelp("YAML files, or folders with .yaml and .yml files.", valueName: "file"))
    var files: [String]

    @Flag(help: "Changes nothing; ends with status 1 and the names of files that aren't in the layout.")
    var check = false

    @Flag(help: "Changes nothing; shows what would change.")
    var diff = false

    @OptionGroup var output: OutputOptions

    func run() throws {
        do {
            let results = try FileReading.sources(files).map(format)
            let (changed, failed) = (results.filter(\.isChanged), results.filter { !$0.problems.isEmpty })
            if !check && !diff { for result in changed where !result.isInput { try write(result) } }
            report(results, changed: changed, failed: failed)
            if !failed.isEmpty { throw ExitStatus.invalid.exit }
            if check, !changed.isEmpty { throw ExitStatus.failed.exit }
        } catch let refusal as Refusal {
            throw refusal.reported(by: "fmt", output)
        }
    }

    /// A file, and what became of it.
    private struct Result {
        let source: SourceText
        let text: String
        var problems: [Diagnostic] = []

        var isInput: Bool { source.name == FileReading.standardInput }
        var isChanged: Bool { Array(text.utf8) != source.bytes && problems.isEmpty }
        var original: String { source.text(from: 0, to: .max) }
    }

    private func format(_ source: SourceText) throws -> Result {
        do {
            return Result(source: source, text: try formatted(source))
        } catch FormatFailure.invalid(let problems) {
            return Result(source: source, text: "", problems: problems.map { Diagnostic($0) })
        } catch {
            throw Refusal(
                .failed,
                "\(source.name) can't be formatted without changing what it says; it is left as it is",
                remedy: "this is a mistake of `pipeline fmt`: please report it, with the file"
            )
        }
    }

    private func write(_ result: Result) throws {
        let path = result.source.name
        do {
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
            // Through a link, so that the file it names is the one that changes.
            let target = URL(fileURLWithPath: path).resolvingSymlinksInPath()
            try Data(result.text.utf8).write(to: target, options: .atomic)
            if let mode { try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: target.path) }
        } catch {
            throw Refusal(.failed, "\(path) can't be written", remedy: "check the file and its permissions")
        }
    }

    // MARK: Reports

    private func report(_ results: [Result], changed: [Result], failed: [Result]) {
        if output.json {
            let names: JSONValue = .array(changed.map { .string($0.source.name) })
            let counts = JSONObject([
                ("files", .int(results.count)), ("changed", names), ("written", .bool(!check && !diff)),
            ])
            let isOK = failed.isEmpty && !(check && !changed.isEmpty)
            let diagnostics = failed.flatMap(\.problems).map(DiagnosticJSON.value)
            Output.result(Envelope(command: "fmt", isOK: isOK, result: .object(counts), diagnostics: diagnostics).text)
            return
        }
        for result in failed { Output.note(TextReport(usesColor: output.errorStyle.isOn).text(result.problems)) }
        for result in results where result.problems.isEmpty {
            if diff {
                let text = difference(result)
                if !text.isEmpty { Output.result(text) }
            } else if result.isInput, !check {
                Output.result(String(result.text.dropLast()))
            } else if result.isChanged {
                Output.result(result.source.name)
            }
        }
        guard !(results.count == 1 && results[0].isInput) else { return }
        let verb = check || diff ? "would change" : "changed"
        var line =
            "\(NumberText.count(changed.count, "file")) \(verb), \(results.count - changed.count - failed.count) already fine"
        if !failed.isEmpty { line += ", \(failed.count) left alone" }
        Output.note(line)
    }

    private func difference(_ result: Result) -> String {
        let name = result.isInput ? "stdin" : result.source.name
        let lines = LineDiff(result.original.lines, result.text.lines)
            .unified(old: "a/\(name)", new: "b/\(name)").split(separator: "\n", omittingEmptySubsequences: false)
        return lines.dropLast().map { line in
            switch line.first {
            case "+": output.style.green(String(line))
            case "-": output.style.red(String(line))
            case "@": output.style.cyan(String(line))
            default: String(line)
            }
        }.joined(separator: "\n")
    }
}

extension String {
    /// The lines without their breaks.
    fileprivate var lines: [String] {
        var lines = split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init)
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }
}
