import PipelineCore

extension OptionDecoder {
    /// Reads an absolute address: https, or http to this machine alone; without a slash at its end.
    func url(_ text: ResolvedText, _ field: OptionField) -> OptionValue? {
        if let fault = Address.fault(text.text) {
            findings.error(.badAddress, fault.message, at: text.span, hint: fault.hint)
            return nil
        }
        var address = text.text
        while address.hasSuffix("/") { address.removeLast() }
        return .string(address)
    }
}

/// What base addresses may look like.
enum Address {
    struct Fault {
        let message: String
        let hint: String?
    }

    /// What is wrong with an address; nil when nothing is.
    static func fault(_ text: String) -> Fault? {
        let isPlain = text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") }
        guard isPlain, let (scheme, rest) = split(text) else {
            return Fault(message: "`\(text)` is no address", hint: "write it in full: `https://api.example.com/v1`")
        }
        guard scheme == "https" || scheme == "http" else {
            return Fault(message: "addresses begin with `https://`, not `\(scheme)://`", hint: nil)
        }
        let authority = rest.prefix { !"/?#".contains($0) }
        if authority.contains("@") {
            return Fault(
                message: "an address must not contain a user or password",
                hint: "credentials have options of their own"
            )
        }
        if rest.contains(where: { "?#".contains($0) }) {
            return Fault(message: "a base address has no `?` and no `#`", hint: "end it with its path")
        }
        let host = host(of: authority)
        guard !host.isEmpty else {
            return Fault(message: "`\(text)` names no host", hint: "write it in full: `https://api.example.com/v1`")
        }
        if scheme == "http", !isThisMachine(host) {
            return Fault(
                message: "`http` sends credentials in the clear; it is allowed to this machine alone",
                hint: "write `https://\(rest)`"
            )
        }
        return nil
    }

    private static func split(_ text: String) -> (scheme: String, rest: Substring)? {
        guard let range = text.firstRange(of: "://") else { return nil }
        return (text[..<range.lowerBound].lowercased(), text[range.upperBound...])
    }

    private static func host(of authority: Substring) -> Substring {
        if authority.first == "[" {
            return authority.prefix { $0 != "]" }.dropFirst()
        }
        return authority.prefix { $0 != ":" }
    }

    /// localhost, 127.0.0.0/8 and ::1 (RFC 6761 §6.3, RFC 1122 §3.2.1.3, RFC 4291 §2.5.3).
    private static func isThisMachine(_ host: Substring) -> Bool {
        if host.lowercased() == "localhost" || host == "::1" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }
}
