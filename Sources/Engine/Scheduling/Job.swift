package import PipelineCore

/// What a pipeline is to do in its next run.
package struct Job: Sendable, Hashable {
    /// The pipeline's name.
    package let pipeline: String

    /// Whether it looks through its whole source.
    package var isSweep = false

    /// The parts of its source that were asked for.
    package var focuses: [Focus] = []

    /// Makes a job that delivers what waits, and reads nothing.
    package init(pipeline: String) {
        self.pipeline = pipeline
    }

    /// What a run of it may be told to look at: nil for all.
    package var scope: [Focus]? { isSweep ? nil : focuses }
}

/// How a job ended.
package struct JobResult: Sendable, Hashable {
    /// The focuses, by their ids, of which not everything is settled.
    package var unsettled: [String: Unsettled] = [:]

    /// Whether a sweep didn't see everything.
    package var isSweepIncomplete = false

    /// Whether rows wait to be delivered.
    package var leavesRows = false

    /// Why a focus isn't settled.
    package enum Unsettled: Sendable, Hashable {
        /// Its data isn't there, or couldn't be read.
        case notReady
        /// It was read, and may change.
        case provisional
    }

    /// A job that is done.
    package init() {}

    /// A job that did nothing because the run failed as a whole.
    package static func failed(_ job: Job) -> JobResult {
        var result = JobResult()
        for focus in job.focuses { result.unsettled[focus.id] = .notReady }
        result.isSweepIncomplete = job.isSweep
        result.leavesRows = true
        return result
    }
}
