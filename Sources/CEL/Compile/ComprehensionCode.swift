/// The macros that bind names, as loops. Every round is paid for.
enum ComprehensionCode {
    static func make(
        _ comprehension: Typed.Comprehension,
        subject: Code,
        filter: Evaluate<Bool>?,
        body: Code,
        _ range: Range<Int>
    ) -> Code {
        let bodyRange = comprehension.body.range
        switch comprehension.macro {
        case .bind: return bind(comprehension, subject.value, body)
        case .optMap, .optFlatMap: return optional(comprehension, subject.value, body.value, range)
        default: break
        }
        let loop = Loop(subject: subject.value, comprehension: comprehension, range: range)
        switch comprehension.macro {
        case .all: return .bool(quantifier(loop, body.bool(bodyRange), deciding: false))
        case .exists: return .bool(quantifier(loop, body.bool(bodyRange), deciding: true))
        case .existsOne:
            let test = body.bool(bodyRange)
            return .bool { (frame) throws(EvaluationError) in
                var count = 0
                try loop.run(&frame) { (frame, _, _) throws(EvaluationError) in
                    if try test(&frame) { count += 1 }
                    return true
                }
                return count == 1
            }
        case .filter:
            let test = body.bool(bodyRange)
            return .value { (frame) throws(EvaluationError) in
                var result: [Value] = []
                try loop.run(&frame) { (frame, key, value) throws(EvaluationError) in
                    if try test(&frame) { result.append(loop.single(key, value)) }
                    return true
                }
                return .list(result)
            }
        case .transformMap, .transformMapEntry: return mapMaker(loop, filter, body.value, range, comprehension.macro)
        default:
            let make = body.value
            return .value { (frame) throws(EvaluationError) in
                var result: [Value] = []
                try loop.run(&frame) { (frame, _, _) throws(EvaluationError) in
                    if let filter, !(try filter(&frame)) { return true }
                    result.append(try make(&frame))
                    return true
                }
                return .list(result)
            }
        }
    }

    /// `all` and `exists`: as chains of `&&` and `||`.
    private static func quantifier(_ loop: Loop, _ test: @escaping Evaluate<Bool>, deciding: Bool) -> Evaluate<Bool> {
        { (frame) throws(EvaluationError) in
            var failure: EvaluationError?
            var isDecided = false
            try loop.run(&frame) { (frame, _, _) throws(EvaluationError) in
                do throws(EvaluationError) {
                    isDecided = try test(&frame) == deciding
                } catch {
                    if failure == nil { failure = error }
                }
                return !isDecided
            }
            if isDecided { return deciding }
            if let failure { throw failure }
            return !deciding
        }
    }

    private static func mapMaker(
        _ loop: Loop,
        _ filter: Evaluate<Bool>?,
        _ make: @escaping Evaluate<Value>,
        _ range: Range<Int>,
        _ macro: Macro
    ) -> Code {
        .value { (frame) throws(EvaluationError) in
            var result: [MapValue.Entry] = []
            try loop.run(&frame) { (frame, key, _) throws(EvaluationError) in
                if let filter, !(try filter(&frame)) { return true }
                let value = try make(&frame)
                guard macro == .transformMapEntry else {
                    result.append(.init(key: key, value: value))
                    return true
                }
                guard case .map(let entries) = value else { throw .wrongType(range) }
                try placing(range) { () throws(Fault) in try frame.meter.charge(entries.count) }
                result += entries.entries
                return true
            }
            let entries = result
            return try placing(range) { () throws(Fault) in .map(try MapValue.making(entries, &frame.meter)) }
        }
    }

    private static func bind(
        _ comprehension: Typed.Comprehension,
        _ subject: @escaping Evaluate<Value>,
        _ body: Code
    ) -> Code {
        let local = comprehension.firstLocal
        if case .bool(let body) = body {
            return .bool { (frame) throws(EvaluationError) in
                frame.locals[local] = try subject(&frame)
                return try body(&frame)
            }
        }
        let body = body.value
        return .value { (frame) throws(EvaluationError) in
            frame.locals[local] = try subject(&frame)
            return try body(&frame)
        }
    }

    private static func optional(
        _ comprehension: Typed.Comprehension,
        _ subject: @escaping Evaluate<Value>,
        _ body: @escaping Evaluate<Value>,
        _ range: Range<Int>
    ) -> Code {
        let local = comprehension.firstLocal
        let isFlat = comprehension.macro == .optFlatMap
        return .value { (frame) throws(EvaluationError) in
            let value = try subject(&frame)
            guard case .optional(let held) = value else { throw .wrongType(range) }
            guard let held else { return value }
            frame.locals[local] = held
            let result = try body(&frame)
            guard isFlat else { return .optional(result) }
            guard case .optional = result else { throw .wrongType(range) }
            return result
        }
    }
}

/// Goes through a list or a map with one or two bound names.
private struct Loop: Sendable {
    let subject: Evaluate<Value>
    let comprehension: Typed.Comprehension
    let range: Range<Int>

    /// What the only bound name stands for: the element of a list, the key of a map.
    func single(_ key: Value, _ value: Value) -> Value { value }

    /// Calls `visit` with the key (or position) and the value of each element until it gives false.
    ///
    /// With one bound name a map's value is its key, since that is what it stands for.
    func run(
        _ frame: inout Frame,
        _ visit: (inout Frame, Value, Value) throws(EvaluationError) -> Bool
    ) throws(EvaluationError) {
        let isDouble = comprehension.variableCount == 2
        let local = comprehension.firstLocal
        switch try subject(&frame) {
        case .list(let items):
            for (position, item) in items.enumerated() {
                try pay(&frame)
                if isDouble { frame.locals[local] = .int(position) }
                frame.locals[isDouble ? local + 1 : local] = item
                guard try visit(&frame, .int(position), item) else { return }
            }
        case .map(let map):
            for entry in map.entries {
                try pay(&frame)
                frame.locals[local] = entry.key
                if isDouble { frame.locals[local + 1] = entry.value }
                guard try visit(&frame, entry.key, isDouble ? entry.value : entry.key) else { return }
            }
        default: throw .wrongType(range)
        }
    }

    private func pay(_ frame: inout Frame) throws(EvaluationError) {
        do { try frame.meter.charge(1) } catch { throw EvaluationError(error, range) }
    }
}
