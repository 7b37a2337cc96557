/// Calls of functions whose argument types are known only when they run.
enum CallCode {
    static func make(_ function: Function, _ arguments: [Evaluate<Value>], _ range: Range<Int>) -> Evaluate<Value> {
        switch function.body {
        case .unary(let body) where arguments.count == 1:
            let operand = arguments[0]
            return { (frame) throws(EvaluationError) in
                let value = try operand(&frame)
                do throws(Fault) { return try body(value, &frame.meter) } catch { throw EvaluationError(error, range) }
            }
        case .binary(let body) where arguments.count == 2:
            let (left, right) = (arguments[0], arguments[1])
            return { (frame) throws(EvaluationError) in
                let first = try left(&frame)
                let second = try right(&frame)
                do throws(Fault) { return try body(first, second, &frame.meter) } catch {
                    throw EvaluationError(error, range)
                }
            }
        case .any(let body): return make(body, arguments, range)
        default: return make({ (values, meter) throws(Fault) in try function.call(values, &meter) }, arguments, range)
        }
    }

    static func make(
        _ body: @escaping Function.Variadic,
        _ arguments: [Evaluate<Value>],
        _ range: Range<Int>
    ) -> Evaluate<Value> {
        { (frame) throws(EvaluationError) in
            var values: [Value] = []
            values.reserveCapacity(arguments.count)
            for argument in arguments { values.append(try argument(&frame)) }
            do throws(Fault) { return try body(values, &frame.meter) } catch { throw EvaluationError(error, range) }
        }
    }
}
