internal import PipelineCore
internal import State

/// A change on its way, with what is recorded once it has been written.
struct Delivery: Sendable {
    let change: Change
    let settled: SettledKey

    /// The rows that wait for it.
    var rowCount: Int { settled.entries.count }

    /// What is recorded for an outcome; nil when nothing is and the rows keep waiting.
    func settled(by outcome: Outcome) -> SettledKey? {
        switch outcome {
        case .delivered(let isCreated, let leftOut):
            var ledger = settled.ledger
            for name in leftOut.keys { ledger?.attributes[name] = nil }
            let entries = settled.entries.map { entry in
                guard case .delivered(let wasExpected) = entry.verdict else { return entry }
                return entry.with(.delivered(created: isCreated && (wasExpected || !change.creates)))
            }
            return SettledKey(key: settled.key, entries: entries, ledger: ledger)
        case .rejected(let code, let reason):
            let entries = settled.entries.map { entry in
                guard case .delivered = entry.verdict else { return entry }
                return entry.with(.deadLettered(code: code, reason: reason))
            }
            return SettledKey(key: settled.key, entries: entries, ledger: nil)
        case .deferred:
            return nil
        }
    }
}

extension SettledEntry {
    fileprivate func with(_ verdict: Verdict) -> SettledEntry {
        SettledEntry(id: id, pipeline: pipeline, partition: partition, verdict: verdict)
    }
}
