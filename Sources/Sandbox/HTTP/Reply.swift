/// What the sandbox answers.
struct Reply: Sendable {
    var status: Int
    var headers: [(name: String, value: String)] = []
    var contentType: String?
    var bytes: [UInt8] = []

    /// No body.
    static func empty(_ status: Int) -> Reply {
        Reply(status: status)
    }

    static func json(_ value: WireValue, status: Int = 200) -> Reply {
        json(bytes: value.bytes, status: status)
    }

    /// JSON rendered before.
    static func json(bytes: [UInt8], status: Int = 200) -> Reply {
        Reply(status: status, contentType: "application/json; charset=utf-8", bytes: bytes)
    }

    static func csv(_ text: String) -> Reply {
        Reply(status: 200, contentType: "text/csv; charset=utf-8", bytes: Array(text.utf8))
    }

    mutating func add(_ name: String, _ value: String) {
        headers.append((name, value))
    }
}
