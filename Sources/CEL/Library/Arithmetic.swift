/// Arithmetic that reports what a machine would wrap or trap on.
enum Arithmetic {
    static let add: Function.Binary = { (left, right, meter) throws(Fault) in
        switch (left, right) {
        case (.int(let one), .int(let two)): return .int(try add(one, two))
        case (.uint(let one), .uint(let two)): return .uint(try checked(one.addingReportingOverflow(two)))
        case (.double(let one), .double(let two)): return .double(one + two)
        case (.string(let one), .string(let two)):
            try meter.chargeBytes(one.utf8.count + two.utf8.count)
            return .string(one + two)
        case (.bytes(let one), .bytes(let two)):
            try meter.chargeBytes(one.count + two.count)
            return .bytes(one + two)
        case (.list(let one), .list(let two)):
            try meter.charge(one.count + two.count)
            return .list(one + two)
        case (.timestamp(let moment), .duration(let span)), (.duration(let span), .timestamp(let moment)):
            guard let sum = moment.adding(span) else { throw .overflow }
            return .timestamp(sum)
        case (.duration(let one), .duration(let two)):
            return .duration(
                DurationValue(
                    totalNanoseconds: try checked(one.totalNanoseconds.addingReportingOverflow(two.totalNanoseconds))
                )
            )
        default: throw .noOverload
        }
    }

    static func subtract(_ left: Value, _ right: Value) throws(Fault) -> Value {
        switch (left, right) {
        case (.int(let one), .int(let two)): return .int(try subtract(one, two))
        case (.uint(let one), .uint(let two)): return .uint(try checked(one.subtractingReportingOverflow(two)))
        case (.double(let one), .double(let two)): return .double(one - two)
        case (.timestamp(let one), .timestamp(let two)):
            guard let span = one.since(two) else { throw .overflow }
            return .duration(span)
        case (.timestamp(let moment), .duration(let span)):
            let (negated, overflow) = (0 as Int64).subtractingReportingOverflow(span.totalNanoseconds)
            guard !overflow, let result = moment.adding(DurationValue(totalNanoseconds: negated)) else {
                throw .overflow
            }
            return .timestamp(result)
        case (.duration(let one), .duration(let two)):
            let result = one.totalNanoseconds.subtractingReportingOverflow(two.totalNanoseconds)
            return .duration(DurationValue(totalNanoseconds: try checked(result)))
        default: throw .noOverload
        }
    }

    static func multiply(_ left: Value, _ right: Value) throws(Fault) -> Value {
        switch (left, right) {
        case (.int(let one), .int(let two)): return .int(try multiply(one, two))
        case (.uint(let one), .uint(let two)): return .uint(try checked(one.multipliedReportingOverflow(by: two)))
        case (.double(let one), .double(let two)): return .double(one * two)
        default: throw .noOverload
        }
    }

    static func divide(_ left: Value, _ right: Value) throws(Fault) -> Value {
        switch (left, right) {
        case (.int(let one), .int(let two)): return .int(try divide(one, two))
        case (.uint(let one), .uint(let two)):
            guard two != 0 else { throw divideByZero }
            return .uint(one / two)
        case (.double(let one), .double(let two)): return .double(one / two)
        default: throw .noOverload
        }
    }

    static func remainder(_ left: Value, _ right: Value) throws(Fault) -> Value {
        switch (left, right) {
        case (.int(let one), .int(let two)): return .int(try remainder(one, two))
        case (.uint(let one), .uint(let two)):
            guard two != 0 else { throw moduloByZero }
            return .uint(one % two)
        default: throw .noOverload
        }
    }

    @inline(__always)
    static func add(_ one: Int, _ two: Int) throws(Fault) -> Int { try checked(one.addingReportingOverflow(two)) }

    @inline(__always)
    static func subtract(_ one: Int, _ two: Int) throws(Fault) -> Int {
        try checked(one.subtractingReportingOverflow(two))
    }

    @inline(__always)
    static func multiply(_ one: Int, _ two: Int) throws(Fault) -> Int {
        try checked(one.multipliedReportingOverflow(by: two))
    }

    static func divide(_ one: Int, _ two: Int) throws(Fault) -> Int {
        guard two != 0 else { throw divideByZero }
        return try checked(one.dividedReportingOverflow(by: two))
    }

    static func remainder(_ one: Int, _ two: Int) throws(Fault) -> Int {
        guard two != 0 else { throw moduloByZero }
        return two == -1 ? 0 : one % two
    }

    private static let divideByZero = Fault("divide by zero")
    private static let moduloByZero = Fault("modulus by zero")

    @inline(__always)
    private static func checked<Number>(_ result: (partialValue: Number, overflow: Bool)) throws(Fault) -> Number {
        guard !result.overflow else { throw .overflow }
        return result.partialValue
    }
}
