/// Why a function has no result; the place in the expression is added by its caller.
struct Fault: Error, Sendable, Hashable {
    let message: String

    init(_ message: String) { self.message = message }

    static let noOverload = Fault("no such overload: these types don't go together here")
    static let overflow = Fault("overflow: the result is beyond the range of its type")

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
}
