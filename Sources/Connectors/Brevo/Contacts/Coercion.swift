internal import CEL
internal import PipelineCore

/// Brings values into the types of Brevo's attributes (DESIGN.md §2.3, “Types map to Brevo's”).
///
/// What comes out is compared with what Brevo holds and with what was delivered, so there is one form for each value: numbers are
/// doubles, dates are text, options are sorted.
enum Coercion: Sendable, Hashable {
    case value(Value)
    /// Null or empty: sets nothing.
    case nothing
    case refused(code: String, reason: String)

    /// The value that is sent for `value`, where the account's attribute called `name` is of this type.
    ///
    /// Brevo ignores wrongly typed values without a word (BREVO.md §0.6), so they are refused here. Text is never taken for a number.
    static func coerce(_ value: Value, to type: AttributeType, named name: String, zone: TimeZoneName) -> Coercion {
        if value.setsNothing { return .nothing }
        switch (type, value) {
        case (.text, .string): return .value(value)
        case (.text, .timestamp(let moment)): return .value(.string(moment.rfc3339))
        case (.phone, .string(let text)): return .value(.string(phone(text)))
        case (.number, .int(let number)): return .value(.double(Double(number)))
        case (.number, .uint(let number)): return .value(.double(Double(number)))
        case (.number, .double(let number)):
            guard number.isFinite else { return .refused(code: "not_a_number", reason: "`\(name)` is \(number)") }
            // Both zeros are written `0`, so they are one value.
            return .value(.double(number == 0 ? 0 : number))
        case (.boolean, .bool): return .value(value)
        case (.date, .timestamp(let moment)): return .value(.string(moment.dateString(in: zone)))
        case (.category(let labels), .string(let text)):
            guard labels.values.contains(text) else { return unknown("category", text, name, labels.values.sorted()) }
            return .value(value)
        case (.multipleChoice(let options), .list(let items)): return choices(items, options, name)
        default:
            return .refused(
                code: "wrong_type",
                reason: "`\(name)` is a \(type.noun) in Brevo, but the value is a \(value.typeName)"
            )
        }
    }

    /// Digits with country code, one of the forms that Brevo documents and the one it gives back; what isn't a phone number stays
    /// as it is, for Brevo to refuse.
    static func phone(_ text: String) -> String {
        var digits = text.filter { !" -./()\u{A0}".contains($0) }[...]
        if digits.hasPrefix("+") {
            digits = digits.dropFirst()
        } else if digits.hasPrefix("00") {
            digits = digits.dropFirst(2)
        }
        return !digits.isEmpty && digits.utf8.allSatisfy { (0x30...0x39).contains($0) } ? String(digits) : text
    }

    private static func choices(_ items: [Value], _ options: Set<String>?, _ name: String) -> Coercion {
        var texts: Set<String> = []
        for item in items {
            guard case .string(let text) = item else {
                return .refused(code: "wrong_type", reason: "`\(name)` takes a list of text")
            }
            if text.isEmpty { continue }
            if let options, !options.contains(text) { return unknown("option", text, name, options.sorted()) }
            texts.insert(text)
        }
        return texts.isEmpty ? .nothing : .value(.list(texts.sorted().map(Value.string)))
    }

    private static func unknown(_ kind: String, _ text: String, _ name: String, _ known: [String]) -> Coercion {
        let shown = known.prefix(10).map { "“\($0)”" }.joined(separator: ", ") + (known.count > 10 ? ", …" : "")
        return .refused(
            code: "unknown_\(kind)",
            reason: "`\(name)` has no \(kind) “\(text)” in Brevo; it has \(known.isEmpty ? "none" : shown)"
        )
    }
}
