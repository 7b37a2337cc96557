internal import PipelineCore

/// Decides how what waits is delivered: one by one, by bulk submissions, or not yet. Pure.
///
/// What counts is the time until all is written. Single upserts take their turn at the account's rate; a submission takes a while
/// whatever its size, but several are carried out side by side. So when reading has ended, the largest groups go by submissions,
/// until what is left one by one takes no longer than these. While sources are still read the service's rate is idle, and what is
/// written then needn't be written afterwards: so large groups are handed in whenever no submission is under way, and what is too
/// little for one goes one by one as far as the rate isn't needed otherwise. A person seen again with something newer is written
/// again.
struct DeliveryPolicy: Sendable {
    enum Choice: Sendable, Hashable {
        /// Nothing can or should be done now.
        case wait
        /// Up to so many single upserts more, whatever waits.
        case upserts(Int)
        /// Take all that waits: what can't go by a submission goes one by one, large groups go by submissions, and once nothing more
        /// will come all others go either way.
        case gather
    }

    /// What a desk has to do, in outbox rows where nothing else is said.
    struct Load: Sendable, Hashable {
        /// What waits to be taken or sent.
        var waiting: Int
        /// Whether more may come.
        var isReading: Bool
        /// Single upserts under way or about to be.
        var upserts = 0
        /// Submissions under way.
        var openTickets = 0
        /// See ``Destination/spareUpserts``.
        var spare = 0
    }

    /// The most submissions carried out at the same time.
    static let maxOpenTickets = 8

    /// The most single upserts under way while sources are read.
    private static let maxWhileReading = 2

    /// So many rounds are handed in while sources are read before they have to grow.
    private static let promptRounds = 4

    /// The most changes in one submission, whatever the service allows: they are in memory together.
    static let maxChangesInMemory = 10_000

    let traits: BulkTraits

    /// The most changes in one submission.
    var maxChanges: Int { min(traits.maxChanges, Self.maxChangesInMemory) }

    /// Submissions handed in during this run.
    var submissions = 0

    /// Whether the service failed submissions, so that none is tried again in this run.
    var isBulkBroken = false

    /// What this run's submissions took beyond the time for their changes.
    private var measured: Double?

    /// What waits is gathered from so many rows on.
    private var nextRound = 0

    /// Whether groups wait only for a submission under way to end.
    private var isBlocked = false

    /// How often groups were handed in while sources were read.
    private var roundsWhileReading = 0

    private let writesWhileReading: Bool

    init(traits: BulkTraits, writesWhileReading: Bool = true) {
        self.traits = traits
        self.writesWhileReading = writesWhileReading
    }

    /// The seconds after which a submission of `count` changes is expected to have been carried out. Past the hour's share, asking
    /// after one gets slow.
    func seconds(for count: Int) -> Double {
        let fixed = measured ?? traits.fixedSeconds
        return fixed * (submissions < traits.submissionsPerHour ? 1 : 10) + Double(count) * traits.secondsPerChange
    }

    /// From so many changes on, one submission is expected to finish sooner than single upserts.
    var bulkMinimum: Int {
        let gain = traits.secondsPerUpsert - traits.secondsPerChange
        guard gain > 0, !isBulkBroken else { return .max }
        return max(2, Int((min(seconds(for: 0) / gain, 1e9) - 1e-9).rounded(.down)) + 1)
    }

    /// So many rows may be left to single upserts until reading has ended: they take about as long as a submission.
    private var held: Int { bulkMinimum == .max ? upserts(in: traits.fixedSeconds) : bulkMinimum - 1 }

    /// While sources are read, so many rows are waited for until all that waits is gathered.
    private var patience: Int {
        let doublings = min(max(0, roundsWhileReading - Self.promptRounds), 12)
        return min(bulkMinimum << doublings, maxChanges * Self.maxOpenTickets / 2)
    }

    func choose(_ load: Load) -> Choice {
        guard load.waiting > 0 else { return .wait }
        let free = max(0, traits.maxConcurrentUpserts - load.upserts)
        guard load.isReading else {
            if load.waiting > held, bulkMinimum < .max { return .gather }
            return free > 0 ? .upserts(free) : .wait
        }
        guard writesWhileReading else { return .wait }
        let spare = max(0, min(load.spare, Self.maxWhileReading) - load.upserts)
        if bulkMinimum == .max {
            let count = min(free, max(spare, load.waiting - held))
            return count > 0 ? .upserts(count) : .wait
        }
        if load.waiting <= held { return spare > 0 ? .upserts(spare) : .wait }
        return load.waiting >= nextRound || (isBlocked && load.openTickets == 0) ? .gather : .wait
    }

    /// Whether groups, the largest of them so large, are handed in while sources are read: while one submission is under way, what
    /// arrives is gathered for the next.
    func maySubmit(largest: Int, openTickets: Int) -> Bool {
        openTickets == 0 || (largest >= maxChanges && openTickets < Self.maxOpenTickets)
    }

    /// How many of the groups, given by their sizes with the largest first, go by submissions, so that all is written soonest.
    ///
    /// - Parameter alone: Changes that go one by one in any case.
    func submissions(of groups: [Int], alone: Int) -> Int {
        guard bulkMinimum < .max, let largest = groups.first else { return 0 }
        var left = alone + groups.reduce(0, +)
        var best = (count: 0, seconds: Double(left) * traits.secondsPerUpsert)
        for (place, group) in groups.enumerated() {
            left -= group
            // Handing in counts against the same rate.
            let upserts = Double(left + place + 1) * traits.secondsPerUpsert
            let all = max(seconds(for: largest), upserts)
            if all < best.seconds { best = (place + 1, all) }
        }
        return best.count
    }

    /// What waited was gathered while sources were read.
    ///
    /// - Parameters:
    ///   - isBlocked: Whether large groups weren't handed in.
    ///   - waiting: The rows left to wait for others; 0 when there was no room for all.
    mutating func noteRound(submitted: Bool, isBlocked: Bool, waiting: Int) {
        if submitted { roundsWhileReading += 1 }
        self.isBlocked = isBlocked
        nextRound = waiting + max(min(patience, 1_000_000), waiting / 2)
    }

    /// Takes note of how long a submission took; the newest count most.
    mutating func noteSubmission(of count: Int, seconds: Double) {
        // Nothing is learnt from a clock that stands still or was set.
        guard seconds > 0, seconds < 3_600 else { return }
        let fixed = max(0.3, seconds - Double(count) * traits.secondsPerChange)
        measured = measured.map { ($0 + fixed) / 2 } ?? fixed
    }

    private func upserts(in seconds: Double) -> Int {
        traits.secondsPerUpsert > 0 ? Int(min(seconds / traits.secondsPerUpsert, 1e9)) : .max
    }
}
