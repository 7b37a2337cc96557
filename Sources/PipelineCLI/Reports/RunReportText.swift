import State
import Engine
import PipelineCore

/// A run's result for people: the first line says it all, the table says where.
struct RunReportText {
    let report: RunReport
    let usage: [String: Usage]
    var reveal = false
    let style: Style

    var text: String {
        var lines = [headline, ""]
        lines += table.lines(style)
        lines += skipped
        lines += partitions
        lines += held
        lines += report.failures.map {
            "  " + style.red("failed") + ": \($0.message)" + ($0.remedy.map { "\n    \($0)" } ?? "")
        }
        lines += NoticeText.lines(report.notices, style)
        lines.append("  " + style.dim(footer))
        return lines.joined(separator: "\n")
    }

    private var sum: Books { report.pipelines.reduce(into: Books()) { $0 += $1.books } }

    private var headline: String {
        let written = NumberText.count(sum.delivered, "row") + " delivered"
        let time = NumberText.duration(report.seconds)
        switch report.status {
        case .failed:
            return style.red("Failed after \(time).") + " \(written); what is pending is delivered by the next run."
        case .stopped:
            return style.yellow("Stopped after \(time).") + " \(written); the next run goes on where this one stopped."
        default: break
        }
        if sum.inDoubt > 0 {
            return style.yellow("Done in \(time).")
                + " \(written), \(NumberText.count(sum.inDoubt, "send")) in doubt (pipeline deliveries in-doubt)."
        }
        if sum.deadLettered > 0 {
            return style.yellow("Done in \(time).")
                + " \(written), \(NumberText.count(sum.deadLettered, "dead letter")) (pipeline deadletters list)."
        }
        if sum.delivered == 0 { return style.green("Done in \(time).") + " Nothing to do: Brevo has it all." }
        return style.green("Done in \(time).") + " \(written), none lost, none twice."
    }

    private var table: TextTable {
        var table = TextTable([
            "pipeline", "rows", "merged", "filtered", "skipped", "superseded", "unchanged", "created", "updated",
            "dead", "in doubt", "pending",
        ])
        for line in report.pipelines {
            let books = line.books
            table.add(
                [line.name]
                    + [
                        books.rows, books.merged, books.filtered, books.skipped.values.reduce(0, +), books.superseded,
                        books.unchanged, books.created, books.updated, books.deadLettered, books.inDoubt, books.pending,
                    ].map(NumberText.grouped)
            )
        }
        return table
    }

    private var skipped: [String] {
        report.pipelines.compactMap { line in
            guard !line.books.skipped.isEmpty else { return nil }
            let reasons = line.books.skipped.sorted { $0.key < $1.key }
                .map { "\(NumberText.grouped($0.value)) \(SkipReason.text($0.key))" }
            return "  \(line.name) skipped: " + reasons.joined(separator: ", ")
        }
    }

    private var held: [String] {
        guard !report.held.isEmpty else { return [] }
        let shown = reveal ? report.held.count : 10
        var lines = [
            "  " + style.yellow("\(NumberText.count(report.held.count, "contact")) changed in Brevo since the plan")
                + ": left as they are; plan again"
        ]
        lines += report.held.prefix(shown).map { "    " + Masking.email($0, reveal: reveal) }
        if report.held.count > shown { lines.append(style.dim("    … \(report.held.count - shown) more (--reveal)")) }
        return lines
    }

    private var partitions: [String] {
        report.pipelines.flatMap { line -> [String] in
            let books = line.books.partitions
            var lines: [String] = []
            if books.notReady > 0 {
                lines.append("  \(line.name): \(books.notReady) not ready at Zoom yet, read again by the next run")
            }
            for (reason, count) in books.failed.sorted(by: { $0.key < $1.key }) {
                lines.append(
                    "  \(line.name): " + style.yellow("\(count) not read") + " (\(reason)), tried again by the next run"
                )
            }
            return lines
        }
    }

    private var footer: String {
        let requests = usage.values.flatMap(\.requests.values).reduce(0, +)
        let throttled = usage.values.map(\.throttled).reduce(0, +)
        let books = report.booksClose ? "books closed" : "BOOKS DON'T CLOSE"
        return "\(books) · \(NumberText.count(requests, "request")) · \(throttled) throttled · run \(report.run)"
    }
}
