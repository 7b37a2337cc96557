internal import CEL
internal import HTTP

extension Timestamp {
    /// The same moment in the HTTP module's words.
    var unixTime: UnixTime { UnixTime(.seconds(seconds) + .nanoseconds(Int64(nanoseconds))) }

    /// The same moment, from the HTTP module's words.
    init(_ time: UnixTime) {
        let parts = time.sinceEpoch.components
        self.init(seconds: parts.seconds, nanoseconds: Int32(parts.attoseconds / 1_000_000_000))
    }

    /// The moment so many seconds later.
    func later(_ count: Int) -> Timestamp { Timestamp(seconds: seconds + Int64(count), nanoseconds: nanoseconds) }

    /// Midnight UTC at or before this moment.
    var startOfDay: Timestamp {
        let day: Int64 = 86_400
        let rest = ((seconds % day) + day) % day
        return Timestamp(seconds: seconds - rest)
    }

    /// The next midnight UTC.
    var nextDay: Timestamp { startOfDay.later(86_400) }

    /// Seconds from `other` to this moment, with their fraction; negative when it is later.
    func secondsSince(_ other: Timestamp) -> Double {
        Double(seconds - other.seconds) + Double(nanoseconds - other.nanoseconds) / 1e9
    }
}
