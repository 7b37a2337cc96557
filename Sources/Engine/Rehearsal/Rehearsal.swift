internal import CEL
internal import PipelineCore
internal import Synchronization

/// Stands in for a destination while a run is tried out: what is read comes from the real one; what is written is answered as
/// delivered, at once, and timed as if it had been sent.
///
/// So the same code that delivers decides what would be delivered.
final class Rehearsal: Destination {
    private let real: any Destination
    private let elapsed: @Sendable () -> Double
    private let state: Mutex<State>

    private struct State {
        var timeline: RehearsalTimeline
        /// The same, had all begun at once: what is left to do when everything else is read.
        var alone: RehearsalTimeline
        var upserts = 0
        /// The sizes of the submissions, in order.
        var submissions: [Int] = []
    }

    /// - Parameter elapsed: Seconds since the run began, on a clock that never jumps.
    init(_ real: any Destination, elapsed: @escaping @Sendable () -> Double) {
        self.real = real
        self.elapsed = elapsed
        state = Mutex(State(timeline: RehearsalTimeline(real.bulk), alone: RehearsalTimeline(real.bulk)))
    }

    /// What the run would send.
    var writes: RehearsedWrites {
        state.withLock { state in
            RehearsedWrites(
                upserts: state.upserts,
                submissions: state.submissions,
                requests: real.requests(upserts: state.upserts, submissions: state.submissions),
                end: state.timeline.end,
                seconds: state.alone.end
            )
        }
    }

    var id: String { real.id }

    var bulk: BulkTraits { real.bulk }

    /// Everybody is shown once, as they will be in the end.
    var isWrittenWhileReading: Bool { false }

    func preflight(_ needs: DestinationNeeds) async throws -> [PreflightFinding] { try await real.preflight(needs) }

    func scanCost() async throws -> Int {
        defer { noteReads(1) }
        return try await real.scanCost()
    }

    func scan(
        changedSince: Timestamp?,
        attributes: Set<String>,
        emit: @Sendable ([Existing]) async throws -> Void
    ) async throws {
        let cost = try await real.scanCost()
        try await real.scan(changedSince: changedSince, attributes: attributes, emit: emit)
        noteReads(cost)
    }

    func lookUp(_ key: String, attributes: Set<String>) async throws -> Existing? {
        defer { noteReads(1) }
        return try await real.lookUp(key, attributes: attributes)
    }

    func upsert(_ change: Change) async throws -> Outcome {
        let now = elapsed()
        state.withLock { state in
            state.upserts += 1
            state.timeline.upsert(at: now)
            state.alone.upsert(at: 0)
        }
        return .delivered(created: change.creates, leftOut: [:])
    }

    func submissionRow(_ change: Change) -> [UInt8]? { real.submissionRow(change) }

    func submit(_ rows: [[UInt8]], memberships: [Int]) async throws -> Ticket {
        let now = elapsed()
        return state.withLock { state in
            state.submissions.append(rows.count)
            state.timeline.submit(rows.count, at: now)
            state.alone.submit(rows.count, at: 0)
            return Ticket(id: Self.prefix + String(state.submissions.count - 1))
        }
    }

    func follow(_ ticket: Ticket) async throws -> BulkResult {
        // A real one, which a crash left: the next run takes it up, so its end is awaited here, too.
        guard ticket.id.hasPrefix(Self.prefix), let place = Int(ticket.id.dropFirst(Self.prefix.count)) else {
            return try await real.follow(ticket)
        }
        let count = state.withLock { $0.submissions[place] }
        return BulkResult(isCompleted: true, seconds: bulk.fixedSeconds + Double(count) * bulk.secondsPerChange)
    }

    func awaitUnknownSubmissions() async throws { try await real.awaitUnknownSubmissions() }

    private static let prefix = "rehearsal/"

    private func noteReads(_ count: Int) {
        let now = elapsed()
        state.withLock { state in
            state.timeline.read(count, at: now)
            state.alone.read(count, at: 0)
        }
    }
}

/// What a run that was tried out would send to one destination.
package struct RehearsedWrites: Sendable, Hashable {
    /// Single upserts.
    package let upserts: Int

    /// The sizes of the bulk submissions.
    package let submissions: [Int]

    /// The requests that these take, by rate label.
    package let requests: [String: Int]

    /// When the last of them would have been carried out, in seconds since the run began.
    package let end: Double

    /// How long reading from the destination and writing to it would take by themselves, in seconds.
    package let seconds: Double
}
