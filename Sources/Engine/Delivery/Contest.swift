internal import PipelineCore
internal import State

/// Finds, attribute by attribute, the strongest of the values that rows and the ledger claim for one entity. Pure.
struct Contest {
    /// A value that a row wants an attribute to have.
    struct Bid: Sendable, Hashable {
        let row: Int
        let value: Value
        let claim: Claim
    }

    let rows: [PendingEntry]
    let ledger: LedgerEntry?

    /// The rows' strongest value for each attribute.
    private let best: [String: Bid]

    init(_ rows: [PendingEntry], ledger: LedgerEntry?) {
        self.rows = rows
        self.ledger = ledger
        var best: [String: Bid] = [:]
        for row in rows {
            for assignment in row.entry.assignments {
                let claim = Claim(write: assignment.write, moment: row.entry.moment, pipeline: row.pipeline)
                // Of equal claims the later reading wins: rows are in the order of arrival.
                if let other = best[assignment.name], claim < other.claim { continue }
                best[assignment.name] = Bid(row: row.id, value: assignment.value, claim: claim)
            }
        }
        self.best = best
    }

    /// Whether any row may have to be written: it brings a value that wins over the ledger's and differs, or a list.
    var asksForSomething: Bool {
        guard let ledger, ledger.isDelivered else { return true }
        return best.contains { name, bid in wins(bid, name) && !isDelivered(bid, name) }
            || rows.contains { !ledger.memberships.isSuperset(of: $0.entry.memberships) }
    }

    /// What is to be written when the service has `existing`, and the ledger once it was.
    func writing(to existing: Existing?, run: Int) -> Writing {
        var writing = Writing(
            ledger: ledger ?? LedgerEntry(),
            creates: existing == nil && ledger?.isDelivered != true && !rows.isEmpty
        )
        for (name, bid) in best where wins(bid, name) {
            let old = ledger?.attributes[name]
            let present = present(name, existing, run: run)
            let isKept: Bool
            if isDelivered(bid, name) || present.value.map({ bid.value.isSame(as: $0) }) == true {
                isKept = true
            } else {
                isKept = bid.claim.write == .ifEmpty && present.value?.setsNothing == false && !present.isOurs
            }
            if !isKept { writing.attributes[name] = bid.value }
            let staysOurs = present.isOurs && present.value.map { bid.value.isSame(as: $0) } == true
            let writtenIn = isKept ? (staysOurs ? old?.writtenIn ?? run : 0) : run
            writing.ledger.attributes[name] = .init(value: bid.value, claim: bid.claim, writtenIn: writtenIn)
            if !isKept { writing.winners.insert(bid.row) }
        }
        for row in rows.sorted(by: Self.isStronger) {
            for list in row.entry.memberships where writing.ledger.memberships.insert(list).inserted {
                if existing?.memberships.contains(list) != true { writing.memberships[list] = row.id }
            }
        }
        writing.ledger.joined = (ledger?.run == run ? ledger?.joined ?? [] : []).union(writing.memberships.keys)
        writing.winners.formUnion(writing.memberships.values)
        if writing.creates, writing.winners.isEmpty, let first = rows.min(by: Self.isStronger) {
            writing.winners.insert(first.id)
        }
        writing.ledger.run = run
        writing.ledger.intended = [:]
        return writing
    }

    /// What becomes of each row.
    func verdicts(_ writing: Writing = Writing(ledger: LedgerEntry(), creates: false)) -> [Int: Verdict] {
        var isCreator = writing.creates
        var verdicts: [Int: Verdict] = [:]
        for row in rows.sorted(by: Self.isStronger) {
            if writing.winners.contains(row.id) {
                verdicts[row.id] = .delivered(created: isCreator)
                isCreator = false
            } else {
                verdicts[row.id] = isSuperseded(row) ? .superseded : .unchanged
            }
        }
        return verdicts
    }

    /// The ledger with the claims of stronger rows that ask for the same; nil when nothing is to be recorded.
    func confirmedLedger() -> LedgerEntry? {
        guard var confirmed = ledger else { return nil }
        for (name, bid) in best where wins(bid, name) {
            guard let old = confirmed.attributes[name] else { continue }
            confirmed.attributes[name] = .init(value: old.value, claim: bid.claim, writtenIn: old.writtenIn)
        }
        return confirmed == ledger ? nil : confirmed
    }

    /// Whether a bid is at least as strong as what the ledger has: an equal claim is the same record read again.
    private func wins(_ bid: Bid, _ name: String) -> Bool {
        guard let old = ledger?.attributes[name] else { return true }
        return !(bid.claim < old.claim)
    }

    /// Whether a bid asks for what was delivered already.
    private func isDelivered(_ bid: Bid, _ name: String) -> Bool {
        guard let ledger, ledger.isDelivered, let old = ledger.attributes[name] else { return false }
        // A value that stood back behind one the service had was never delivered, should it now be written always.
        if bid.claim.write == .always, old.claim.write == .ifEmpty, old.writtenIn == 0 { return false }
        return bid.value.isSame(as: old.value)
    }

    /// What the service has for an attribute, as far as known, and whether it is there because of us.
    private func present(_ name: String, _ existing: Existing?, run: Int) -> (value: Value?, isOurs: Bool) {
        let old = ledger?.attributes[name]
        // Within a run the ledger knows more than a snapshot taken before we wrote.
        if let old, old.writtenIn == run { return (old.value, true) }
        guard let value = existing?.attributes[name] else { return (nil, false) }
        if let old, old.writtenIn > 0, value.isSame(as: old.value) { return (value, true) }
        return (value, ledger?.intended[name].map { value.isSame(as: $0) } == true)
    }

    /// Whether another row or the ledger has a stronger, different value for something that a row asks for.
    private func isSuperseded(_ row: PendingEntry) -> Bool {
        row.entry.assignments.contains { assignment in
            guard let bid = best[assignment.name] else { return false }
            let winner = wins(bid, assignment.name) ? bid.value : ledger?.attributes[assignment.name]?.value
            return winner.map { !assignment.value.isSame(as: $0) } ?? false
        }
    }

    private static func isStronger(_ left: PendingEntry, _ right: PendingEntry) -> Bool {
        (left.entry.moment, left.id) > (right.entry.moment, right.id)
    }
}
