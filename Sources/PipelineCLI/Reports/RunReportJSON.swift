import State
import Engine
import JSON
import PipelineCore

/// A run's result for programs (DESIGN.md §5).
struct RunReportJSON {
    let report: RunReport
    let usage: [String: Usage]
    var reveal = false

    var envelope: Envelope {
        Envelope(
            command: "apply",
            isOK: report.status == .done,
            result: .object(
                JSONObject([
                    ("run", .int(report.run)), ("status", .string(report.status.rawValue)),
                    ("pipelines", .array(report.pipelines.map(Self.pipeline))),
                    (
                        "requests",
                        .object(JSONObject(usage.sorted { $0.key < $1.key }.map { ($0.key, Self.requests($0.value)) }))
                    ),
                    ("throttled", .int(usage.values.map(\.throttled).reduce(0, +))),
                    ("seconds", .double(report.seconds)), ("booksClosed", .bool(report.booksClose)),
                    (
                        "changedSincePlan",
                        .array(report.held.map { .string(Masking.email($0, reveal: reveal)) })
                    ),
                ])
            ),
            diagnostics: report.failures.map(Self.failure) + report.notices.map(Self.notice)
        )
    }

    private static func pipeline(_ line: PipelineReport) -> JSONValue { BooksJSON.value(name: line.name, line.books) }

    private static func requests(_ usage: Usage) -> JSONValue { BooksJSON.counts(usage.requests) }

    private static func failure(_ failure: ConnectorFailure) -> JSONValue {
        .object(
            JSONObject([
                ("severity", .string("error")), ("code", .string("service-failure")),
                ("message", .string(failure.message)),
                ("hint", failure.remedy.map { .string($0) } ?? .null),
            ])
        )
    }

    private static func notice(_ notice: Notice) -> JSONValue {
        .object(
            JSONObject([
                ("severity", .string("note")), ("code", .string(notice.code)), ("message", .string(notice.message)),
                ("subject", .string(notice.subject)),
            ])
        )
    }
}
