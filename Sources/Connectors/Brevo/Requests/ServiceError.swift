internal import JSON

/// What Brevo says about a request it refused: `{"code", "message", "metadata"}` (BREVO.md §2.1). Codes are an open set.
struct ServiceError: Sendable, Hashable {
    let code: String
    let message: String

    /// `metadata.duplicate_identifiers`, in capitals: `SMS`.
    let duplicates: Set<String>

    init(_ body: [UInt8]) {
        let value = try? JSONValue.parse(body)
        code = value?["code"]?.string ?? ""
        message = value?["message"]?.string ?? ""
        let names = value?["metadata"]?["duplicate_identifiers"]?.array?.compactMap(\.string) ?? []
        duplicates = Set(names.map { $0.uppercased() })
    }

    /// Code and message with whatever looks like an address made unreadable.
    var masked: String {
        let text = message.split(separator: " ").map { word -> String in
            guard let at = word.firstIndex(of: "@"), at > word.startIndex else { return String(word) }
            return "\(word.prefix(1))…\(word[at...])"
        }.joined(separator: " ")
        switch (code.isEmpty, text.isEmpty) {
        case (false, false): return "\(code): \(text)"
        case (false, true): return code
        case (true, false): return text
        case (true, true): return "no explanation"
        }
    }
}
