/// `&&` and `||`: one operand that decides absorbs the errors of all others (cel-spec langdef, “Logical Operators”).
enum LogicCode {
    static func make(_ logic: Syntax.Logic, _ operands: [Evaluate<Bool>]) -> Evaluate<Bool> {
        let deciding = logic == .or
        if operands.count == 2 { return pair(operands[0], operands[1], deciding) }
        if operands.count == 3 { return triple(operands[0], operands[1], operands[2], deciding) }
        return { (frame) throws(EvaluationError) in
            var failure: EvaluationError?
            for operand in operands {
                do throws(EvaluationError) {
                    if try operand(&frame) == deciding { return deciding }
                } catch {
                    if failure == nil { failure = error }
                }
            }
            if let failure { throw failure }
            return !deciding
        }
    }

    private static func pair(
        _ first: @escaping Evaluate<Bool>,
        _ second: @escaping Evaluate<Bool>,
        _ deciding: Bool
    ) -> Evaluate<Bool> {
        { (frame) throws(EvaluationError) in
            do throws(EvaluationError) {
                if try first(&frame) == deciding { return deciding }
            } catch {
                if (try? second(&frame)) == deciding { return deciding }
                throw error
            }
            return try second(&frame)
        }
    }

    private static func triple(
        _ first: @escaping Evaluate<Bool>,
        _ second: @escaping Evaluate<Bool>,
        _ third: @escaping Evaluate<Bool>,
        _ deciding: Bool
    ) -> Evaluate<Bool> {
        let rest = pair(second, third, deciding)
        return { (frame) throws(EvaluationError) in
            do throws(EvaluationError) {
                if try first(&frame) == deciding { return deciding }
            } catch {
                if (try? rest(&frame)) == deciding { return deciding }
                throw error
            }
            do throws(EvaluationError) {
                if try second(&frame) == deciding { return deciding }
            } catch {
                if (try? third(&frame)) == deciding { return deciding }
                throw error
            }
            return try third(&frame)
        }
    }
}
