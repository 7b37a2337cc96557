import JSON
import State

/// Dead letters as text and JSON.
enum DeadLetterReport {
    static func text(_ letters: [DeadLetter], reveal: Bool, _ style: Style) -> String {
        guard !letters.isEmpty else { return "No dead letters." }
        return letters.map { letter in
            let who = letter.key.map { Masking.email($0, reveal: reveal) } ?? "a record"
            return """
                \(style.bold("#\(letter.id)"))  run \(letter.run)  \(letter.pipeline)  \(who)  \(style.dim(letter.origin))
                    \(style.yellow(letter.code)): \(letter.reason)
                """
        }.joined(separator: "\n")
    }

    static func json(_ letter: DeadLetter, reveal: Bool) -> JSONValue {
        .object(
            JSONObject([
                ("id", .int(letter.id)), ("run", .int(letter.run)), ("pipeline", .string(letter.pipeline)),
                ("email", letter.key.map { .string(Masking.email($0, reveal: reveal)) } ?? .null),
                ("code", .string(letter.code)), ("reason", .string(letter.reason)), ("origin", .string(letter.origin)),
                ("created", .string("\(letter.created)")),
            ])
        )
    }
}
