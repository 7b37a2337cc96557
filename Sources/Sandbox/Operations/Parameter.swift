/// One query parameter of an operation, as the official definition has it.
struct Parameter: Sendable {
    /// What values are right.
    enum Kind: Sendable, Equatable {
        case text
        case integer(ClosedRange<Int>)
        case boolean
        /// `yyyy-MM-dd`.
        case date
        case choice([String])
        /// May be repeated: `listIds=1&listIds=2`.
        case integers
        /// May be repeated.
        case texts
    }

    var name: String
    var kind: Kind
    var isRequired = false

    static func text(_ name: String, required: Bool = false) -> Parameter {
        Parameter(name: name, kind: .text, isRequired: required)
    }

    static func integer(_ name: String, _ range: ClosedRange<Int> = 0...Int.max) -> Parameter {
        Parameter(name: name, kind: .integer(range))
    }

    static func boolean(_ name: String) -> Parameter {
        Parameter(name: name, kind: .boolean)
    }

    static func date(_ name: String, required: Bool = false) -> Parameter {
        Parameter(name: name, kind: .date, isRequired: required)
    }

    static func choice(_ name: String, _ values: String..., required: Bool = false) -> Parameter {
        Parameter(name: name, kind: .choice(values), isRequired: required)
    }

    static func integers(_ name: String) -> Parameter {
        Parameter(name: name, kind: .integers)
    }

    static func texts(_ name: String) -> Parameter {
        Parameter(name: name, kind: .texts)
    }

    /// What is wrong with a value, or nil.
    func problem(with value: String) -> String? {
        switch kind {
        case .text, .texts: nil
        case .integer(let range):
            switch Int(value) {
            case nil: "must be an integer"
            case let number? where !range.contains(number):
                range.upperBound == .max
                    ? "must be at least \(range.lowerBound)" : "must be \(range.lowerBound) to \(range.upperBound)"
            default: nil
            }
        case .integers: Int(value) == nil ? "must be an integer" : nil
        case .boolean: ["true", "false"].contains(value) ? nil : "must be true or false"
        case .date: Moment(date: value) == nil ? "must be a date, yyyy-MM-dd" : nil
        case .choice(let values): values.contains(value) ? nil : "must be one of \(values.joined(separator: ", "))"
        }
    }

    var isRepeatable: Bool {
        kind == .integers || kind == .texts
    }
}
