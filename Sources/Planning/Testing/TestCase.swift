package import JSON
package import PipelineCore
package import YAML

/// A unit test of a pipeline, as an entry of `tests` says it.
package struct TestCase: Sendable {
    /// Its name.
    package let name: String

    /// Where the name stands.
    package let span: Span

    /// The pipeline that is tested.
    package let pipeline: Pipeline

    /// What time it is.
    package let now: Timestamp

    /// What the source gives.
    package let given: Given

    /// What is expected; nil when the test doesn't say.
    package let expectation: Mapping.Entry?

    /// The column, from 0, that the test's keys stand in; nil when they aren't written as a block.
    package let column: Int?

    /// Where the test's last entry ends.
    package let end: Mark

    /// What the source gives.
    package enum Given: Sendable {
        /// Records, as the source would make them.
        case records([Record])

        /// Answers of the service, from which the source makes its records itself.
        case answers([CannedAnswer])
    }
}

/// What a service answers to a request, in a test.
package struct CannedAnswer: Sendable {
    /// `GET`.
    package let method: String

    /// The path behind the service's base address, without a query; `*` stands for any one part.
    package let path: String

    /// The answers, one for each time; the last one for all that follow.
    package let bodies: [JSONValue]

    /// Where it stands.
    package let span: Span
}

/// The keys of a test, and of what it expects.
enum TestKeys {
    static let test = ["pipeline", "now", "records", "api", "expect"]
    static let expectation = ["contacts", "rows", "filtered", "merged", "skipped", "rejected"]

    /// The time in tests that don't say one.
    static let now = "2026-01-01T00:00:00Z"
}
