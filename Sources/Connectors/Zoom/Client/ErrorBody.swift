internal import JSON

/// The error in a body, in any form Zoom has.
struct ErrorBody: Sendable, Hashable {
    /// Zoom's code, which isn't the HTTP status.
    let code: Int?

    let message: String

    /// Reads `{"code","message","errors":[{"field","message"}]}` and the token endpoint's `{"reason","error"}`.
    init(_ body: [UInt8]) {
        let value = try? JSONValue.parse(body)
        let fields = value?["errors"]?.array ?? []
        let details = fields.compactMap { field -> String? in
            guard let message = field["message"]?.string else { return nil }
            return field["field"]?.string.map { "\($0): \(message)" } ?? message
        }
        code = value?["code"].flatMap { $0.int ?? $0.string.flatMap(Int.init) }
        let text = value?["message"]?.string ?? value?["reason"]?.string ?? value?["error_description"]?.string
        let name = value?["error"]?.string
        let parts = [text, text == nil ? name : name.map { "(\($0))" }].compactMap { $0 } + details
        message = parts.joined(separator: " ")
    }

    init(code: Int?, message: String) {
        self.code = code
        self.message = message
    }

    /// `400/300 “The next page token is invalid or expired.”`
    func text(status: Int) -> String {
        let number = code.map { "\(status)/\($0)" } ?? "\(status)"
        return message.isEmpty ? "Zoom answered \(number)" : "Zoom answered \(number) “\(message)”"
    }
}
