/// Calls of functions whose argument types are known only when they run.
enum CallCode {
    static func make(_ function: Function, _ arguments: [Evaluate<Value>], _ range: Range<Int>) -> Evaluate<Value> {
        let name = function.name
        switch function.body {
        case .unary(let body) where arguments.count == 1:
            let operand = arguments[0]
            return { (frame) throws(EvaluationError) in
                let value = try operand(&frame)
                do throws(Fault) { return try body(value, &frame.meter) } catch {
                    throw EvaluationError(error.about([value], name), range)
                }
            }
        case .binary(let body) where arguments.count == 2:
            let (left, right) = (arguments[0], arguments[1])
            return { (frame) throws(EvaluationError) in
                let first = try left(&frame)
                let second = try right(&frame)
                do throws(Fault) { return try body(first, second, &frame.meter) } catch {
                    throw EvaluationError(error.about([first, second], name), range)
                }
            }
        case .any(let body): return make(body, arguments, range, name)
        default:
            return make({ (values, meter) throws(Fault) in try function.call(values, &meter) }, arguments, range, name)
        }
    }

    /// A call with all but the first argument built in, unboxed where its type says how.
    static func make(
        _ body: @escaping Function.Unary,
        _ operand: @escaping Evaluate<Value>,
        _ type: ValueType,
        _ range: Range<Int>
    ) -> Code {
        let run: Evaluate<Value> = { (frame) throws(EvaluationError) in
            let value = try operand(&frame)
            do throws(Fault) { return try body(value, &frame.meter) } catch { throw EvaluationError(error, range) }
        }
        switch type {
        case .bool: return .bool(Code.value(run).bool(range))
        case .int: return .int(Code.value(run).int(range))
        default: return .value(run)
        }
    }

    static func make(
        _ body: @escaping Function.Variadic,
        _ arguments: [Evaluate<Value>],
        _ range: Range<Int>,
        _ name: String
    ) -> Evaluate<Value> {
        { (frame) throws(EvaluationError) in
            var values: [Value] = []
            values.reserveCapacity(arguments.count)
            for argument in arguments { values.append(try argument(&frame)) }
            do throws(Fault) { return try body(values, &frame.meter) } catch {
                throw EvaluationError(error.about(values, name), range)
            }
        }
    }
}
