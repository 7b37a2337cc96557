import PipelineCore

extension OptionKind {
    /// What it takes, in words for a message.
    var noun: String {
        switch self {
        case .string, .secret: "text"
        case .identifier: "a name of letters, digits, `-` and `_`"
        case .bool: "`true` or `false`"
        case .int(let bounds): "a whole number\(words(for: bounds))"
        case .double(let bounds): "a number from \(text(bounds.lowerBound)) to \(text(bounds.upperBound))"
        case .duration: "a duration like `30d`"
        case .url: "an address"
        case .timeZone: "a time zone like `Asia/Tokyo`"
        case .choice(let choices): choices.map { "`\($0.name)`" }.joined(separator: ", ")
        case .rates: "a rate like `40/s`, or a list of rates"
        case .listReference: "a list's id, or its name under `lists`"
        case .expression: "an expression"
        case .list(let item): "a list, each item \(item.noun)"
        case .map, .object: "a mapping"
        }
    }

    /// Whether leaving its value empty means that there are no items.
    var isCollection: Bool {
        switch self {
        case .list, .map, .object: true
        default: false
        }
    }

    /// The value with nothing in it.
    var emptyValue: OptionValue? {
        switch self {
        case .list: .list([])
        case .map: .map([:])
        case .object: .object(Options())
        default: nil
        }
    }

    private func text(_ number: Double) -> String {
        Int(exactly: number).map(String.init) ?? String(number)
    }

    private func words(for bounds: ClosedRange<Int>) -> String {
        switch (bounds.lowerBound == .min, bounds.upperBound == .max) {
        case (true, true): ""
        case (false, true): " from \(bounds.lowerBound)"
        case (true, false): " up to \(bounds.upperBound)"
        case (false, false): " from \(bounds.lowerBound) to \(bounds.upperBound)"
        }
    }
}

extension OptionKind.Choice {
    /// What choosing it means, as a sentence after its name.
    var sentence: String { "`\(name)`: \(doc)" + (doc.hasSuffix(".") ? "" : ".") }
}
