internal import PipelineCore

/// Decides how what waits is delivered: one by one, by bulk submissions, or not yet. Pure.
///
/// What counts is the time until all is written. Single upserts take their turn at the account's rate; a submission takes a while
/// whatever its size, but several are carried out side by side. So when reading has ended, the largest groups go by submissions,
/// until what is left one by one takes no longer than these. While sources are still read what waits is held back: a person seen
/// again in another partition needs no second write, and a whole group goes in one submission at the end.
struct DeliveryPolicy: Sendable {
    enum Choice: Sendable, Hashable {
        /// Nothing can or should be done now.
        case wait
        /// Up to so many single upserts more, whatever waits.
        case upserts(Int)
        /// Look at some of what waits, to know how much of it can go by submissions.
        case sample
        /// Take all that waits: what can't go by a submission goes one by one, large groups go by submissions when `submits` says so,
        /// and once nothing more will come all others go either way.
        case gather(submits: Bool)
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
    }

    /// The most submissions carried out at the same time.
    static let maxOpenTickets = 8

    /// The most changes in one submission, whatever the service allows: they are in memory together.
    static let maxChangesInMemory = 10_000

    let traits: BulkTraits

    /// The most changes in one submission.
    var maxChanges: Int { min(traits.maxChanges, Self.maxChangesInMemory) }

    /// Submissions handed in during this run.
    var submissions = 0

    /// Whether the service failed submissions, so that none is tried again in this run.
    var isBulkBroken = false

    /// The part (0–1) of what waits that can't go by a submission, as the last sample had it.
    private var aloneShare = 0.0

    /// A new sample is due from so many rows on.
    private var nextSample = 0

    /// What this run's submissions took beyond the time for their changes.
    private var measured: Double?

    /// So many rows are waited for besides, because those at hand are of few people.
    private var nextRound = 0

    /// How often groups were handed in while sources were read.
    private var roundsWhileReading = 0

    init(traits: BulkTraits) {
        self.traits = traits
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

    /// While sources are read, so many people are waited for: twice as many each time, but never more than can be on their way at once.
    var patience: Int {
        min(maxChanges << min(roundsWhileReading, 12), maxChanges * Self.maxOpenTickets / 2)
    }

    func choose(_ load: Load) -> Choice {
        guard load.waiting > 0 else { return .wait }
        let free = max(0, traits.maxConcurrentUpserts - load.upserts)
        let mayUpsert: Choice = free > 0 ? .upserts(free) : .wait
        guard load.isReading else {
            return load.waiting <= held || bulkMinimum == .max ? mayUpsert : .gather(submits: true)
        }
        guard load.waiting > held else { return .wait }
        if bulkMinimum == .max { return free > 0 ? .upserts(min(free, load.waiting - held)) : .wait }
        if load.waiting >= nextSample { return .sample }
        let alone = Int(Double(load.waiting) * aloneShare)
        let submits = load.waiting - alone >= max(patience, nextRound) && load.openTickets < Self.maxOpenTickets
        return submits || (alone > held && free > 0) ? .gather(submits: submits) : .wait
    }

    /// Whether some of what waits is known not to go by submissions.
    var mayGoAlone: Bool { aloneShare > 0 }

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

    /// Takes note of a sample: `alone` of `count` changes can't go by a submission.
    mutating func noteSample(alone: Int, of count: Int, waiting: Int) {
        aloneShare = count > 0 ? Double(alone) / Double(count) : 0
        nextSample = waiting * 2
    }

    /// Whether so many people are worth submissions while sources are read.
    ///
    /// - Parameter waiting: The rows that they have.
    mutating func isRound(people: Int, waiting: Int) -> Bool {
        nextRound = waiting + max(held, patience - people)
        return people >= patience
    }

    /// What waited was gathered while sources were read.
    ///
    /// - Parameter waiting: What is left to wait, all of which can go by submissions.
    mutating func noteRound(submitted: Bool, waiting: Int) {
        if submitted { roundsWhileReading += 1 }
        aloneShare = 0
        nextSample = waiting + waiting / 2 + held
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
