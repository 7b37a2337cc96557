/// `==`, `!=` and `in` for the common shapes: a field with a constant, a field with null, texts and booleans.
enum EqualityCode {
    static func make(
        _ arguments: [Typed],
        _ codes: [Code],
        isEqual: Bool,
        _ range: Range<Int>
    ) -> Evaluate<Bool>? {
        if let constant = codes[1].constant, let code = withConstant(arguments[0], constant, isEqual) { return code }
        if let constant = codes[0].constant, let code = withConstant(arguments[1], constant, isEqual) { return code }
        let ranges = arguments.map(\.range)
        switch (codes[0], codes[1]) {
        case (.string, .string), (.string, .constant(.string)), (.constant(.string), .string):
            let (left, right) = (codes[0].string(ranges[0]), codes[1].string(ranges[1]))
            return { (frame) throws(EvaluationError) in
                let one = try left(&frame)
                let other = try right(&frame)
                do throws(Fault) { try frame.meter.chargeBytes(one.utf8.count) } catch {
                    throw EvaluationError(error, range)
                }
                return Text.equal(one, other) == isEqual
            }
        case (.bool, .bool), (.bool, .constant(.bool)), (.constant(.bool), .bool):
            let (left, right) = (codes[0].bool(ranges[0]), codes[1].bool(ranges[1]))
            return { (frame) throws(EvaluationError) in (try left(&frame) == (try right(&frame))) == isEqual }
        default: return nil
        }
    }

    /// A field compared with a constant; a null in the field just differs.
    private static func withConstant(_ operand: Typed, _ constant: Value, _ isEqual: Bool) -> Evaluate<Bool>? {
        guard case .variable(let variable) = operand.kind else { return nil }
        let slot = variable.slot
        switch (constant, variable.type.unwrapped) {
        case (.null, _):
            return { (frame) throws(EvaluationError) in
                if case .null = frame.slots[slot] { return isEqual }
                return !isEqual
            }
        case (.string(""), .string):
            return { (frame) throws(EvaluationError) in
                guard case .string(let text) = frame.slots[slot] else { return !isEqual }
                return text.isEmpty == isEqual
            }
        case (.string(let wanted), .string):
            return { (frame) throws(EvaluationError) in
                guard case .string(let text) = frame.slots[slot] else { return !isEqual }
                return Text.equal(text, wanted) == isEqual
            }
        case (.int(let wanted), .int):
            return { (frame) throws(EvaluationError) in
                guard case .int(let number) = frame.slots[slot] else { return !isEqual }
                return (number == wanted) == isEqual
            }
        case (.bool(let wanted), .bool):
            return { (frame) throws(EvaluationError) in
                guard case .bool(let flag) = frame.slots[slot] else { return !isEqual }
                return (flag == wanted) == isEqual
            }
        default: return nil
        }
    }

    /// A text looked for in a constant list of texts.
    static func membership(_ arguments: [Typed], _ codes: [Code]) -> Evaluate<Bool>? {
        guard case .variable(let variable) = arguments[0].kind, variable.type.unwrapped == .string,
            case .list(let items) = codes[1].constant
        else { return nil }
        let texts = items.compactMap { item -> BytewiseText? in
            if case .string(let text) = item { return BytewiseText(text) }
            return nil
        }
        guard texts.count == items.count else { return nil }
        let slot = variable.slot
        if texts.count > 8 {
            let known = Set(texts)
            return { (frame) throws(EvaluationError) in
                guard case .string(let text) = frame.slots[slot] else { return false }
                return known.contains(BytewiseText(text))
            }
        }
        return { (frame) throws(EvaluationError) in
            guard case .string(let text) = frame.slots[slot] else { return false }
            for known in texts where Text.equal(known.text, text) { return true }
            return false
        }
    }
}
