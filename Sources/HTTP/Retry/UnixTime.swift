#if canImport(Darwin)
    internal import Darwin
#else
    internal import Glibc
#endif

/// A moment as the time since 1970-01-01T00:00:00Z, leap seconds not counted (POSIX).
package struct UnixTime: Sendable, Hashable, Comparable, Codable {
    /// The time since the epoch; negative before it.
    package var sinceEpoch: Duration

    /// Makes a moment from the time since the epoch.
    package init(_ sinceEpoch: Duration) {
        self.sinceEpoch = sinceEpoch
    }

    /// The wall clock's time. For the edge of the program only: logic gets its time from a closure.
    package static func now() -> UnixTime {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return UnixTime(.seconds(time.tv_sec) + .nanoseconds(time.tv_nsec))
    }

    /// Earlier before later.
    package static func < (left: UnixTime, right: UnixTime) -> Bool {
        left.sinceEpoch < right.sinceEpoch
    }

    /// A moment later, or earlier when negative.
    package static func + (time: UnixTime, duration: Duration) -> UnixTime {
        UnixTime(time.sinceEpoch + duration)
    }

    /// The time between two moments.
    package static func - (left: UnixTime, right: UnixTime) -> Duration {
        left.sinceEpoch - right.sinceEpoch
    }

    /// The last moment, at or before this one, that is a whole multiple of `step` after the epoch.
    package func roundedDown(to step: Duration) -> UnixTime {
        let nanoseconds = Self.nanoseconds(sinceEpoch)
        let size = max(1, Self.nanoseconds(step))
        let steps = nanoseconds >= 0 ? nanoseconds / size : (nanoseconds - size + 1) / size
        return UnixTime(.nanoseconds(steps * size))
    }

    private static func nanoseconds(_ duration: Duration) -> Int64 {
        duration.components.seconds * 1_000_000_000 + duration.components.attoseconds / 1_000_000_000
    }
}
