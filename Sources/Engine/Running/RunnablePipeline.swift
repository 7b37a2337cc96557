package import PipelineCore
package import State

/// A pipeline ready to run: its parts opened, its expressions compiled.
package struct RunnablePipeline: Sendable {
    /// Its name and fingerprint.
    package let identity: PipelineIdentity

    /// Where its records come from.
    package let source: any Source

    /// The fields of its records, in the order of their slots.
    package let fields: [String]

    /// How far back its source looks, in seconds.
    package let since: Int

    /// What happens between source and sink.
    package let stages: [Stage]

    /// The columns that its sink gets.
    package let columns: [RowColumn]

    /// Where its rows go.
    package let sink: Sink

    /// Makes a pipeline.
    package init(
        identity: PipelineIdentity,
        source: any Source,
        fields: [String] = [],
        since: Int,
        stages: [Stage],
        columns: [RowColumn],
        sink: Sink
    ) {
        self.identity = identity
        self.source = source
        self.fields = fields
        self.since = since
        self.stages = stages
        self.columns = columns
        self.sink = sink
    }

    /// Whether its rows can't be taken back once they are delivered.
    var isSend: Bool {
        if case .sends = sink { true } else { false }
    }

    /// Whether what was read in earlier runs needn't be read again.
    var usesCheckpoints: Bool {
        switch sink {
        case .keyed, .sends: true
        case .rows(let sink): sink.appends
        }
    }
}
