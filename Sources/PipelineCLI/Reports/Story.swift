import CEL
import JSON
import PipelineCore
import State

/// One person's way through all pipelines.
struct Story {
    let key: String
    let rows: [HistoryRow]
    let changes: [(run: Int, change: EntityChange)]
    let waiting: [(pipeline: String, origin: String)]
    let deadLetters: [DeadLetter]
    let isForgotten: Bool

    func text(reveal: Bool, _ style: Style) -> String {
        var lines = [style.bold(Masking.email(key, reveal: reveal)) + ": " + headline]
        for row in rows {
            let moment = row.asOf.map(Self.minute) ?? ""
            let kind = Self.kind(row).padding(to: 12)
            lines.append("  \(style.bold(kind))\(moment.padding(to: 18))\(row.origin)")
            lines.append("              \(style.dim(row.pipeline)): \(words(row, style))")
        }
        for one in waiting {
            lines.append("  \(style.yellow("waiting     "))\(one.origin)  \(style.dim(one.pipeline))")
        }
        for letter in deadLetters {
            lines.append(
                "  \(style.yellow("dead letter ")) #\(letter.id) \(letter.reason) (pipeline deadletters show \(letter.id))"
            )
        }
        return lines.joined(separator: "\n")
    }

    func json(reveal: Bool) -> JSONValue {
        .object(
            JSONObject([
                ("email", .string(Masking.email(key, reveal: reveal))), ("forgotten", .bool(isForgotten)),
                ("rows", .array(rows.map(json))),
                (
                    "waiting",
                    .array(
                        waiting.map {
                            .object(JSONObject([("pipeline", .string($0.pipeline)), ("origin", .string($0.origin))]))
                        }
                    )
                ),
                ("deadLetters", .array(deadLetters.map { .int($0.id) })),
            ])
        )
    }

    private var headline: String {
        if isForgotten { return "forgotten; this person isn't read in (forget --read-again takes that back)." }
        if rows.isEmpty, waiting.isEmpty, deadLetters.isEmpty {
            return
                "the state knows no row of this person. Rows without an email belong to nobody: see `skipped`, no email."
        }
        let pipelines = Set(rows.map(\.pipeline)).count
        let last = changes.last.map { ", last written in run \($0.run)" } ?? ", never written"
        return "\(NumberText.count(rows.count, "row")) in \(NumberText.count(pipelines, "pipeline"))\(last)"
    }

    private func words(_ row: HistoryRow, _ style: Style) -> String {
        switch row.fate {
        case .created, .updated:
            let verb = row.fate == .created ? "created" : "updated"
            return (["\(verb) in run \(row.run)"] + effects(of: row).map { "\($0.name) \($0.text)" }).joined(
                separator: ", "
            )
        case .unchanged: return "nothing to do in run \(row.run): Brevo has it, or it was delivered before"
        case .superseded: return "a newer row had set everything already (run \(row.run))"
        case .skipped(let reason): return style.yellow("skipped") + " in run \(row.run): \(SkipReason.text(reason))"
        case .deadLettered(let reason): return style.yellow("couldn't be delivered") + " in run \(row.run): \(reason)"
        case .filtered(let text): return "left out in run \(row.run) by the filter `\(text)`"
        case .sent(let what): return "\(what), sent once in run \(row.run)"
        }
    }

    /// What a row changed: lists added, attributes old → new.
    private func effects(of row: HistoryRow) -> [(name: String, text: String)] {
        guard let entry = row.entry else { return [] }
        let changes = changes.filter { $0.run == row.run }.map(\.change)
        var effects: [(name: String, text: String)] = []
        for list in entry.memberships where changes.contains(where: { $0.memberships[list] != nil }) {
            effects.append(("→ list", "\(list)"))
        }
        for assignment in entry.assignments {
            guard let change = changes.first(where: { $0.attributes[assignment.name]?.value == assignment.value })
            else {
                continue
            }
            let before = change.before?.attributes[assignment.name]
            let old = before.map { "\($0.source) → " } ?? ""
            effects.append((assignment.name, old + assignment.value.source))
        }
        return effects
    }

    private func json(_ row: HistoryRow) -> JSONValue {
        let (fate, reason): (String, String?) =
            switch row.fate {
            case .created: ("created", nil)
            case .updated: ("updated", nil)
            case .unchanged: ("unchanged", nil)
            case .superseded: ("superseded", nil)
            case .skipped(let reason): ("skipped", reason)
            case .deadLettered(let reason): ("deadLettered", reason)
            case .filtered(let text): ("filtered", text)
            case .sent(let what): ("sent", what)
            }
        let asOf: JSONValue = row.asOf.map { .string("\($0)") } ?? .null
        let effects: [JSONValue] = effects(of: row).map { .string("\($0.name) \($0.text)") }
        return .object(
            JSONObject([
                ("run", .int(row.run)), ("pipeline", .string(row.pipeline)), ("origin", .string(row.origin)),
                ("asOf", asOf), ("fate", .string(fate)), ("reason", reason.map { .string($0) } ?? .null),
                ("effects", .array(effects)),
            ])
        )
    }

    private static func kind(_ row: HistoryRow) -> String {
        if case .sent = row.fate { return "sent" }
        return row.entry.map { "\($0.moment.rank)" } ?? "row"
    }

    /// `2026-11-18 10:02`.
    private static func minute(_ moment: Timestamp) -> String {
        String("\(moment)".prefix(16)).replacing("T", with: " ")
    }
}

extension String {
    fileprivate func padding(to width: Int) -> String {
        self + String(repeating: " ", count: max(1, width - count))
    }
}
