/// What an evaluation works on: the record's slots, the names bound by macros, and what may still be spent.
struct Frame {
    let slots: UnsafeBufferPointer<Value>
    var locals: [Value]
    var meter: Meter
}

/// Compiled code that gives a `Result`.
typealias Evaluate<Result> = @Sendable (inout Frame) throws(EvaluationError) -> Result

/// Compiled code by the type it surely gives, so that nothing is boxed on the way.
enum Code: Sendable {
    case constant(Value)
    case bool(Evaluate<Bool>)
    case int(Evaluate<Int>)
    case double(Evaluate<Double>)
    case string(Evaluate<String>)
    case value(Evaluate<Value>)

    var constant: Value? {
        if case .constant(let value) = self { return value }
        return nil
    }

    /// The code as one that gives any value.
    var value: Evaluate<Value> {
        switch self {
        case .constant(let value): return { _ in value }
        case .bool(let code): return { (frame) throws(EvaluationError) in .bool(try code(&frame)) }
        case .int(let code): return { (frame) throws(EvaluationError) in .int(try code(&frame)) }
        case .double(let code): return { (frame) throws(EvaluationError) in .double(try code(&frame)) }
        case .string(let code): return { (frame) throws(EvaluationError) in .string(try code(&frame)) }
        case .value(let code): return code
        }
    }

    /// The code as one that gives true or false; other values are errors of the evaluation.
    func bool(_ range: Range<Int>) -> Evaluate<Bool> {
        switch self {
        case .bool(let code): return code
        case .constant(.bool(let flag)): return { _ in flag }
        default:
            let code = value
            return { (frame) throws(EvaluationError) in
                guard case .bool(let flag) = try code(&frame) else { throw .wrongType(range) }
                return flag
            }
        }
    }

    func int(_ range: Range<Int>) -> Evaluate<Int> {
        switch self {
        case .int(let code): return code
        case .constant(.int(let number)): return { _ in number }
        default:
            let code = value
            return { (frame) throws(EvaluationError) in
                guard case .int(let number) = try code(&frame) else { throw .wrongType(range) }
                return number
            }
        }
    }

    func double(_ range: Range<Int>) -> Evaluate<Double> {
        switch self {
        case .double(let code): return code
        case .constant(.double(let number)): return { _ in number }
        default:
            let code = value
            return { (frame) throws(EvaluationError) in
                guard case .double(let number) = try code(&frame) else { throw .wrongType(range) }
                return number
            }
        }
    }

    func string(_ range: Range<Int>) -> Evaluate<String> {
        switch self {
        case .string(let code): return code
        case .constant(.string(let text)): return { _ in text }
        default:
            let code = value
            return { (frame) throws(EvaluationError) in
                guard case .string(let text) = try code(&frame) else { throw .wrongType(range) }
                return text
            }
        }
    }
}

extension EvaluationError {
    static func wrongType(_ range: Range<Int>) -> EvaluationError {
        EvaluationError(message: Fault.noOverload.message, range: range)
    }

    init(_ fault: Fault, _ range: Range<Int>) { self.init(message: fault.message, range: range) }
}

/// Runs `body` with its faults placed at `range`.
@inline(__always)
func placing<Result>(
    _ range: Range<Int>,
    _ body: () throws(Fault) -> Result
) throws(EvaluationError) -> Result {
    do { return try body() } catch { throw EvaluationError(error, range) }
}
