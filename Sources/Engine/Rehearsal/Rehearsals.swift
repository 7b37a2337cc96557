internal import PipelineCore
internal import Synchronization

/// Makes pipelines that do all that real ones do except writing.
///
/// A new kind of sink needs a case in ``rehearsed(_:)`` and a stand-in that counts what it would send.
package final class Rehearsals: Sendable {
    private let elapsed: @Sendable () -> Double
    private let all = Mutex<[String: Rehearsal]>([:])

    /// - Parameter elapsed: Seconds since the run began, on a clock that never jumps.
    package init(elapsed: @escaping @Sendable () -> Double) {
        self.elapsed = elapsed
    }

    /// The pipeline with a sink that writes nothing.
    package func rehearsed(_ pipeline: RunnablePipeline) -> RunnablePipeline {
        RunnablePipeline(
            identity: pipeline.identity,
            source: pipeline.source,
            since: pipeline.since,
            stages: pipeline.stages,
            columns: pipeline.columns,
            sink: rehearsed(pipeline.sink)
        )
    }

    /// What would be sent, by the destination's id.
    package var writes: [String: RehearsedWrites] { all.withLock { $0.mapValues(\.writes) } }

    private func rehearsed(_ sink: Sink) -> Sink {
        switch sink {
        case .rows(let rows): .rows(RehearsedRowSink(appends: rows.appends))
        case .keyed(let keyed): .keyed(RehearsedSink(real: keyed, destination: stand(in: keyed.destination)))
        case .sends(let send): .sends(RehearsedSendSink(send, audience: send.audience.map(stand)))
        }
    }

    /// Sinks of one destination share its stand-in.
    private func stand(in real: any Destination) -> Rehearsal {
        let elapsed = elapsed
        return all.withLock { all in
            if let known = all[real.id] { return known }
            let made = Rehearsal(real, elapsed: elapsed)
            all[real.id] = made
            return made
        }
    }
}

/// A sink whose destination is stood in for.
private struct RehearsedSink: KeyedSink {
    let real: any KeyedSink
    let destination: any Destination

    var memberships: [Int] { real.memberships }

    func prepare(_ row: Row) -> Preparation { real.prepare(row) }
}

/// A file that isn't written.
private struct RehearsedRowSink: RowSink {
    let appends: Bool

    func open(columns: [RowColumn]) {}

    func write(_ rows: [Row]) {}

    func close() {}
}
