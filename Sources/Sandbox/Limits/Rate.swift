/// How many requests are allowed in which time: at most `count` in any span of `seconds` (a sliding window).
package struct Rate: Sendable, Equatable {
    /// The most requests in one span.
    package var count: Int
    /// The length of the span in seconds.
    package var seconds: Int

    /// At most that many requests in any second.
    package static func perSecond(_ count: Int) -> Rate { Rate(count: count, seconds: 1) }
    /// At most that many requests in any 60 seconds.
    package static func perMinute(_ count: Int) -> Rate { Rate(count: count, seconds: 60) }
    /// At most that many requests in any 3,600 seconds.
    package static func perHour(_ count: Int) -> Rate { Rate(count: count, seconds: 3600) }
    /// At most that many requests in one UTC day (from 00:00, as Zoom counts).
    package static func perDay(_ count: Int) -> Rate { Rate(count: count, seconds: 86_400) }
}
