internal import PipelineCore
internal import State

/// What is known of an entity before something is written to it.
enum Knowledge: Sendable, Hashable {
    /// Nothing was asked yet.
    case unknown
    /// This is how the service has it; nil when it hasn't.
    case known(Existing?)
}

/// What is to be written to one entity, and what becomes of all that waited for it. Pure.
///
/// Attribute by attribute the strongest ``Claim`` wins, over everything that waits and everything delivered before, in whatever
/// order it arrived (DESIGN.md §2.3). The rules, in this order:
/// 1. Blocked: all rows are skipped. Deleted since we delivered: not recreated.
/// 2. A row that adds a list which the person has left is skipped as a whole.
/// 3. A value is written when it won and differs from what was delivered: what people changed in the service meanwhile is not
///    fought over. A list we added before isn't added again.
/// 4. What the service already has isn't written.
struct Resolution: Sendable, Hashable {
    /// What is written; nil when nothing need be.
    let change: Change?

    /// What is recorded once it has been written, or at once when nothing is.
    let settled: SettledKey

    /// What is remembered before it is written, see ``LedgerEntry/intended``; nil when nothing need be.
    let intent: LedgerEntry?

    /// Decides for one entity; nil when it must be looked up first.
    init?(_ pending: PendingKey, knowledge: Knowledge, run: Int) {
        let contest = Contest(pending.entries, ledger: pending.ledger)
        if !contest.asksForSomething {
            self.init(pending, verdicts: contest.verdicts(), ledger: contest.confirmedLedger())
            return
        }
        guard case .known(let existing) = knowledge else { return nil }
        if existing?.isBlocked == true {
            self.init(pending, skipping: "blocklisted")
            return
        }
        let isFromThisRun = pending.ledger?.run == run
        if existing == nil, pending.ledger?.isDelivered == true, !isFromThisRun {
            self.init(pending, skipping: "deleted")
            return
        }
        self.init(pending, existing: existing, run: run)
    }

    private init(_ pending: PendingKey, verdicts: [Int: Verdict], ledger: LedgerEntry?) {
        change = nil
        intent = nil
        settled = pending.settled(verdicts, ledger: ledger)
    }

    private init(_ pending: PendingKey, skipping reason: String) {
        let verdicts = pending.entries.map { ($0.id, Verdict.skipped(reason: reason)) }
        self.init(pending, verdicts: Dictionary(uniqueKeysWithValues: verdicts), ledger: nil)
    }

    private init(_ pending: PendingKey, existing: Existing?, run: Int) {
        let refused = existing?.refusedMemberships ?? []
        let welcome = pending.entries.filter { refused.isDisjoint(with: $0.entry.memberships) }
        let contest = Contest(welcome, ledger: pending.ledger)
        let writing = contest.writing(to: existing, run: run)

        var verdicts = contest.verdicts(writing)
        for entry in pending.entries where verdicts[entry.id] == nil {
            verdicts[entry.id] = .skipped(reason: "unsubscribed")
        }
        change =
            writing.isNothing
            ? nil
            : Change(
                key: pending.key,
                attributes: writing.attributes,
                memberships: writing.memberships.keys.sorted(),
                creates: writing.creates,
                heldMembership: Self.heldMembership(existing, pending.ledger, wanted: welcome, run: run)
            )
        settled = pending.settled(
            verdicts,
            ledger: welcome.isEmpty ? nil : writing.ledger,
            change: writing.isNothing ? nil : EntityChange(writing, rows: pending.entries, before: existing)
        )
        intent = writing.intent(over: pending.ledger)
    }

    /// A list that the entity is surely in: as it was read in this run, or as this run has written it since, rather one that a row
    /// asks for. What the ledger knows from earlier runs may be over.
    private static func heldMembership(
        _ existing: Existing?,
        _ ledger: LedgerEntry?,
        wanted rows: [PendingEntry],
        run: Int
    ) -> Int? {
        let wanted = rows.lazy.flatMap(\.entry.memberships)
        guard let existing else {
            guard let ledger, ledger.run == run else { return nil }
            return wanted.filter(ledger.memberships.contains).min()
        }
        let joined = ledger?.run == run ? ledger?.joined ?? [] : []
        let held = existing.memberships.union(joined).subtracting(existing.refusedMemberships)
        return wanted.filter(held.contains).min() ?? held.min()
    }
}

extension PendingKey {
    fileprivate func settled(
        _ verdicts: [Int: Verdict],
        ledger: LedgerEntry?,
        change: EntityChange? = nil
    ) -> SettledKey {
        let entries = entries.map {
            SettledEntry(
                id: $0.id,
                pipeline: $0.pipeline,
                partition: $0.partition,
                verdict: verdicts[$0.id] ?? .unchanged
            )
        }
        return SettledKey(key: key, entries: entries, ledger: ledger, change: change)
    }
}

extension EntityChange {
    /// What the winners among `rows` have written to an entity that was `before`.
    fileprivate init(_ writing: Writing, rows: [PendingEntry], before: Existing?) {
        let pipelines = Dictionary(rows.map { ($0.id, $0.pipeline) }, uniquingKeysWith: { first, _ in first })
        let winners = rows.filter { writing.winners.contains($0.id) }
        let strongest = winners.max { ($0.entry.moment, $0.id) < ($1.entry.moment, $1.id) }
        let author = strongest?.pipeline ?? 0
        var attributes: [String: Setting] = [:]
        for (name, value) in writing.attributes {
            let pipeline = writing.ledger.attributes[name]?.claim.pipeline ?? author
            attributes[name] = Setting(value: value, pipeline: pipeline)
        }
        self.init(
            creates: writing.creates,
            before: before,
            attributes: attributes,
            memberships: writing.memberships.mapValues { pipelines[$0] ?? author },
            pipeline: author
        )
    }
}
