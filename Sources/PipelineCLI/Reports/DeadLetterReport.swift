import CEL
import JSON
import PipelineCore
import State

/// Dead letters as text and JSON.
enum DeadLetterReport {
    static func list(_ letters: [DeadLetter], reveal: Bool, _ style: Style) -> String {
        guard !letters.isEmpty else { return "No dead letters." }
        return letters.map { letter in
            """
            \(style.bold("#\(letter.id)"))  run \(letter.run)  \(letter.pipeline)  \(who(letter, reveal))  \(style.dim(letter.origin))
                \(style.yellow(letter.code)): \(letter.reason)
            """
        }.joined(separator: "\n")
    }

    static func detail(_ letter: DeadLetter, reveal: Bool, _ style: Style) -> String {
        var lines = [
            style.bold("Dead letter \(letter.id)") + ": \(who(letter, reveal))",
            "  pipeline  \(letter.pipeline), run \(letter.run), \(letter.created)",
            "  from      \(letter.origin)",
            "  why       \(style.yellow(letter.code)): \(letter.reason)",
        ]
        lines += column("record", letter.record.map { "\($0.name): \(Masking.text($0.value, reveal: reveal))" })
        lines += column("would set", letter.entry?.assignments.map { "\($0.name): \($0.value.source)" } ?? [])
        lines += column("lists", letter.entry?.memberships.map(String.init) ?? [])
        lines.append(
            "  next      mend the cause, then `pipeline deadletters replay \(letter.id)`; or `… drop \(letter.id)`"
        )
        return lines.joined(separator: "\n")
    }

    static func json(_ letter: DeadLetter, reveal: Bool) -> JSONValue {
        let record = letter.record.map { ($0.name, JSONValue.string(Masking.text($0.value, reveal: reveal))) }
        return .object(
            JSONObject([
                ("id", .int(letter.id)), ("run", .int(letter.run)), ("pipeline", .string(letter.pipeline)),
                ("email", letter.key.map { .string(Masking.email($0, reveal: reveal)) } ?? .null),
                ("code", .string(letter.code)), ("reason", .string(letter.reason)), ("origin", .string(letter.origin)),
                ("created", .string("\(letter.created)")), ("record", .object(JSONObject(record))),
                (
                    "attributes",
                    .object(
                        JSONObject(letter.entry?.assignments.map { ($0.name, .string($0.value.source)) } ?? [])
                    )
                ),
                ("lists", .array(letter.entry?.memberships.map { .int($0) } ?? [])),
            ])
        )
    }

    private static func who(_ letter: DeadLetter, _ reveal: Bool) -> String {
        letter.key.map { Masking.email($0, reveal: reveal) } ?? "a record"
    }

    private static func column(_ title: String, _ lines: [String]) -> [String] {
        lines.enumerated().map { place, line in
            "  " + (place == 0 ? title : "").padded(to: 10) + line
        }
    }
}

extension String {
    fileprivate func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }
}
