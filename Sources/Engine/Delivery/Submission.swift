internal import PipelineCore
internal import State

/// Changes with the same memberships, gathered for one bulk submission.
///
/// It may come to ten thousand, so only the changes themselves are kept; what is settled afterwards is encoded at once. Until it
/// is large enough to be handed in, the deliveries stay whole: they may yet go one by one.
struct Submission: Sendable {
    private let minimum: Int
    private(set) var changes: [Change] = []
    private(set) var rows = 0
    private(set) var parts = TicketParts()
    private(set) var intents: [(key: String, ledger: LedgerEntry)] = []
    private var whole: [Delivery] = []

    /// - Parameter minimum: The fewest changes worth a submission.
    init(minimum: Int) {
        self.minimum = minimum
    }

    /// The deliveries, when there are too few of them for a submission; nil otherwise.
    var tooFew: [Delivery]? { changes.count < minimum ? whole : nil }

    mutating func append(_ delivery: Delivery) throws {
        changes.append(delivery.change)
        rows += delivery.settled.entries.count
        guard changes.count >= minimum else {
            whole.append(delivery)
            return
        }
        for one in whole + [delivery] {
            try parts.append(one.settled)
            if let intent = one.intent { intents.append((one.change.key, intent)) }
        }
        whole = []
    }
}
