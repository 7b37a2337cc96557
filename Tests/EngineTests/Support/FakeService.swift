import CEL
import PipelineCore
import Synchronization
import Testing

@testable import Engine

/// A destination in memory that notices when a key has two writes under way.
final class FakeService: Destination {
    struct Entity: Sendable, Hashable {
        var attributes: [String: Value] = [:]
        var lists: Set<Int> = []
    }

    /// How the service behaves apart from the usual.
    struct Manners: Sendable {
        var scanCost = 1
        var blocked: Set<String> = []
        /// Lists left, by key.
        var refused: [String: Set<Int>] = [:]
        /// What a single write of a key gives, in this order; then it works.
        var upserts: [String: [Swift.Result<Outcome, ConnectorFailure>]] = [:]
        /// What every call gives.
        var everything: ConnectorFailure?
        var submitting: ConnectorFailure?
        var following: ConnectorFailure?
        var scanning: ConnectorFailure?
        var lookingUp: [String: ConnectorFailure] = [:]
        /// What submissions give for keys.
        var exceptions: [String: Outcome] = [:]
        var isBulkCompleted = true
        /// A key whose value for this attribute is refused: `A` = "bad".
        var refusesBad = false
        var unsubmittable: Set<String> = []
        /// Called when a write begins.
        var onWrite: (@Sendable (String) async -> Void)?
        /// Called when a submission is followed.
        var onFollow: (@Sendable () async -> Void)?
    }

    fileprivate struct State {
        var entities: [String: Entity] = [:]
        var manners = Manners()
        var writing: Set<String> = []
        var active = 0
        var mostActive = 0
        var processes: [[Change]?] = []
        var log: [String] = []
        /// Changes made into rows, by key.
        var prepared: [String: Change] = [:]
    }

    let id: String
    let bulk: BulkTraits
    let crash: Crash
    private let state = Mutex<State>(State())

    init(id: String = "brevo", bulk: BulkTraits = .never, crash: Crash = Crash()) {
        self.id = id
        self.bulk = bulk
        self.crash = crash
    }

    var entities: [String: Entity] { state.withLock { $0.entities } }
    var mostActive: Int { state.withLock { $0.mostActive } }

    /// What was asked, in order: `upsert a@example.com`.
    var log: [String] { state.withLock { $0.log } }

    func count(_ what: String) -> Int { log.count { $0.hasPrefix(what) } }

    func change(_ body: @Sendable (inout Manners) -> Void) { state.withLock { body(&$0.manners) } }

    func put(_ key: String, _ entity: Entity?) { state.withLock { $0.entities[key] = entity } }

    /// Carries out what was handed in, as the service does by itself.
    func carryOutAll() {
        state.withLock { state in
            for place in state.processes.indices { state.carryOut(place) }
        }
    }

    private var manners: Manners { state.withLock { $0.manners } }

    private func note(_ what: String) throws {
        if let failure = manners.everything { throw failure }
        state.withLock { $0.log.append(what) }
    }

    func preflight(_ needs: DestinationNeeds) async throws -> [PreflightFinding] { [] }

    func scanCost() async throws -> Int {
        try crash.call {}
        try note("cost")
        return manners.scanCost
    }

    func scan(
        changedSince: Timestamp?,
        attributes: Set<String>,
        emit: @Sendable ([Existing]) async throws -> Void
    ) async throws {
        try crash.call {}
        try note("scan")
        if let failure = manners.scanning { throw failure }
        let keys = Set(entities.keys).union(manners.blocked).union(manners.refused.keys).sorted()
        for key in keys {
            if let entity = existing(key) { try await emit([entity]) }
        }
    }

    func lookUp(_ key: String, attributes: Set<String>) async throws -> Existing? {
        try crash.call {}
        try note("lookUp \(key)")
        if let failure = manners.lookingUp[key] { throw failure }
        return existing(key)
    }

    private func existing(_ key: String) -> Existing? {
        state.withLock { state in
            let isKnown = state.manners.blocked.contains(key) || state.manners.refused[key] != nil
            guard let entity = state.entities[key] ?? (isKnown ? Entity() : nil) else { return nil }
            return Existing(
                key: key,
                attributes: entity.attributes,
                memberships: entity.lists,
                refusedMemberships: state.manners.refused[key] ?? [],
                isBlocked: state.manners.blocked.contains(key)
            )
        }
    }

