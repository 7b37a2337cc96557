internal import PipelineCore

/// When writes that are only tried out would have been carried out. Pure.
///
/// The account's rate is one queue for reads and writes. Reads were really made, at the rate; a write takes its turn behind what is
/// queued already. A submission takes one turn, and then its own time beside others.
struct RehearsalTimeline: Sendable, Hashable {
    private let traits: BulkTraits

    /// When all that is queued has had its turn.
    private var free = 0.0

    /// When the submissions under way have ended.
    private var open: [Double] = []

    /// When the last of all this was done, in seconds since the run began.
    private(set) var end = 0.0

    init(_ traits: BulkTraits) {
        self.traits = traits
    }

    /// Reads were made until now.
    mutating func read(_ count: Int, at now: Double) {
        free = max(free + Double(count) * traits.secondsPerUpsert, now)
        end = max(end, free)
    }

    /// A single write.
    mutating func upsert(at now: Double) {
        free = max(free, now) + traits.secondsPerUpsert
        end = max(end, free)
    }

    /// A submission of so many changes.
    mutating func submit(_ count: Int, at now: Double) {
        free = max(free, now) + traits.secondsPerUpsert
        var begin = free
        if open.count >= DeliveryPolicy.maxOpenTickets, let first = open.min(), let place = open.firstIndex(of: first) {
            open.remove(at: place)
            begin = max(begin, first)
        }
        let ended = begin + traits.fixedSeconds + Double(count) * traits.secondsPerChange
        open.append(ended)
        end = max(end, ended)
    }
}
