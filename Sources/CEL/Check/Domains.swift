/// Comparisons with values that a field never has.
enum Domains {
    /// `field == value`, `field != value`, `field in [values]` against the field's domain.
    static func check(_ name: String, _ arguments: [Typed], _ codes: [Code], _ source: [UInt8]) -> Finding? {
        guard arguments.count == 2 else { return nil }
        switch name {
        case Operator.equal.rawValue, Operator.notEqual.rawValue:
            for (field, other) in [(0, 1), (1, 0)] {
                if let finding = calendar(arguments[field], codes[other], name, arguments[other].range) {
                    return finding
                }
                guard case .variable(let variable) = arguments[field].kind, let value = codes[other].constant else {
                    continue
                }
                if value == .null { return nullComparison(variable, name, arguments) }
                return unknownValue(
                    value,
                    variable,
                    arguments[other].range,
                    outcome: name == Operator.notEqual.rawValue ? "this is always true" : "this is always false"
                )
            }
            return nil
        case Operator.membership.rawValue:
            guard case .variable(let variable) = arguments[0].kind, case .list(let values) = codes[1].constant else {
                return nil
            }
            if values.isEmpty {
                return Finding(
                    code: .constantCondition,
                    message: "nothing is in an empty list, so this is always false",
                    range: arguments[0].range.lowerBound..<arguments[1].range.upperBound,
                    severity: .warning
                )
            }
            for (index, value) in values.enumerated() {
                var range = arguments[1].range
                if case .list(let elements) = arguments[1].kind, elements.indices.contains(index) {
                    range = elements[index].value.range
                }
                if let finding = unknownValue(value, variable, range, outcome: "it adds nothing to this list") {
                    return finding
                }
            }
            return nil
        default: return nil
        }
    }

    private static func unknownValue(
        _ value: Value,
        _ variable: Variable,
        _ range: Range<Int>,
        outcome: String
    ) -> Finding? {
        guard let domain = variable.domain, !domain.isEmpty, !domain.contains(where: { $0.equals(value) }) else {
            return nil
        }
        var hint = "it is one of: " + domain.prefix(12).map(\.source).joined(separator: ", ")
        if case .string(let text) = value {
            let texts = domain.compactMap { known -> String? in
                if case .string(let text) = known { return text }
                return nil
            }
            if let best = Suggestions.nearest(text, among: texts).first { hint = "did you mean \"\(best)\"?" }
        }
        return Finding(
            code: .impossibleComparison,
            message: "`\(variable.name)` is never \(value.source), so \(outcome)",
            range: range,
            hint: hint,
            severity: .warning
        )
    }

    /// A field that is never null compared with null.
    private static func nullComparison(_ variable: Variable, _ name: String, _ arguments: [Typed]) -> Finding? {
        guard !variable.type.isNullable else { return nil }
        let differs = name == Operator.notEqual.rawValue
        return Finding(
            code: .constantCondition,
            message: "`\(variable.name)` is never null, so this is always \(differs ? "true" : "false")",
            range: min(
                arguments[0].range.lowerBound,
                arguments[1].range.lowerBound
            )..<max(arguments[0].range.upperBound, arguments[1].range.upperBound),
            hint: variable.type == .string
                ? "to ask whether it is empty, write \(variable.name) \(differs ? "!=" : "==") \"\"" : nil,
            severity: .warning
        )
    }

    /// What the parts of a moment can be; some count from 0, which is easily forgotten.
    private static let parts: [String: (range: ClosedRange<Int>, meaning: String)] = [
        "getMonth": (0...11, "months count from 0 for January to 11 for December"),
        "getDate": (1...31, "days of the month count from 1 to 31"),
        "getDayOfMonth": (0...30, "getDayOfMonth counts from 0 to 30; getDate counts from 1"),
        "getDayOfWeek": (0...6, "days of the week count from 0 for Sunday to 6 for Saturday"),
        "getDayOfYear": (0...365, "days of the year count from 0"),
        "getHours": (0...23, "hours count from 0 to 23"),
        "getMinutes": (0...59, "minutes count from 0 to 59"),
        "getSeconds": (0...59, "seconds count from 0 to 59"),
    ]

    /// `start.getMonth() == 12`
    private static func calendar(_ node: Typed, _ other: Code, _ name: String, _ range: Range<Int>) -> Finding? {
        guard case .call(let function, let arguments) = node.kind, arguments.first?.type == .timestamp,
            let part = parts[function.name], case .int(let number) = other.constant, !part.range.contains(number)
        else { return nil }
        return Finding(
            code: .impossibleComparison,
            message: "`\(function.name)` never gives \(number), so this is always "
                + (name == Operator.notEqual.rawValue ? "true" : "false"),
            range: range,
            hint: part.meaning,
            severity: .warning
        )
    }
}
