import JSON

/// The one shape of every `--json` answer (schemas/envelope.schema.json).
struct Envelope {
    let command: String
    let isOK: Bool
    let result: JSONValue
    let diagnostics: [JSONValue]

    /// The answer as text.
    var text: String {
        JSONValue.object(
            JSONObject([
                ("version", .int(1)), ("command", .string(command)), ("ok", .bool(isOK)), ("result", result),
                ("diagnostics", .array(diagnostics)),
            ])
        ).pretty()
    }
}
