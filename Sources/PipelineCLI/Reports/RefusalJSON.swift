import JSON

/// A refusal for programs.
enum RefusalJSON {
    static func envelope(_ refusal: Refusal, command: String) -> Envelope {
        Envelope(
            command: command,
            isOK: false,
            result: .object(JSONObject([("reason", refusal.reason.map { .string($0) } ?? .null)])),
            diagnostics: [diagnostic(refusal)]
        )
    }

    /// The refusal among the findings.
    static func diagnostic(_ refusal: Refusal) -> JSONValue {
        [
            "severity": "error", "code": "refused", "message": .string(refusal.message),
            "hint": refusal.remedy.map { .string($0) } ?? .null,
        ]
    }
}
