internal import CEL
internal import Foundation

/// The time of day.
enum WallClock {
    @Sendable
    static func now() -> Timestamp {
        let now = Date().timeIntervalSince1970
        let seconds = now.rounded(.down)
        return Timestamp(seconds: Int64(seconds), nanoseconds: Int32((now - seconds) * 1e9))
    }
}