    func upsert(_ change: Change) async throws -> Outcome {
        try note("upsert \(change.key)")
        begin([change])
        defer { end([change]) }
        await manners.onWrite?(change.key)
        await Task.yield()
        let answer = state.withLock { state -> Swift.Result<Outcome, ConnectorFailure>? in
            guard let first = state.manners.upserts[change.key]?.first else { return nil }
            state.manners.upserts[change.key]?.removeFirst()
            return first
        }
        if let answer { return try answer.get() }
        if manners.refusesBad, change.attributes.values.contains(.string("bad")) {
            return .rejected(code: "invalid", reason: "“bad” is no value")
        }
        return try crash.call {
            state.withLock { state in
                let isNew = state.entities[change.key] == nil
                state.write(change)
                return .delivered(created: isNew, leftOut: [:])
            }
        }
    }

    func submissionRow(_ change: Change) -> [UInt8]? {
        state.withLock { state in
            guard !state.manners.unsubmittable.contains(change.key) else { return nil }
            state.prepared[change.key] = change
            return Array(change.key.utf8)
        }
    }

    func submit(_ rows: [[UInt8]], memberships: [Int]) async throws -> Ticket {
        try note("submit \(rows.count)")
        #expect(!memberships.isEmpty)
        let changes = state.withLock { state in
            rows.compactMap { state.prepared[String(decoding: $0, as: UTF8.self)] }
        }
        #expect(changes.allSatisfy { $0.submissionMemberships == memberships })
        for change in changes where change.memberships.isEmpty {
            #expect(entities[change.key]?.lists.isSuperset(of: memberships) == true, "\(change.key) is put into a list")
        }
        if let failure = manners.submitting { throw failure }
        return try crash.call {
            begin(changes)
            return state.withLock { state in
                state.processes.append(changes)
                return Ticket(id: "\(state.processes.count - 1)")
            }
        }
    }

    func follow(_ ticket: Ticket) async throws -> BulkResult {
        try note("follow \(ticket.id)")
        await manners.onFollow?()
        try Task.checkCancellation()
        if let failure = manners.following { throw failure }
        return try crash.call {
            state.withLock { state in
                guard state.manners.isBulkCompleted else {
                    if let place = Int(ticket.id) { state.drop(place) }
                    return BulkResult(isCompleted: false)
                }
                if let place = Int(ticket.id) { state.carryOut(place) }
                return BulkResult(isCompleted: true, exceptions: state.manners.exceptions)
            }
        }
    }

    func awaitUnknownSubmissions() async throws {
        try note("await")
        try crash.call { carryOutAll() }
    }

    private func begin(_ changes: [Change]) {
        state.withLock { state in
            for change in changes {
                let isFirst = state.writing.insert(change.key).inserted
                #expect(isFirst, "two writes of \(change.key) are under way")
                #expect(state.manners.refused[change.key]?.isDisjoint(with: change.memberships) != false)
                #expect(!state.manners.blocked.contains(change.key), "\(change.key) is blocked")
            }
            state.active += changes.count == 1 ? 1 : 0
            state.mostActive = max(state.mostActive, state.active)
        }
    }

    private func end(_ changes: [Change]) {
        state.withLock { state in
            for change in changes { state.writing.remove(change.key) }
            state.active -= 1
        }
    }
}

extension FakeService.State {
    fileprivate mutating func write(_ change: Change) {
        entities[change.key, default: FakeService.Entity()].attributes.merge(change.attributes) { $1 }
        entities[change.key]?.lists.formUnion(change.memberships)
    }

    fileprivate mutating func carryOut(_ place: Int) {
        guard processes.indices.contains(place), let changes = processes[place] else { return }
        for change in changes {
            switch manners.exceptions[change.key] {
            case nil, .delivered: write(change)
            case .rejected, .deferred: break
            }
        }
        drop(place)
    }

    fileprivate mutating func drop(_ place: Int) {
        for change in processes[place] ?? [] { writing.remove(change.key) }
        processes[place] = nil
    }
}

extension BulkTraits {
    /// Submissions never pay, and nothing is held back for one.
    static let never = BulkTraits(
        maxChanges: 100,
        fixedSeconds: 0,
        secondsPerChange: 1,
        secondsPerUpsert: 0.1,
        maxConcurrentUpserts: 3,
        submissionsPerHour: 10
    )

    /// Submissions pay from five changes on.
    static let soon = BulkTraits(
        maxChanges: 20,
        fixedSeconds: 0.5,
        secondsPerChange: 0,
        secondsPerUpsert: 0.1,
        maxConcurrentUpserts: 3,
        submissionsPerHour: 100
    )

    /// Submissions pay from twenty changes on, and can take all that tests have.
    static let patient = BulkTraits(
        maxChanges: 1_000,
        fixedSeconds: 2,
        secondsPerChange: 0,
        secondsPerUpsert: 0.1,
        maxConcurrentUpserts: 3,
        submissionsPerHour: 100
    )
}
