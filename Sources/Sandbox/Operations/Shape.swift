/// The form a JSON request body must have, the part of JSON schema the two definitions use.
indirect enum Shape: Sendable {
    case anything
    case text(maximum: Int = .max)
    case integer(ClosedRange<Int> = Int.min...Int.max)
    case number
    case boolean
    case choice([String])
    /// An object with these fields and no others.
    case object([Field])
    /// An object with free keys, each value of one of these shapes.
    case map([Shape])
    case list(Shape, ClosedRange<Int> = 0...Int.max)

    struct Field: Sendable {
        var name: String
        var shape: Shape
        var isRequired = false

        static func optional(_ name: String, _ shape: Shape) -> Field {
            Field(name: name, shape: shape)
        }

        static func required(_ name: String, _ shape: Shape) -> Field {
            Field(name: name, shape: shape, isRequired: true)
        }
    }

    /// What is wrong in a body, and where.
    struct Problem: Sendable, Equatable {
        enum Kind: Sendable { case missing, unknown, wrongType, outOfRange }
        var kind: Kind
        var path: String
        var message: String
    }

    /// The first thing wrong with the value, or nil.
    func problem(with value: WireValue, at path: String = "") -> Problem? {
        switch self {
        case .anything: return nil
        case .text(let maximum):
            guard let text = value.string else { return wrongType(path, "a string", value) }
            return text.count <= maximum ? nil : outOfRange(path, "is longer than \(maximum) characters")
        case .integer(let range):
            guard case .integer(let number) = value else { return wrongType(path, "an integer", value) }
            return range.contains(number) ? nil : outOfRange(path, "is not within the range of the definition")
        case .number: return value.number == nil ? wrongType(path, "a number", value) : nil
        case .boolean: return value.boolean == nil ? wrongType(path, "a boolean", value) : nil
        case .choice(let choices):
            guard let text = value.string else { return wrongType(path, "a string", value) }
            return choices.contains(text)
                ? nil : outOfRange(path, "must be one of \(choices.joined(separator: ", "))")
        case .object(let fields):
            guard let members = value.members else { return wrongType(path, "an object", value) }
            return problem(of: fields, in: members, at: path)
        case .map(let shapes):
            guard let members = value.members else { return wrongType(path, "an object", value) }
            for member in members
            where !shapes.contains(where: { $0.problem(with: member.value) == nil }) {
                return wrongType(Self.joined(path, member.key), "of a documented type", member.value)
            }
            return nil
        case .list(let shape, let count):
            guard let elements = value.elements else { return wrongType(path, "an array", value) }
            guard count.contains(elements.count) else {
                return outOfRange(
                    path,
                    "has \(elements.count) elements, not \(count.lowerBound) to \(count.upperBound)"
                )
            }
            for (index, element) in elements.enumerated() {
                if let problem = shape.problem(with: element, at: "\(path)[\(index)]") { return problem }
            }
            return nil
        }
    }

    private func problem(of fields: [Field], in members: [WireValue.Member], at path: String) -> Problem? {
        for field in fields where field.isRequired && !members.contains(where: { $0.key == field.name }) {
            let place = Self.joined(path, field.name)
            return Problem(kind: .missing, path: place, message: "\(place) is missing")
        }
        for member in members {
            let place = Self.joined(path, member.key)
            guard let field = fields.first(where: { $0.name == member.key }) else {
                return Problem(kind: .unknown, path: place, message: "\(place) is not a field of this operation")
            }
            if let problem = field.shape.problem(with: member.value, at: place) { return problem }
        }
        return nil
    }

    private static func joined(_ path: String, _ key: String) -> String {
        path.isEmpty ? key : "\(path).\(key)"
    }

    private func wrongType(_ path: String, _ expected: String, _ value: WireValue) -> Problem {
        Problem(kind: .wrongType, path: path, message: "\(path) must be \(expected), not \(value.typeName)")
    }

    private func outOfRange(_ path: String, _ complaint: String) -> Problem {
        Problem(kind: .outOfRange, path: path, message: "\(path) \(complaint)")
    }
}
