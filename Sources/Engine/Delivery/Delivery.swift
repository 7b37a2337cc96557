internal import PipelineCore
internal import State

/// A change on its way, with what is recorded once it has been written.
struct Delivery: Sendable {
    let change: Change
    let settled: SettledKey
    let intent: LedgerEntry?

    /// A resolution that writes something.
    init?(_ resolution: Resolution) {
        guard let change = resolution.change else { return nil }
        self.change = change
        settled = resolution.settled
        intent = resolution.intent
    }
}

extension SettledKey {
    /// What is recorded for an outcome; nil when nothing is and the rows keep waiting.
    ///
    /// When the service refuses a change, only the rows that it was made of become dead letters. Rows that had stood back behind
    /// them keep waiting and have their turn.
    func settled(by outcome: Outcome) -> SettledKey? {
        switch outcome {
        case .delivered(let isCreated, let leftOut):
            var isCreator = isCreated
            let entries = entries.map { entry in
                guard case .delivered = entry.verdict else { return entry }
                defer { isCreator = false }
                return entry.with(.delivered(created: isCreator))
            }
            // What was left out stays as claimed but unwritten: it isn't sent again until the value changes.
            var ledger = ledger
            var change = change
            change?.creates = isCreated
            for name in leftOut.keys {
                ledger?.attributes[name]?.writtenIn = 0
                change?.attributes[name] = nil
            }
            return SettledKey(key: key, entries: entries, ledger: ledger, change: change)
        case .rejected(let code, let reason):
            let refused = entries.filter { $0.verdict.isDelivered }
            return SettledKey(
                key: key,
                entries: refused.map { $0.with(.deadLettered(code: code, reason: reason)) },
                ledger: nil
            )
        case .deferred:
            return nil
        }
    }

    /// The rows because of which something is written.
    var delivering: Int { entries.count { $0.verdict.isDelivered } }
}

extension Verdict {
    fileprivate var isDelivered: Bool {
        if case .delivered = self { true } else { false }
    }
}

extension SettledEntry {
    fileprivate func with(_ verdict: Verdict) -> SettledEntry {
        SettledEntry(id: id, pipeline: pipeline, partition: partition, verdict: verdict)
    }
}
