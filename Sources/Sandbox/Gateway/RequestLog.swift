/// What was asked of the sandbox: counts, peaks and departures from the definitions.
struct RequestLog: Sendable {
    /// A request that departs from the definitions.
    struct Violation: Sendable {
        var at: Moment
        var service: String
        /// The method and raw path.
        var request: String
        /// The operation, where it was recognised.
        var operation: String?
        /// `unknown-path`, `unknown-method`, `parameter` or `body`.
        var kind: String
        var message: String
    }

    struct Count: Sendable {
        var label: String?
        var total = 0
        /// By HTTP status; `reset` for connections reset by a fault.
        var outcomes: [String: Int] = [:]
    }

    struct Peak: Sendable {
        var total = 0
        var refused = 0
        /// The most requests seen in any one second, refused ones included.
        var maximumPerSecond = 0
        private var moments: [Int] = []
        private var first = 0

        mutating func add(at now: Moment) {
            total += 1
            moments.append(now.milliseconds)
            while moments[first] <= now.milliseconds - 1000 { first += 1 }
            maximumPerSecond = max(maximumPerSecond, moments.count - first)
            if first > 1024, first * 2 > moments.count {
                moments.removeFirst(first)
                first = 0
            }
        }
    }

    /// The first thousand; all of them are counted.
    private(set) var violations: [Violation] = []
    private(set) var violationCount = 0
    /// By `zoom GET /users` and the like.
    private(set) var operations: [String: Count] = [:]
    private(set) var labels: [String: Peak] = [:]
    /// All requests answered, the inspection's left out.
    private(set) var total = 0

    mutating func record(_ violation: Violation) {
        violationCount += 1
        if violations.count < 1000 { violations.append(violation) }
    }

    mutating func arrived(_ label: String, at now: Moment) {
        labels[label, default: Peak()].add(at: now)
    }

    mutating func refused(_ label: String) {
        labels[label, default: Peak()].refused += 1
    }

    mutating func answered(_ operation: String, label: String?, outcome: String) {
        total += 1
        operations[operation, default: Count()].label = label
        operations[operation]?.total += 1
        operations[operation]?.outcomes[outcome, default: 0] += 1
    }
}
