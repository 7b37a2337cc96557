import ArgumentParser
import Assembly
import Foundation
import JSON
import PipelineCore
import Planning

/// `pipeline eval`: tries an expression on records.
struct EvalCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "eval",
        abstract: "Evaluates a CEL expression on JSON records from standard input, one result a line.",
        discussion: """
            The records are JSON lines, or one array. With --source the fields have the types of that source, and unknown ones are \
            errors; without, a field may have any type.
              echo '{"email":"a@example.com","duration":310}' | pipeline eval 'duration >= 300' --source zoom.webinar_attendees
            """
    )

    @Argument(help: ArgumentHelp("The expression, as in a filter or a map.", valueName: "expression"))
    var expression: String

    @Option(
        help: ArgumentHelp("The source whose fields the records have: zoom.webinar_attendees.", valueName: "name"),
        completion: .list(Connectors.catalog.connectors.flatMap(\.sources).map(\.name))
    )
    var source: String?

    @OptionGroup var output: OutputOptions

    func run() throws {
        do { try evaluate() } catch let refusal as Refusal { throw refusal.reported(by: "eval", output) }
    }

    private func evaluate() throws {
        let records = try readRecords()
        let trial = try trial(records)
        if trial.diagnostics.contains(where: { $0.severity == .error }) {
            report(trial, results: [], failures: [])
            throw ExitStatus.invalid.exit
        }
        var results: [JSONValue] = []
        var failures: [(place: String, message: String)] = []
        for record in records {
            do throws(ExpressionTrial.Failure) {
                let value = try trial.value(record.value)
                results.append(value)
                if !output.json { Output.result(value.description) }
            } catch {
                results.append(.null)
                failures.append((record.place, error.message))
                // The lines of results stay those of the records.
                if !output.json { Output.result("null") }
            }
        }
        report(trial, results: results, failures: failures)
        if !failures.isEmpty { throw ExitStatus.incomplete.exit }
    }

    private func trial(_ records: [Record]) throws -> ExpressionTrial {
        guard let source else { return ExpressionTrial(expression, onFieldsOf: records.map(\.value)) }
        guard let descriptor = Connectors.catalog.source(source) else {
            let names = Connectors.catalog.connectors.flatMap(\.sources).map(\.name)
            throw Refusal(
                .usage,
                "there is no source `\(source)`",
                remedy: "the sources are \(names.joined(separator: ", "))"
            )
        }
        return ExpressionTrial(expression, on: descriptor)
    }

    private func report(_ trial: ExpressionTrial, results: [JSONValue], failures: [(place: String, message: String)]) {
        if output.json {
            let diagnostics =
                trial.diagnostics.map(DiagnosticJSON.value)
                + failures.map { failure -> JSONValue in
                    .object(
                        JSONObject([
                            ("severity", .string("error")), ("code", .string("record-failed")),
                            ("message", .string("\(failure.place): \(failure.message)")),
                        ])
                    )
                }
            let isOK = failures.isEmpty && !trial.diagnostics.contains { $0.severity == .error }
            let result = JSONValue.object(JSONObject([("values", .array(results))]))
            Output.result(Envelope(command: "eval", isOK: isOK, result: result, diagnostics: diagnostics).text)
            return
        }
        let text = TextReport(usesColor: output.errorStyle.isOn).text(trial.diagnostics)
        if !text.isEmpty { Output.note(String(text.dropLast())) }
        for failure in failures {
            Output.note(output.errorStyle.red("error") + ": \(failure.place): \(failure.message)")
        }
    }

    // MARK: Records

    private struct Record {
        let place: String
        let value: JSONValue
    }

    /// An expression alone is evaluated once, on an empty record.
    private func readRecords() throws -> [Record] {
        let empty = [Record(place: "no record", value: .object(JSONObject()))]
        if isatty(0) == 1 { return empty }
        let text = String(decoding: FileHandle.standardInput.readDataToEndOfFile(), as: UTF8.self)
        if text.allSatisfy(\.isWhitespace) { return empty }
        if text.first(where: { !$0.isWhitespace }) == "[" {
            guard let items = try parse(text, "standard input").array else { return [] }
            return items.enumerated().map { Record(place: "record \($0 + 1)", value: $1) }
        }
        return try text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated()
            .filter { !$0.element.allSatisfy(\.isWhitespace) }
            .map {
                Record(place: "line \($0.offset + 1)", value: try parse(String($0.element), "line \($0.offset + 1)"))
            }
    }

    private func parse(_ text: String, _ place: String) throws -> JSONValue {
        do { return try JSONValue.parse(text) } catch {
            throw Refusal(.usage, "\(place) isn't JSON: \(error)", remedy: "give JSON lines, or one array of objects")
        }
    }
}
