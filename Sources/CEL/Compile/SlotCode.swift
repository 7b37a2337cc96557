/// Reading a record's slots.
enum SlotCode {
    /// The value of a variable, unboxed where its type says how.
    static func read(_ variable: Variable, as type: ValueType, _ range: Range<Int>) -> Code {
        let slot = variable.slot
        switch type {
        case .bool:
            return .bool { (frame) throws(EvaluationError) in
                guard case .bool(let flag) = frame.slots[slot] else { throw wrong(variable, frame, range) }
                return flag
            }
        case .int:
            return .int { (frame) throws(EvaluationError) in
                guard case .int(let number) = frame.slots[slot] else { throw wrong(variable, frame, range) }
                return number
            }
        case .double:
            return .double { (frame) throws(EvaluationError) in
                guard case .double(let number) = frame.slots[slot] else { throw wrong(variable, frame, range) }
                return number
            }
        case .string:
            return .string { (frame) throws(EvaluationError) in
                guard case .string(let text) = frame.slots[slot] else { throw wrong(variable, frame, range) }
                return text
            }
        default: return .value { (frame) throws(EvaluationError) in frame.slots[slot] }
        }
    }

    /// The error of a slot that doesn't hold what its variable's type says.
    @inline(never)
    static func wrong(_ variable: Variable, _ frame: Frame, _ range: Range<Int>) -> EvaluationError {
        let value = frame.slots[variable.slot]
        if value == .null { return EvaluationError(message: "`\(variable.name)` is null in this record", range: range) }
        return EvaluationError(
            message: "`\(variable.name)` holds \(value.typeName) in this record, not \(variable.type)",
            range: range
        )
    }
}
