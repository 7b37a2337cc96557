/// Calls whose operand types are known, without boxing.
enum FastCode {
    /// Code for a call, or nil when there is only the general way.
    static func call(_ name: String, _ arguments: [Typed], _ codes: [Code], _ node: Typed) -> Code? {
        if let sign = Operator(rawValue: name) { return operation(sign, arguments, codes, node) }
        switch name {
        case "startsWith", "endsWith", "contains":
            guard isText(arguments[0]), isText(arguments[1]) else { return nil }
            return text(name, arguments, codes)
        case "size":
            guard isText(arguments[0]) else { return nil }
            let operand = codes[0].string(arguments[0].range)
            let range = node.range
            return .int { (frame) throws(EvaluationError) in
                let text = try operand(&frame)
                do throws(Fault) { try frame.meter.chargeBytes(text.utf8.count) } catch {
                    throw EvaluationError(error, range)
                }
                return text.unicodeScalars.count
            }
        default: return nil
        }
    }

    static func isText(_ node: Typed) -> Bool { node.type == .string }

    private static func operation(_ sign: Operator, _ arguments: [Typed], _ codes: [Code], _ node: Typed) -> Code? {
        if sign == .not {
            guard arguments[0].type == .bool else { return nil }
            let operand = codes[0].bool(arguments[0].range)
            return .bool { (frame) throws(EvaluationError) in !(try operand(&frame)) }
        }
        guard arguments.count == 2 else { return nil }
        if sign == .equal || sign == .notEqual,
            let code = EqualityCode.make(arguments, codes, isEqual: sign == .equal, node.range)
        {
            return .bool(code)
        }
        if sign == .membership { return EqualityCode.membership(arguments, codes).map(Code.bool) }
        switch (arguments[0].type, arguments[1].type) {
        case (.int, .int): return ints(sign, arguments, codes, node.range)
        case (.double, .double): return doubles(sign, arguments, codes)
        case (.string, .string): return texts(sign, arguments, codes, node.range)
        default: return nil
        }
    }

    private static func ints(_ sign: Operator, _ arguments: [Typed], _ codes: [Code], _ range: Range<Int>) -> Code? {
        if sign.isComparison {
            if case .variable(let variable) = arguments[0].kind, case .int(let bound) = codes[1].constant {
                let place = arguments[0].range
                return .bool { (frame) throws(EvaluationError) in
                    guard case .int(let number) = frame.slots[variable.slot] else {
                        throw SlotCode.wrong(variable, frame, place)
                    }
                    return sign.holds(number, bound)
                }
            }
            let (left, right) = (codes[0].int(arguments[0].range), codes[1].int(arguments[1].range))
            return .bool { (frame) throws(EvaluationError) in sign.holds(try left(&frame), try right(&frame)) }
        }
        let (left, right) = (codes[0].int(arguments[0].range), codes[1].int(arguments[1].range))
        return .int { (frame) throws(EvaluationError) in
            let one = try left(&frame)
            let other = try right(&frame)
            do throws(Fault) {
                switch sign {
                case .add: return try Arithmetic.add(one, other)
                case .subtract: return try Arithmetic.subtract(one, other)
                case .multiply: return try Arithmetic.multiply(one, other)
                case .divide: return try Arithmetic.divide(one, other)
                default: return try Arithmetic.remainder(one, other)
                }
            } catch {
                throw EvaluationError(error, range)
            }
        }
    }

    private static func doubles(_ sign: Operator, _ arguments: [Typed], _ codes: [Code]) -> Code? {
        let (left, right) = (codes[0].double(arguments[0].range), codes[1].double(arguments[1].range))
        if sign.isComparison {
            return .bool { (frame) throws(EvaluationError) in sign.holds(try left(&frame), try right(&frame)) }
        }
        return .double { (frame) throws(EvaluationError) in
            let one = try left(&frame)
            let other = try right(&frame)
            switch sign {
            case .add: return one + other
            case .subtract: return one - other
            case .multiply: return one * other
            default: return one / other
            }
        }
    }

    private static func texts(_ sign: Operator, _ arguments: [Typed], _ codes: [Code], _ range: Range<Int>) -> Code? {
        let (left, right) = (codes[0].string(arguments[0].range), codes[1].string(arguments[1].range))
        if sign == .add {
            return .string { (frame) throws(EvaluationError) in
                let one = try left(&frame)
                let other = try right(&frame)
                do throws(Fault) { try frame.meter.chargeBytes(one.utf8.count + other.utf8.count) } catch {
                    throw EvaluationError(error, range)
                }
                return one + other
            }
        }
        return .bool { (frame) throws(EvaluationError) in
            let one = try left(&frame)
            let other = try right(&frame)
            do throws(Fault) { try frame.meter.chargeBytes(one.utf8.count) } catch {
                throw EvaluationError(error, range)
            }
            return sign.holds(Text.compare(one, other), 0)
        }
    }

    private static func text(_ name: String, _ arguments: [Typed], _ codes: [Code]) -> Code {
        let right = codes[1].string(arguments[1].range)
        if name == "startsWith", case .variable(let variable) = arguments[0].kind,
            case .string(let prefix) = codes[1].constant
        {
            let place = arguments[0].range
            return .bool { (frame) throws(EvaluationError) in
                guard case .string(let text) = frame.slots[variable.slot] else {
                    throw SlotCode.wrong(variable, frame, place)
                }
                return Text.hasPrefix(text, prefix)
            }
        }
        let left = codes[0].string(arguments[0].range)
        let range = arguments[0].range
        let isSearch = name == "contains"
        let isPrefix = name == "startsWith"
        return .bool { (frame) throws(EvaluationError) in
            let text = try left(&frame)
            let part = try right(&frame)
            do throws(Fault) {
                if isSearch {
                    try frame.meter.chargeSearch(text.utf8.count, part.utf8.count)
                } else {
                    try frame.meter.chargeBytes(part.utf8.count)
                }
            } catch {
                throw EvaluationError(error, range)
            }
            if isSearch { return Text.contains(text, part) }
            return isPrefix ? Text.hasPrefix(text, part) : Text.hasSuffix(text, part)
        }
    }
}

extension Operator {
    /// A comparison of two unboxed operands.
    @inline(__always)
    func holds<Operand: Comparable>(_ left: Operand, _ right: Operand) -> Bool {
        switch self {
        case .equal: left == right
        case .notEqual: left != right
        case .less: left < right
        case .atMost: left <= right
        case .greater: left > right
        default: left >= right
        }
    }
}
