internal import PipelineCore

extension PipelineReader {
    /// How reading ended.
    struct End: Sendable {
        /// Whether only some parts of the source were asked for.
        var isFocused = false
        /// Whether the listing was complete.
        var isListed = false
        /// What failed as a whole.
        var failures: [ConnectorFailure] = []
        /// Whether reading ended before all was read.
        var isInterrupted = false
        /// The partitions of each focus, by its id, that were to be read.
        var sought: [String: Set<String>] = [:]
        /// Of those, the ones that were read to their end.
        var settled: Set<String> = []
        /// Of those, the ones that were read and may change.
        var provisional: Set<String> = []

        /// Whether the whole source was seen.
        var isSwept: Bool { !isFocused && isListed && !isInterrupted }

        /// Notes how the reading of a sought partition ended.
        mutating func note(_ partition: String, _ unsettled: JobResult.Unsettled?) {
            switch unsettled {
            case nil: settled.insert(partition)
            case .provisional?: provisional.insert(partition)
            case .notReady?: break
            }
        }

        /// What is left to do for those of `focuses` that weren't settled.
        func result(of focuses: [Focus]?, leavesRows: Bool) -> JobResult {
            var result = JobResult()
            result.leavesRows = leavesRows
            guard let focuses else {
                result.isSweepIncomplete = !isSwept
                return result
            }
            for focus in focuses {
                guard let partitions = sought[focus.id] else {
                    result.unsettled[focus.id] = .notReady
                    continue
                }
                let open = partitions.subtracting(settled)
                if open.isEmpty { continue }
                result.unsettled[focus.id] = open.isSubset(of: provisional) ? .provisional : .notReady
            }
            return result
        }

        static func += (total: inout End, end: End) {
            total.isListed = total.isListed || end.isListed
            total.failures += end.failures
            total.isInterrupted = total.isInterrupted || end.isInterrupted
            total.sought.merge(end.sought) { $0.union($1) }
            total.settled.formUnion(end.settled)
            total.provisional.formUnion(end.provisional)
        }
    }
}
