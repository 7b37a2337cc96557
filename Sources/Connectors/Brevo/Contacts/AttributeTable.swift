internal import JSON
internal import PipelineCore

/// The attributes that an account has, by name in capitals.
struct AttributeTable: Sendable, Hashable {
    private(set) var types: [String: AttributeType]

    /// The attributes that identify a contact by phone. Each account has them, whether they are listed or not (BREVO.md §5.2).
    static let phones: Set<String> = ["SMS", "WHATSAPP", "LANDLINE_NUMBER"]

    init(_ types: [String: AttributeType] = [:]) {
        self.types = types.merging(Self.phones.map { ($0, .phone) }) { _, phone in phone }
    }

    /// Reads the body of `GET /contacts/attributes`; nil when it isn't one.
    init?(_ body: JSONValue) {
        guard let rows = body["attributes"]?.array else { return nil }
        var types: [String: AttributeType] = [:]
        for row in rows {
            guard let name = row["name"]?.string, let type = Self.type(row) else { continue }
            // The same name may be a contact's attribute and a transactional one; what can be written counts.
            if case .fixed = type, types[name.uppercased()] != nil { continue }
            types[name.uppercased()] = type
        }
        self.init(types)
    }

    subscript(name: String) -> AttributeType? {
        get { types[name] }
        set { types[name] = newValue }
    }

    private static func type(_ row: JSONValue) -> AttributeType? {
        switch row["category"]?.string {
        case "normal", nil:
            switch row["type"]?.string {
            case "text", nil: return .text
            case "float": return .number
            case "boolean": return .boolean
            case "date": return .date
            case "multiple-choice":
                return .multipleChoice(options: row["multiCategoryOptions"]?.array.map { Set($0.compactMap(\.string)) })
            case let other?: return .fixed(other)
            }
        case "category":
            let labels = (row["enumeration"]?.array ?? []).compactMap { item -> (Int, String)? in
                guard let id = item["value"]?.int, let label = item["label"]?.string else { return nil }
                return (id, label)
            }
            return .category(labels: Dictionary(labels, uniquingKeysWith: { first, _ in first }))
        case let other?: return .fixed(other)
        }
    }
}
