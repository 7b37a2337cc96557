internal import PipelineCore
internal import State

/// What is known of an entity before something is written to it.
enum Knowledge: Sendable, Hashable {
    /// Nothing was asked yet.
    case unknown
    /// This is how the service has it; nil when it hasn't.
    case known(Existing?)
}

/// What is to be written to one entity, and what becomes of all that waited for it.
struct Resolution: Sendable, Hashable {
    /// What is written; nil when nothing need be.
    let change: Change?

    /// What is recorded once it has been written, or at once when nothing is.
    let settled: SettledKey

    /// Decides for one entity; nil when it must be looked up first.
    ///
    /// Attribute by attribute the newest moment wins, over everything that waits and everything delivered before (DESIGN.md §2.3).
    /// The rules, in this order:
    /// 1. Blocked: all rows are skipped. Deleted since we delivered: not recreated.
    /// 2. A row that adds a list which the person has left is skipped as a whole.
    /// 3. A value is written when it is newer than what was delivered and differs from it: what people changed in the service
    ///    meanwhile is not fought over. A list we added before isn't added again.
    /// 4. What the service already has isn't written.
    init?(_ pending: PendingKey, knowledge: Knowledge, run: Int) {
        var resolver = Resolver(pending: pending, run: run)
        if let decided = resolver.withoutLookingUp() {
            self = decided
            return
        }
        guard case .known(let existing) = knowledge else { return nil }
        self = resolver.resolve(existing)
    }

    init(change: Change?, settled: SettledKey) {
        self.change = change
        self.settled = settled
    }
}

private struct Resolver {
    let pending: PendingKey
    let run: Int
    private var verdicts: [Int: Verdict] = [:]

    init(pending: PendingKey, run: Int) {
        self.pending = pending
        self.run = run
    }

    private var ledger: LedgerEntry? { pending.ledger }

    /// Newest first; of equal moments the one that came first.
    private var newestFirst: [PendingEntry] {
        pending.entries.sorted { ($0.entry.moment, -$0.id) > ($1.entry.moment, -$1.id) }
    }

    /// Settles rows that ask for nothing new, whatever the service has: it isn't written to.
    mutating func withoutLookingUp() -> Resolution? {
        guard let ledger else { return nil }
        for row in pending.entries {
            var isSuperseded = false
            for assignment in row.entry.assignments {
                guard let delivered = ledger.attributes[assignment.name] else { return nil }
                if row.entry.moment > delivered.moment, assignment.value != delivered.value { return nil }
                if row.entry.moment < delivered.moment, assignment.value != delivered.value { isSuperseded = true }
            }
            guard ledger.memberships.isSuperset(of: row.entry.memberships) else { return nil }
            verdicts[row.id] = isSuperseded ? .superseded : .unchanged
        }
        return Resolution(change: nil, settled: settled(ledger: advanced(ledger)))
    }

    mutating func resolve(_ existing: Existing?) -> Resolution {
        verdicts = [:]
        if existing?.isBlocked == true { return skipAll("blocklisted") }
        let isOurs = ledger?.run == run
        if existing == nil, ledger != nil, !isOurs { return skipAll("deleted") }

        var newLedger = ledger ?? LedgerEntry()
        var attributes: [String: Value] = [:]
        var memberships: [Int] = []
        var decided: Set<String> = []
        var created = existing == nil && ledger == nil
        for row in newestFirst {
            let entry = row.entry
            if let existing, !existing.refusedMemberships.isDisjoint(with: entry.memberships) {
                verdicts[row.id] = .skipped(reason: "unsubscribed")
                continue
            }
            var delivers = false
            var isSuperseded = false
            for assignment in entry.assignments {
                guard decided.insert(assignment.name).inserted else {
                    if newLedger.attributes[assignment.name]?.value != assignment.value { isSuperseded = true }
                    continue
                }
                switch decide(assignment, at: entry.moment, existing: existing, isOurs: isOurs) {
                case .write:
                    attributes[assignment.name] = assignment.value
                    delivers = true
                case .keep: break
                case .older:
                    isSuperseded = true
                    continue
                }
                newLedger.attributes[assignment.name] = LedgerEntry.Delivered(
                    value: assignment.value,
                    moment: entry.moment
                )
            }
            for list in entry.memberships where newLedger.memberships.insert(list).inserted {
                if existing?.memberships.contains(list) != true {
                    memberships.append(list)
                    delivers = true
                }
            }
            if created, !verdicts.values.contains(where: { $0 == .delivered(created: true) }) { delivers = true }
            if delivers {
                verdicts[row.id] = .delivered(created: created)
                created = false
            } else {
                verdicts[row.id] = isSuperseded ? .superseded : .unchanged
            }
        }
        let writes = verdicts.values.contains { if case .delivered = $0 { true } else { false } }
        let isSkipped = verdicts.values.allSatisfy { if case .skipped = $0 { true } else { false } }
        newLedger.run = run
        let change = Change(
            key: pending.key,
            attributes: attributes,
            memberships: memberships.sorted(),
            creates: existing == nil && ledger == nil
        )
        return Resolution(change: writes ? change : nil, settled: settled(ledger: isSkipped ? nil : newLedger))
    }

    private enum Decision {
        case write
        /// It is in place, or must stay as it is.
        case keep
        /// Something newer was delivered.
        case older
    }

    private func decide(
        _ assignment: Assignment,
        at moment: Moment,
        existing: Existing?,
        isOurs: Bool
    ) -> Decision {
        let delivered = ledger?.attributes[assignment.name]
        if let delivered {
            if moment < delivered.moment { return delivered.value == assignment.value ? .keep : .older }
            if moment == delivered.moment || assignment.value == delivered.value { return .keep }
        }
        // Within a run the ledger knows more than a snapshot taken before we wrote.
        let present = isOurs && delivered != nil ? delivered?.value : existing?.attributes[assignment.name]
        if present == assignment.value { return .keep }
        if assignment.write == .ifEmpty, let present, !present.setsNothing { return .keep }
        return .write
    }

    private mutating func skipAll(_ reason: String) -> Resolution {
        for row in pending.entries { verdicts[row.id] = .skipped(reason: reason) }
        return Resolution(change: nil, settled: settled(ledger: nil))
    }

    /// The ledger with the moments of values that newer records confirmed; nil when there is nothing to change.
    private func advanced(_ ledger: LedgerEntry) -> LedgerEntry? {
        var advanced = ledger
        for row in pending.entries {
            for assignment in row.entry.assignments {
                guard let delivered = advanced.attributes[assignment.name], row.entry.moment > delivered.moment else {
                    continue
                }
                advanced.attributes[assignment.name] = .init(value: delivered.value, moment: row.entry.moment)
            }
        }
        return advanced == ledger ? nil : advanced
    }

    private func settled(ledger: LedgerEntry?) -> SettledKey {
        let entries = pending.entries.map {
            SettledEntry(
                id: $0.id,
                pipeline: $0.pipeline,
                partition: $0.partition,
                verdict: verdicts[$0.id] ?? .unchanged
            )
        }
        return SettledKey(key: pending.key, entries: entries, ledger: ledger)
    }
}
