/// A compiled expression. Any number of threads may evaluate it at once.
package struct Program: Sendable {
    /// The type of its values.
    package let type: ValueType

    private let code: Evaluate<Value>
    private let test: Evaluate<Bool>
    private let slotCount: Int
    private let localCount: Int
    private let cost: Int

    init(_ code: Code, type: ValueType, range: Range<Int>, slotCount: Int, localCount: Int, cost: Int) {
        self.type = type
        self.code = code.value
        test = code.bool(range)
        self.slotCount = slotCount
        self.localCount = localCount
        self.cost = cost
    }

    /// The expression's value for a record, given as one value for each slot of the environment's variables.
    package func evaluate(_ slots: [Value]) throws(EvaluationError) -> Value { try run(slots, code) }

    /// Whether the expression is true for a record; other values than true and false are errors.
    package func isTrue(_ slots: [Value]) throws(EvaluationError) -> Bool { try run(slots, test) }

    @inline(__always)
    private func run<Result>(_ slots: [Value], _ code: Evaluate<Result>) throws(EvaluationError) -> Result {
        guard slots.count >= slotCount else {
            throw EvaluationError(
                message: "the record has \(slots.count) values where the expression needs \(slotCount)",
                range: 0..<0
            )
        }
        return try slots.withUnsafeBufferPointer { (buffer) throws(EvaluationError) in
            var frame = Frame(
                slots: buffer,
                locals: localCount == 0 ? [] : [Value](repeating: .null, count: localCount),
                meter: Meter(limit: cost)
            )
            return try code(&frame)
        }
    }
}
