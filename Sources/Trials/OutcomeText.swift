internal import CEL
internal import JSON
internal import Planning
internal import YAML

/// Lists by name where they have one.
struct ListNames {
    private let names: [Int: String]

    init(_ lists: [String: Int]) {
        names = Dictionary(lists.map { ($1, $0) }, uniquingKeysWith: min)
    }

    /// `[attendees, 44]`.
    func text(_ numbers: [Int]) -> String {
        "[" + numbers.map { names[$0].map(OutcomeText.scalar) ?? "\($0)" }.joined(separator: ", ") + "]"
    }
}

/// Outcomes as YAML flow collections.
enum OutcomeText {
    /// `{ email: a@example.com, FIRSTNAME: Aiko }`.
    static func row(_ columns: [TestOutcome.Column]) -> String {
        mapping(columns.map { (scalar($0.name), value($0.value)) })
    }

    /// The attributes and lists of a contact.
    static func contact(_ contact: TestOutcome.Contact, _ lists: ListNames) -> String {
        var entries = contact.attributes.map { (scalar($0.name), value($0.value)) }
        if !contact.lists.isEmpty { entries.append(("lists", lists.text(contact.lists))) }
        return mapping(entries)
    }

    /// `{ no_email: 2 }`.
    static func counts(_ counts: [String: Int]) -> String {
        mapping(counts.sorted { $0.key < $1.key }.map { (scalar($0.key), "\($0.value)") })
    }

    /// A value that reads back as it is.
    static func value(_ value: CEL.Value) -> String {
        switch value {
        case .null: "null"
        case .string(let text): scalar(text)
        case .double(let number): Int(exactly: number).map(String.init) ?? "\(number)"
        case .timestamp, .duration: scalar(value.json.string ?? "")
        case .list(let items): "[" + items.map(Self.value).joined(separator: ", ") + "]"
        case .map(let map): mapping(map.entries.map { (Self.value($0.key), Self.value($0.value)) })
        default: value.json.description
        }
    }

    /// A text as a scalar within a flow collection: plain where it stays itself.
    static func scalar(_ text: String) -> String {
        let isPlain =
            !text.isEmpty && text.unicodeScalars.allSatisfy { isHarmless($0) } && text.first != " " && text.last != " "
            && !text.contains(" #") && text.first != "-" && text.first?.isNumber == false
            && !Scalar.isNull(text, .plain) && Scalar.asBool(text) == .other && Scalar.asDouble(text) == nil
        // JSON's escapes are a part of YAML's.
        return isPlain ? text : JSONValue.string(text).description
    }

    private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || " _-.@+/".unicodeScalars.contains(scalar)
    }

    private static func mapping(_ entries: [(String, String)]) -> String {
        entries.isEmpty ? "{}" : "{ " + entries.map { "\($0): \($1)" }.joined(separator: ", ") + " }"
    }
}
