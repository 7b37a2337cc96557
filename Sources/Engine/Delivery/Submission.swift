internal import PipelineCore
internal import State

/// Changes with the same memberships, gathered for one bulk submission.
///
/// It may come to ten thousand, so each change is kept as it is handed in, and what is settled afterwards is encoded at once. Until
/// it is large enough to be handed in by all means, the deliveries stay whole: they may yet go one by one.
struct Submission: Sendable {
    let memberships: [Int]
    private let minimum: Int
    private(set) var keys: [String] = []
    private(set) var rows: [[UInt8]] = []
    private(set) var outboxRows = 0
    private(set) var parts = TicketParts()
    private(set) var intents: [(key: String, ledger: LedgerEntry)] = []
    private var whole: [Delivery] = []

    /// - Parameter minimum: From so many changes on, a submission is better in any case.
    init(memberships: [Int], minimum: Int) {
        self.memberships = memberships
        self.minimum = minimum
    }

    var count: Int { keys.count }

    /// The deliveries, while there are too few of them for a submission by all means; nil otherwise.
    var single: [Delivery]? { count < minimum ? whole : nil }

    /// - Parameter row: The change as it is handed in.
    mutating func append(_ delivery: Delivery, row: [UInt8]) throws {
        keys.append(delivery.change.key)
        rows.append(row)
        outboxRows += delivery.settled.entries.count
        if count < minimum {
            whole.append(delivery)
            return
        }
        for one in whole { try encode(one) }
        whole = []
        try encode(delivery)
    }

    /// Encodes what is still whole: it is handed in.
    mutating func seal() throws {
        for one in whole { try encode(one) }
        whole = []
    }

    private mutating func encode(_ delivery: Delivery) throws {
        try parts.append(delivery.settled)
        if let intent = delivery.intent { intents.append((delivery.change.key, intent)) }
    }
}
