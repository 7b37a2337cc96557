extension BrevoService {
    /// `GET /contacts/attributes`: all of them, unpaged.
    func listAttributes() -> Reply {
        .json(["attributes": .array(attributes.map(Self.row))])
    }

    private static func row(_ attribute: BrevoAttribute) -> WireValue {
        .fields([
            "name": .string(attribute.name), "category": .string(attribute.category),
            // A category attribute is told by its enumeration; the definition knows no such type here.
            "type": attribute.category == "category" ? nil : .string(attribute.type),
            "enumeration": attribute.category == "category"
                ? .array(attribute.enumeration.map { ["value": .integer($0.value), "label": .string($0.label)] }) : nil,
            "multiCategoryOptions": attribute.type == "multiple-choice"
                ? .array(attribute.options.map(WireValue.string)) : nil,
            "calculatedValue": .text(attribute.calculatedValue),
        ])
    }

    /// `POST /contacts/attributes/{attributeCategory}/{attributeName}`: 201 without a body.
    mutating func createAttribute(_ call: Call) throws -> Reply {
        let category = call.segment("attributeCategory")
        let name = call.segment("attributeName")
        guard !name.isEmpty, name.utf8.allSatisfy({ (48...57).contains($0) || (65...90).contains($0) || $0 == 95 })
        else {
            throw BrevoError.invalid("Attribute name should be in capitals: letters, digits and underscores")
        }
        guard attribute(name) == nil else { throw BrevoError.invalid("Attribute name must be unique") }
        let type = call.body["type"]?.string
        let allowed: [String: [String]] = [
            "normal": ["text", "date", "float", "boolean", "multiple-choice", "user"],
            "transactional": ["text", "date", "float", "boolean", "id", "user"], "category": ["category"],
        ]
        var attribute = BrevoAttribute(name: name, category: category, type: type ?? "text")
        switch category {
        case "normal", "transactional":
            guard let type, allowed[category]?.contains(type) == true else {
                throw BrevoError.invalid("Invalid type for the category \(category)")
            }
        case "category":
            guard let entries = call.body["enumeration"]?.elements, type == nil || type == "category" else {
                throw BrevoError.invalid("enumeration is required for the category category")
            }
            attribute.type = "category"
            attribute.enumeration = entries.compactMap { entry in
                guard let value = entry["value"]?.integer, let label = entry["label"]?.string else { return nil }
                return (value, label)
            }
        case "calculated", "global":
            guard let value = call.body["value"]?.string else { throw BrevoError.invalid("value is required") }
            attribute.calculatedValue = value
        default: throw BrevoError.invalid("Invalid attribute category")
        }
        attribute.options = call.body["multiCategoryOptions"]?.elements?.compactMap(\.string) ?? []
        guard attribute.options.allSatisfy({ $0.count <= 200 }) else {
            throw BrevoError.invalid("An option is longer than 200 characters")
        }
        attributes.append(attribute)
        return .empty(201)
    }

    /// `DELETE /contacts/attributes/{attributeCategory}/{attributeName}`: its values go with it.
    mutating func deleteAttribute(_ call: Call) throws -> Reply {
        let name = call.segment("attributeName")
        guard
            let place = attributes.firstIndex(where: {
                $0.name == name && $0.category == call.segment("attributeCategory")
            })
        else { throw BrevoError.notFound("Attribute not found") }
        attributes.remove(at: place)
        for id in book.ids where book[id]?.attributes[name] != nil {
            book.change(id, at: call.now, isWrite: false) { $0.attributes[name] = nil }
        }
        return .empty(204)
    }
}
