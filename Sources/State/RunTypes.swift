package import CEL
package import PipelineCore

/// Identifies a pipeline over runs: its name, and what it reads and makes. Another fingerprint is another pipeline to the
/// checkpoints: changed stages read anew what they need.
package struct PipelineIdentity: Sendable, Hashable {
    /// The name in the file.
    package let name: String

    /// Changes with the source, the stages and the sink.
    package let fingerprint: String

    /// Makes an identity.
    package init(name: String, fingerprint: String) {
        self.name = name
        self.fingerprint = fingerprint
    }
}

/// A run that has begun.
package struct RunStart: Sendable {
    /// The run's number.
    package let run: Int

    /// The pipelines, in the order they were given.
    package let pipelines: [PipelineStart]
}

/// What earlier runs left of a pipeline.
package struct PipelineStart: Sendable {
    /// The pipeline's number in the state.
    package let id: Int

    /// When the last complete sweep began; nil when there was none.
    package let swept: Timestamp?

    /// Partitions that were seen and never settled.
    package let open: [Partition]

    /// Rows that wait in the outbox.
    package let carried: Int

    /// Its dead letters, so that reading the same records again doesn't bury them again.
    package let deadLetters: KnownDeadLetters
}

/// How a run ended, or that it hasn't.
package enum RunStatus: String, Sendable, Hashable, Codable {
    case running
    /// Everything was done.
    case done
    /// Done, but with dead letters, sends in doubt or failed partitions.
    case incomplete
    /// It couldn't do its work.
    case failed
    /// Stopped by a signal after draining.
    case stopped
    /// Its process ended without a word; found by a later run.
    case interrupted
}

/// A run as it is kept.
package struct RunSummary: Sendable, Hashable {
    package let run: Int
    /// What was run: `apply`.
    package let command: String
    package let started: Timestamp
    package let finished: Timestamp?
    package let status: RunStatus
    /// Requests by connector and label, as JSON text; nil while it runs.
    package let usage: String?
    /// The books by pipeline name.
    package let books: [String: Books]
}
