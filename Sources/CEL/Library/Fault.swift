/// Why a function has no result; the place in the expression is added by its caller.
struct Fault: Error, Sendable, Hashable {
    let message: String

    init(_ message: String) { self.message = message }

    static let noOverload = Fault("no such overload: these types don't go together here")
    static let overflow = Fault("overflow: the result is beyond the range of its type")

    /// The fault with the values' types, if that is what is wrong.
    func about(_ values: [Value], _ name: String) -> Fault {
        guard self == .noOverload else { return self }
        let sign = Operator(rawValue: name)?.sign ?? name
        let types = values.map { $0 == .null ? "null" : $0.typeName.name }.joined(separator: " and ")
        return Fault("no such overload: `\(sign)` can't be used with \(types.isEmpty ? "no arguments" : types)")
    }

    static func indexOutOfRange(_ index: Int) -> Fault { Fault("index out of range: \(index)") }
}

/// What an evaluation may still spend: one step for each round of a loop and each element or 16 bytes made.
struct Meter: Sendable {
    private(set) var remaining: Int

    init(limit: Int) { remaining = limit }

    static let unlimited = Meter(limit: .max)

    mutating func charge(_ steps: Int) throws(Fault) {
        let (rest, overflow) = remaining.subtractingReportingOverflow(steps)
        guard !overflow, rest >= 0 else {
            remaining = 0
            throw Fault("the expression takes too many steps: its limit is reached")
        }
        remaining = rest
    }

    /// Pays for making or scanning `count` bytes.
    mutating func chargeBytes(_ count: Int) throws(Fault) { try charge(count >> 4) }

    /// Pays for hashing or comparing a value once; only long texts and bytes cost something.
    mutating func charge(for value: Value) throws(Fault) {
        switch value {
        case .string(let text): try chargeBytes(text.utf8.count)
        case .bytes(let bytes): try chargeBytes(bytes.count)
        default: break
        }
    }

    /// Pays for looking for a part of a text, which may take as long as the product of their lengths.
    mutating func chargeSearch(_ text: Int, _ part: Int) throws(Fault) {
        let (product, overflow) = text.multipliedReportingOverflow(by: part)
        try charge(overflow ? .max : (text >> 4) &+ (product >> 12))
    }
}
