package import CEL
internal import Foundation

/// The time of day.
package enum WallClock {
    /// Now, to the nanosecond that the system gives.
    @Sendable
    package static func now() -> Timestamp {
        let now = Date().timeIntervalSince1970
        let seconds = now.rounded(.down)
        return Timestamp(seconds: Int64(seconds), nanoseconds: Int32((now - seconds) * 1e9))
    }
}
