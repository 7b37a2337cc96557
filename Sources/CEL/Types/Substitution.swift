/// What is known about type parameters while an expression is checked, and whether types agree under it.
///
/// The rules are those of cel-spec's gradual type checking: `dyn` agrees with everything, null with nullable types,
/// optionals, timestamps and durations.
struct Substitution {
    private var known: [Int: ValueType] = [:]
    private var next = 0
    /// Whether `int` and null together make `int or null`; cel-spec's own checker makes `dyn` of them.
    private let joinsNull: Bool

    init(joinsNull: Bool = false) { self.joinsNull = joinsNull }

    /// A parameter that nothing is known of yet.
    mutating func fresh() -> ValueType {
        next += 1
        return .parameter(next)
    }

    /// A copy of an overload with its own parameters.
    mutating func instantiate(_ overload: Overload) -> Overload {
        var renamed: [Int: ValueType] = [:]
        func rename(_ type: ValueType, _ state: inout Substitution) -> ValueType {
            switch type {
            case .parameter(let index):
                if let known = renamed[index] { return known }
                let fresh = state.fresh()
                renamed[index] = fresh
                return fresh
            case .list(let element): return .list(rename(element, &state))
            case .map(let key, let value): return .map(rename(key, &state), rename(value, &state))
            case .optional(let inner): return .optional(rename(inner, &state))
            case .nullable(let inner): return .nullable(rename(inner, &state))
            case .type(let inner): return .type(inner.map { rename($0, &state) })
            default: return type
            }
        }
        return Overload(
            style: overload.style,
            parameters: overload.parameters.map { rename($0, &self) },
            result: rename(overload.result, &self)
        )
    }

    /// `type` with what is known put in; what isn't stays a parameter, or becomes `dyn` when `closing`.
    func resolve(_ type: ValueType, closing: Bool = false) -> ValueType {
        switch type {
        case .parameter(let index):
            if let found = known[index] { return resolve(found, closing: closing) }
            return closing ? .dyn : type
        case .list(let element): return .list(resolve(element, closing: closing))
        case .map(let key, let value): return .map(resolve(key, closing: closing), resolve(value, closing: closing))
        case .optional(let inner): return .optional(resolve(inner, closing: closing))
        case .nullable(let inner): return .nullable(resolve(inner, closing: closing))
        case .type(let inner): return .type(inner.map { resolve($0, closing: closing) })
        default: return type
        }
    }

    /// Whether all pairs agree; what is learned is kept only then.
    mutating func agree(_ pairs: [(ValueType, ValueType)]) -> Bool {
        var attempt = self
        for (one, other) in pairs where !attempt.assignable(one, other) { return false }
        self = attempt
        return true
    }

    /// The type of a place that holds values of both types; `dyn` when they don't agree.
    mutating func join(_ one: ValueType, _ other: ValueType) -> ValueType {
        switch (one, other) {
        case (.nullable(let inner), .nullable(let second)): return nullable(join(inner, second))
        case (.nullable(let inner), .null): return .nullable(inner)
        case (.null, .nullable(let inner)): return .nullable(inner)
        case (.nullable(let inner), _): return nullable(join(inner, other))
        case (_, .nullable(let inner)): return nullable(join(one, inner))
        default: break
        }
        guard agree([(one, other)]) else {
            if joinsNull, one == .null { return nullable(other) }
            if joinsNull, other == .null { return nullable(one) }
            return .dyn
        }
        if one == .null { return other }
        return other == .null ? one : mostGeneral(one, other)
    }

    private func nullable(_ type: ValueType) -> ValueType { type == .dyn || type == .null ? type : .nullable(type) }

    private mutating func assignable(_ one: ValueType, _ other: ValueType) -> Bool {
        if case .parameter(let index) = other {
            let (isValid, wasKnown) = substitute(one, for: index)
            if isValid { return true }
            if wasKnown { return false }
        }
        if case .parameter(let index) = one { return substitute(other, for: index).isValid }
        switch (one, other) {
        case (.dyn, _), (_, .dyn): return true
        case (.nullable(let inner), .nullable(let second)): return assignable(inner, second)
        case (.nullable, .null), (.null, .nullable): return true
        case (.nullable(let inner), _): return assignable(inner, other)
        case (_, .nullable(let inner)): return assignable(one, inner)
        case (.null, .null), (.null, .optional), (.optional, .null), (.null, .timestamp), (.timestamp, .null),
            (.null, .duration), (.duration, .null):
            return true
        case (.list(let element), .list(let second)): return assignable(element, second)
        case (.map(let key, let value), .map(let secondKey, let secondValue)):
            return assignable(key, secondKey) && assignable(value, secondValue)
        case (.optional(let inner), .optional(let second)): return assignable(inner, second)
        case (.type, .type): return true
        default: return one == other
        }
    }

    private mutating func substitute(_ type: ValueType, for index: Int) -> (isValid: Bool, wasKnown: Bool) {
        if type == .parameter(index) { return (true, true) }
        guard let found = known[index] else {
            guard !mentions(type, index) else { return (false, false) }
            known[index] = type
            return (true, false)
        }
        if found == type { return (true, true) }
        guard assignable(type, found) else { return (false, true) }
        let general = mostGeneral(type, found)
        if !mentions(general, index) { known[index] = general }
        return (true, true)
    }

    private func mentions(_ type: ValueType, _ index: Int) -> Bool {
        switch type {
        case .parameter(let other): other == index || known[other].map { mentions($0, index) } ?? false
        case .list(let inner), .optional(let inner), .nullable(let inner): mentions(inner, index)
        case .map(let key, let value): mentions(key, index) || mentions(value, index)
        case .type(let inner): inner.map { mentions($0, index) } ?? false
        default: false
        }
    }

    private func mostGeneral(_ one: ValueType, _ other: ValueType) -> ValueType {
        isLessSpecific(one, other) ? one : other
    }

    private func isLessSpecific(_ one: ValueType, _ other: ValueType) -> Bool {
        switch (one, other) {
        case (.dyn, _), (.parameter, _): true
        case (_, .dyn), (_, .parameter): false
        case (.list(let element), .list(let second)): isLessSpecific(element, second)
        case (.map(let key, let value), .map(let secondKey, let secondValue)):
            isLessSpecific(key, secondKey) && isLessSpecific(value, secondValue)
        case (.optional(let inner), .optional(let second)): isLessSpecific(inner, second)
        case (.nullable(let inner), .nullable(let second)): isLessSpecific(inner, second)
        case (.nullable, _): true
        case (.type, .type): true
        default: one == other
        }
    }
}
