/// A moment in UTC, with nanoseconds.
///
/// The language's range is 0001-01-01T00:00:00Z to 9999-12-31T23:59:59.999999999Z (cel-spec langdef, “Overflow”).
package struct Timestamp: Sendable, Hashable, Comparable {
    /// Seconds since 1970-01-01T00:00:00Z, without leap seconds.
    package let seconds: Int64

    /// 0 to 999,999,999, counted forward from ``seconds``.
    package let nanoseconds: Int32

    /// Makes a moment; one out of the language's range is moved to the nearer end of it.
    package init(seconds: Int64, nanoseconds: Int32 = 0) {
        let carry = Int64(nanoseconds).quotientAndRemainder(dividingBy: 1_000_000_000)
        let borrow: Int64 = carry.remainder < 0 ? 1 : 0
        let (whole, overflow) = seconds.addingReportingOverflow(carry.quotient - borrow)
        if overflow || whole < Timestamp.first || whole > Timestamp.last {
            let late = overflow ? seconds > 0 : whole > Timestamp.last
            self.seconds = late ? Timestamp.last : Timestamp.first
            self.nanoseconds = late ? 999_999_999 : 0
        } else {
            self.seconds = whole
            self.nanoseconds = Int32(truncatingIfNeeded: carry.remainder + borrow * 1_000_000_000)
        }
    }

    /// Makes a moment; nil when it is out of the language's range.
    package init?(checkingSeconds seconds: Int64, nanoseconds: Int32 = 0) {
        guard (Timestamp.first...Timestamp.last).contains(seconds), (0..<1_000_000_000).contains(nanoseconds) else {
            return nil
        }
        self.seconds = seconds
        self.nanoseconds = nanoseconds
    }

    /// 0001-01-01T00:00:00Z.
    static let first: Int64 = -62_135_596_800

    /// 9999-12-31T23:59:59Z.
    static let last: Int64 = 253_402_300_799

    package static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.seconds != right.seconds ? left.seconds < right.seconds : left.nanoseconds < right.nanoseconds
    }

    /// The date and the time of day in a zone.
    package func civil(in zone: TimeZoneName) -> CivilTime {
        CivilTime(secondsSinceEpoch: Int(seconds) + zone.offset(at: Int(seconds)))
    }

    /// The date in a zone: `2026-11-18`.
    package func dateString(in zone: TimeZoneName) -> String {
        let civil = civil(in: zone)
        return "\(civil.year.padded(to: 4))-\(civil.month.padded(to: 2))-\(civil.day.padded(to: 2))"
    }

    /// The moment `duration` later; nil out of range.
    package func adding(_ duration: DurationValue) -> Timestamp? {
        var whole = seconds + duration.seconds
        var rest = Int64(nanoseconds) + Int64(duration.nanoseconds)
        if rest >= 1_000_000_000 {
            whole += 1
            rest -= 1_000_000_000
        } else if rest < 0 {
            whole -= 1
            rest += 1_000_000_000
        }
        return Timestamp(checkingSeconds: whole, nanoseconds: Int32(truncatingIfNeeded: rest))
    }

    /// The span from `other` to this moment; nil when it is beyond about 292 years.
    package func since(_ other: Timestamp) -> DurationValue? {
        let (nanoseconds, overflow) = (seconds - other.seconds).multipliedReportingOverflow(by: 1_000_000_000)
        guard !overflow else { return nil }
        let (total, tooLarge) = nanoseconds.addingReportingOverflow(Int64(self.nanoseconds) - Int64(other.nanoseconds))
        return tooLarge ? nil : DurationValue(totalNanoseconds: total)
    }
}
