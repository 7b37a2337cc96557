package import PipelineCore
package import State

/// What a run did, for people and for `--json`.
package struct RunReport: Sendable {
    /// The run's number.
    package let run: Int

    /// How it ended.
    package let status: RunStatus

    /// One line for each pipeline, in the order of the file.
    package let pipelines: [PipelineReport]

    /// What stopped it, or part of it; the gravest first. Its kind decides the exit status of a failed run.
    package let failures: [ConnectorFailure]

    /// What people should know.
    package let notices: [Notice]

    /// Keys that a saved plan would write, but that were changed in the service since: they were left alone and keep waiting.
    package let held: [String]

    /// Keys that couldn't be delivered now and keep waiting.
    package let deferred: Int

    /// How long it took, in seconds.
    package let seconds: Double

    /// Whether all books close.
    package var booksClose: Bool { pipelines.allSatisfy(\.books.close) }
}

/// One pipeline's part of a run.
package struct PipelineReport: Sendable {
    /// The pipeline's name.
    package let name: String

    /// Its books.
    package let books: Books

    /// What is left to do.
    package let result: JobResult
}
