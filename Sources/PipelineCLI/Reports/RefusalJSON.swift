import JSON

/// A refusal for programs.
enum RefusalJSON {
    static func envelope(_ refusal: Refusal, command: String) -> Envelope {
        Envelope(
            command: command,
            isOK: false,
            result: .object(JSONObject([("reason", refusal.reason.map { .string($0) } ?? .null)])),
            diagnostics: [
                .object(
                    JSONObject([
                        ("severity", .string("error")), ("code", .string("refused")),
                        ("message", .string(refusal.message)),
                        ("hint", refusal.remedy.map { .string($0) } ?? .null),
                    ])
                )
            ]
        )
    }
}
