import JSON
package import PipelineCore

/// The file in which `pipeline lock` keeps what an account has (schemas/lock.schema.json): sorted, an item a line, so that a
/// change of the account is a change of few lines.
package enum LockFile {
    /// Where it is kept, below the project's folder.
    package static func path(of connector: String) -> String { "schemas/\(connector).lock.json" }

    /// Changes when a reader of the old form would misread the new one.
    private static let version = 1

    /// The file's text; equal inventories give equal text.
    package static func text(_ inventory: Inventory) -> String {
        let sections = [
            ("attributes", inventory.attributes.map(json)),
            ("lists", inventory.lists.map { ["id": .int($0.id), "name": .string($0.name)] }),
            ("templates", inventory.templates.map(json)),
        ]
        let parts = sections.map { name, items in
            let lines = items.map { "    \($0)" }.joined(separator: ",\n")
            return "  \"\(name)\": [" + (items.isEmpty ? "]" : "\n\(lines)\n  ]")
        }
        return "{\n  \"version\": \(version),\n" + parts.joined(separator: ",\n") + "\n}\n"
    }

    private static func json(_ attribute: Inventory.Attribute) -> JSONValue {
        var members = JSONObject([("name", .string(attribute.name))])
        switch attribute.type {
        case .category(let labels):
            members["category"] = "category"
            members["values"] = .array(
                labels.sorted { $0.key < $1.key }.map { ["value": .int($0.key), "label": .string($0.value)] }
            )
        case .fixed(let kind): members["category"] = .string(kind)
        case .multipleChoice(let options):
            members["category"] = "normal"
            members["type"] = .string(attribute.type.word)
            if let options { members["options"] = .array(options.sorted().map { .string($0) }) }
        default:
            members["category"] = "normal"
            members["type"] = .string(attribute.type.word)
        }
        return .object(members)
    }

    private static func json(_ template: Inventory.Template) -> JSONValue {
        ["id": .int(template.id), "name": .string(template.name), "active": .bool(template.isActive)]
    }

    /// Why a text is no lock.
    package struct Malformed: Error {
        /// What is wrong with it.
        package let message: String
    }

    /// Reads a lock's text.
    package static func read(_ text: String) throws(Malformed) -> Inventory {
        let value: JSONValue
        do { value = try JSONValue.parse(text) } catch { throw Malformed(message: "it is no JSON: \(error)") }
        guard let found = value["version"]?.int else { throw Malformed(message: "it has no `version`") }
        guard found == version else {
            throw Malformed(message: "its version is \(found), and only \(version) is known here")
        }
        return Inventory(
            attributes: try items("attributes", of: value) { item in
                guard let name = item["name"]?.string, let type = type(item) else { return nil }
                return Inventory.Attribute(name, type)
            },
            lists: try items("lists", of: value) { item in
                guard let id = item["id"]?.int, let name = item["name"]?.string else { return nil }
                return Inventory.List(id, name)
            },
            templates: try items("templates", of: value) { item in
                guard let id = item["id"]?.int, let name = item["name"]?.string, let active = item["active"]?.bool
                else { return nil }
                return Inventory.Template(id, name, isActive: active)
            }
        )
    }

    private static func items<Item>(
        _ name: String,
        of value: JSONValue,
        _ make: (JSONValue) -> Item?
    ) throws(Malformed) -> [Item] {
        guard let array = value[name]?.array else { throw Malformed(message: "it has no `\(name)`") }
        var items: [Item] = []
        for (place, element) in array.enumerated() {
            guard let item = make(element) else {
                throw Malformed(message: "`\(name)[\(place)]` can't be read: \(element)")
            }
            items.append(item)
        }
        return items
    }

    private static func type(_ item: JSONValue) -> AttributeType? {
        switch (item["category"]?.string, item["type"]?.string) {
        case ("category", _):
            let labels = (item["values"]?.array ?? []).compactMap { value -> (Int, String)? in
                guard let number = value["value"]?.int, let label = value["label"]?.string else { return nil }
                return (number, label)
            }
            return .category(labels: Dictionary(labels, uniquingKeysWith: { first, _ in first }))
        case ("normal", AttributeType.text.word): return .text
        case ("normal", AttributeType.number.word): return .number
        case ("normal", AttributeType.boolean.word): return .boolean
        case ("normal", AttributeType.date.word): return .date
        case ("normal", AttributeType.phone.word): return .phone
        case ("normal", "multiple-choice"):
            return .multipleChoice(options: item["options"]?.array.map { Set($0.compactMap(\.string)) })
        case (let kind?, nil): return .fixed(kind)
        default: return nil
        }
    }
}
