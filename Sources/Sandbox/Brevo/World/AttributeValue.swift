/// What Brevo does with a value for an attribute: stores it, or ignores it without a word (BREVO.md §0.6, §5).
enum AttributeValue {
    enum Effect: Equatable { case store(WireValue), erase, ignore }

    /// The effect of a JSON value.
    static func effect(of value: WireValue, on attribute: BrevoAttribute) -> Effect {
        if value == "" { return .erase }
        switch attribute.type {
        case "float": return value.number != nil ? .store(value) : .ignore
        case "boolean": return value.boolean != nil ? .store(value) : .ignore
        case "date": return value.string.flatMap { Moment(date: $0) } != nil ? .store(value) : .ignore
        case "category":
            let known = attribute.enumeration.first { $0.label == value.string || $0.value == value.integer }
            return known.map { .store(.integer($0.value)) } ?? .ignore
        case "multiple-choice":
            guard let texts = value.elements?.compactMap(\.string), texts.count == value.elements?.count,
                texts.allSatisfy(attribute.options.contains)
            else { return .ignore }
            return .store(value)
        default: return value.string != nil ? .store(value) : .ignore
        }
    }

    /// The effect of a CSV cell, which is text for every type. How booleans are written there is not documented;
    /// `true`, `yes`, `1` and their contraries are taken.
    static func effect(ofCell text: String, on attribute: BrevoAttribute) -> Effect {
        if text.isEmpty { return .erase }
        switch attribute.type {
        case "float":
            guard let number = Double(text), number.isFinite else { return .ignore }
            return .store(Int(text).map(WireValue.integer) ?? .number(number))
        case "boolean":
            switch text.lowercased() {
            case "true", "yes", "1": return .store(true)
            case "false", "no", "0": return .store(false)
            default: return .ignore
            }
        case "category":
            return effect(of: Int(text).map(WireValue.integer) ?? .string(text), on: attribute)
        case "multiple-choice":
            let options = text.split(separator: ",").map { WireValue.string(String($0)) }
            return effect(of: .array(options), on: attribute)
        default: return effect(of: .string(text), on: attribute)
        }
    }

    /// The digits of a phone number with country code, or nil where Brevo answers "Invalid phone number".
    ///
    /// `91…`, `+91…` and `0091…` are the documented forms (BREVO.md §5.6).
    static func phone(_ text: String) -> String? {
        var digits = Substring(text)
        if digits.hasPrefix("+") {
            digits = digits.dropFirst()
        } else if digits.hasPrefix("00") {
            digits = digits.dropFirst(2)
        }
        guard (8...15).contains(digits.utf8.count), digits.utf8.allSatisfy({ (48...57).contains($0) }),
            digits.utf8.first != 48
        else { return nil }
        return String(digits)
    }

    /// Whether it is an address by the simple rules of `format: email`; spaces around it are not.
    static func isEmail(_ text: String) -> Bool {
        let halves = text.split(separator: "@", omittingEmptySubsequences: false)
        guard halves.count == 2, !halves[0].isEmpty, halves[0].utf8.count <= 64, text.utf8.count <= 254 else {
            return false
        }
        let labels = halves[1].split(separator: ".", omittingEmptySubsequences: false)
        let forbidden = Set(" \t\r\n,;<>()[]\\\"".unicodeScalars)
        return labels.count >= 2 && labels.allSatisfy { !$0.isEmpty && !$0.hasPrefix("-") && !$0.hasSuffix("-") }
            && !text.unicodeScalars.contains(where: forbidden.contains) && !halves[0].hasPrefix(".")
            && !halves[0].hasSuffix(".") && !halves[0].contains("..")
    }
}
