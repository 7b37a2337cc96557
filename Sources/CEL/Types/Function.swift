/// A function or operator: what it takes, what it gives and what it does.
struct Function: Sendable {
    /// The name that calls use, with its namespace (`math.ceil`); operators as ``Operator`` names them.
    let name: String
    let overloads: [Overload]
    /// One line for the reference pages.
    let doc: String
    let body: Body
    /// A body for the first argument alone, made once when the others are constants (nil where they aren't).
    let specialise: Specialise?
    /// Whether null is an ordinary argument.
    let acceptsNull: Bool

    typealias Unary = @Sendable (Value, inout Meter) throws(Fault) -> Value
    typealias Binary = @Sendable (Value, Value, inout Meter) throws(Fault) -> Value
    typealias Variadic = @Sendable ([Value], inout Meter) throws(Fault) -> Value
    typealias Specialise = @Sendable ([Value?], Limits) throws(Fault) -> Unary?

    /// What it does; types are checked by it, since they may be known only now. The target of a call is the first value.
    enum Body: Sendable {
        case unary(Unary)
        case binary(Binary)
        case any(Variadic)
    }

    init(
        _ name: String,
        _ doc: String,
        _ overloads: [Overload],
        acceptsNull: Bool = false,
        specialise: Specialise? = nil,
        _ body: Body
    ) {
        self.name = name
        self.doc = doc
        self.overloads = overloads
        self.acceptsNull = acceptsNull
        self.specialise = specialise
        self.body = body
    }

    func call(_ arguments: [Value], _ meter: inout Meter) throws(Fault) -> Value {
        switch body {
        case .unary(let body):
            guard arguments.count == 1 else { throw .noOverload }
            return try body(arguments[0], &meter)
        case .binary(let body):
            guard arguments.count == 2 else { throw .noOverload }
            return try body(arguments[0], arguments[1], &meter)
        case .any(let body): return try body(arguments, &meter)
        }
    }
}

/// One way to call a function.
struct Overload: Sendable, Hashable {
    enum Style: Sendable, Hashable {
        /// `f(a, b)`
        case global
        /// `a.f(b)`
        case member
    }

    let style: Style
    let parameters: [ValueType]
    let result: ValueType

    static func global(_ parameters: ValueType..., result: ValueType) -> Overload {
        Overload(style: .global, parameters: parameters, result: result)
    }

    static func member(_ parameters: ValueType..., result: ValueType) -> Overload {
        Overload(style: .member, parameters: parameters, result: result)
    }
}

extension Overload {
    /// As the reference writes it: `string.startsWith(string) -> bool`.
    func signature(_ name: String) -> String {
        if let sign = Operator(rawValue: name)?.sign {
            return parameters.count == 1
                ? "\(sign)\(parameters[0]) -> \(result)" : "\(parameters[0]) \(sign) \(parameters[1]) -> \(result)"
        }
        let rest = (style == .member ? Array(parameters.dropFirst()) : parameters).map(\.description)
        let head = style == .member && !parameters.isEmpty ? "\(parameters[0])." : ""
        return "\(head)\(name)(\(rest.joined(separator: ", "))) -> \(result)"
    }
}
