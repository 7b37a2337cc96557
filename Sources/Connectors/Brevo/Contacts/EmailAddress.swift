/// Email addresses as Brevo's contacts are known by.
enum EmailAddress {
    /// Trimmed and in lower case: Brevo treats addresses that differ in case as one contact (BREVO.md §5.9).
    static func normalised(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && !($0 >= 0x41 && $0 <= 0x5A) }) { return text }
        var rest = text[...]
        while rest.first?.isWhitespace == true { rest.removeFirst() }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return rest.lowercased()
    }

    /// Why a normalised text can't be an address; nil when it may be one, which only Brevo can tell.
    ///
    /// Refuses only what RFC 5321 §4.1.2 and §4.5.3.1 rule out and no provider hands out; letters beyond ASCII pass (RFC 6531).
    static func problem(_ text: String) -> String? {
        if isPlain(text) { return nil }
        let halves = text.split(separator: "@", omittingEmptySubsequences: false)
        guard halves.count == 2 else { return halves.count < 2 ? "it has no @" : "it has more than one @" }
        let (local, domain) = (halves[0], halves[1])
        if text.unicodeScalars.contains(where: \.properties.isWhitespace) { return "there is a space in it" }
        if text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) {
            return "there is a control character in it"
        }
        if text.utf8.count > 254 { return "it is longer than 254 bytes" }
        return problem(local: local) ?? problem(domain: domain)
    }

    /// Whether a text is surely one of the usual addresses, by its bytes alone: letters, digits, and single `.`, `-`, `_` or `+`
    /// between them. Nearly all are, and telling what is wrong with the others costs ten times as much.
    private static func isPlain(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            var at: Int?
            var dot = false
            var label = 0
            var isBetween = false
            guard bytes.count <= 254 else { return false }
            for (place, byte) in bytes.enumerated() {
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                    isBetween = true
                    label += 1
                case UInt8(ascii: ".") where isBetween, UInt8(ascii: "@") where isBetween && at == nil:
                    if byte == UInt8(ascii: "@") { at = place } else if at != nil { dot = true }
                    (isBetween, label) = (false, 0)
                case UInt8(ascii: "-") where isBetween, UInt8(ascii: "_") where isBetween && at == nil,
                    UInt8(ascii: "+") where isBetween && at == nil:
                    isBetween = false
                    label += 1
                default: return false
                }
                if at != nil, label > 63 { return false }
            }
            return dot && isBetween && at ?? .max <= 64
        }
    }

    private static func problem(local: Substring) -> String? {
        if local.isEmpty { return "nothing stands before the @" }
        if local.utf8.count > 64 { return "more than 64 bytes stand before the @" }
        if local.hasPrefix(".") || local.hasSuffix(".") { return "the part before the @ begins or ends with a dot" }
        if local.contains("..") { return "there are two dots in a row" }
        if let bad = local.first(where: { "()<>[],;:\\\"".contains($0) }) { return "there is a \(bad) before the @" }
        return nil
    }

    private static func problem(domain: Substring) -> String? {
        let labels = domain.split(separator: ".", omittingEmptySubsequences: false)
        if domain.isEmpty { return "nothing stands after the @" }
        if domain.contains("..") { return "there are two dots in a row" }
        if labels.count < 2 { return "the domain has no dot" }
        for label in labels {
            if label.isEmpty { return "the domain begins or ends with a dot" }
            if label.utf8.count > 63 { return "a part of the domain is longer than 63 bytes" }
            if label.hasPrefix("-") || label.hasSuffix("-") {
                return "a part of the domain begins or ends with a hyphen"
            }
            if let bad = label.unicodeScalars.first(where: { !isDomainScalar($0) }) {
                return "there is a \(bad) in the domain"
            }
        }
        return nil
    }

    private static func isDomainScalar(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "-": true
        default: scalar.value > 0x7F
        }
    }
}
