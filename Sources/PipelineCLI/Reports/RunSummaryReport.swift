import Assembly
import CEL
import JSON
import PipelineCore
import State

/// Runs that are over, as text and JSON.
enum RunSummaryReport {
    static func list(_ runs: [RunSummary], _ style: Style) -> String {
        guard !runs.isEmpty else { return "No runs yet." }
        var table = TextTable(["run", "command", "started", "took", "ended", "rows", "delivered", "dead"])
        for run in runs {
            let sum = run.books.values.reduce(into: Books()) { $0 += $1 }
            let took = run.finished.map { NumberText.duration(Double($0.seconds - run.started.seconds)) } ?? ""
            table.add([
                "\(run.run)", run.command, "\(run.started)", took, run.status.rawValue, NumberText.grouped(sum.rows),
                NumberText.grouped(sum.delivered), NumberText.grouped(sum.deadLettered),
            ])
        }
        return table.lines(style).joined(separator: "\n")
    }

    static func detail(_ run: RunSummary, forecast: PlanSummary? = nil, _ style: Style) -> String {
        var table = TextTable([
            "pipeline", "rows", "merged", "filtered", "skipped", "superseded", "unchanged", "created", "updated",
            "dead",
            "pending",
        ])
        for (name, books) in run.books.sorted(by: { $0.key < $1.key }) {
            table.add(
                [name]
                    + [
                        books.rows, books.merged, books.filtered, books.skipped.values.reduce(0, +), books.superseded,
                        books.unchanged, books.created, books.updated, books.deadLettered, books.pending,
                    ].map(NumberText.grouped)
            )
        }
        let head = "Run \(run.run): \(run.command), \(run.status.rawValue), began \(run.started)"
        let closes = run.books.values.allSatisfy(\.close) ? "books closed" : "the books don't close"
        let planned = forecast.map { ["  " + comparison($0, run)] } ?? []
        return ([style.bold(head)] + table.lines(style) + planned + ["  " + style.dim(closes)]).joined(separator: "\n")
    }

    /// What the plan said, and what happened.
    private static func comparison(_ forecast: PlanSummary, _ run: RunSummary) -> String {
        let created = run.books.values.reduce(0) { $0 + $1.created }
        let took = run.finished.map { NumberText.duration(Double($0.seconds - run.started.seconds)) } ?? "?"
        return "planned: \(NumberText.count(forecast.contacts.create, "contact")) to create, "
            + "\(NumberText.grouped(forecast.contacts.update)) to update, in about "
            + "\(NumberText.duration(forecast.secondsFromPlan)); "
            + "happened: \(NumberText.grouped(created)) created, in \(took)"
    }

    static func json(_ run: RunSummary, forecast: PlanSummary? = nil) -> JSONValue {
        let pipelines = run.books.sorted { $0.key < $1.key }.map { name, books in
            BooksJSON.value(name: name, books)
        }
        return .object(
            JSONObject([
                ("run", .int(run.run)), ("command", .string(run.command)), ("status", .string(run.status.rawValue)),
                ("started", .string("\(run.started)")),
                ("finished", run.finished.map { .string("\($0)") } ?? .null), ("pipelines", .array(pipelines)),
                ("usage", run.usage.flatMap { try? JSONValue.parse($0) } ?? .null),
                ("forecast", forecast.map(Self.forecast) ?? .null),
            ])
        )
    }

    private static func forecast(_ summary: PlanSummary) -> JSONValue {
        .object(
            JSONObject([
                ("create", .int(summary.contacts.create)), ("update", .int(summary.contacts.update)),
                ("unchanged", .int(summary.contacts.unchanged)), ("skipped", .int(summary.contacts.skippedSum)),
                ("seconds", .double(summary.secondsFromPlan)),
            ])
        )
    }
}
