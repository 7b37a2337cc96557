package import CEL

extension Schedule {
    /// The first of its moments after another, in a time zone; nil when there is none within five years (30 February).
    ///
    /// Where clocks are put forward, what falls into the hour that is left out happens at its end. Where they are put back, what
    /// is meant for certain hours happens in the first of the two, and what is meant for every hour happens in both (as in cron(8)).
    package func next(after moment: Timestamp, in zone: TimeZoneName) -> Timestamp? {
        var minute = (Int(moment.seconds) / 60 + 1) * 60
        let end = minute + 5 * 366 * 86_400
        while minute < end {
            let offset = zone.offset(at: minute)
            let civil = Self.civil(minute + offset)
            let skipped = offset - zone.offset(at: minute - 60)
            if skipped > 0, isSkippedMoment(from: minute + offset - skipped, seconds: skipped) {
                return Self.at(minute)
            }
            if isDay(civil) {
                if isTime(civil), !isRepetition(minute, offset, zone) { return Self.at(minute) }
                minute += 60
            } else {
                // To two hours before the next day: no clock is put forward or back by more at midnight.
                let left = 86_400 - (civil.hour * 3_600 + civil.minute * 60)
                minute += max(60, left - 7_200)
            }
        }
        return nil
    }

    private func isDay(_ civil: CivilTime) -> Bool {
        guard months.contains(civil.month) else { return false }
        switch (days, weekdays) {
        case (nil, nil): return true
        case (let days?, nil): return days.contains(civil.day)
        case (nil, let weekdays?): return weekdays.contains(civil.dayOfWeek)
        case (let days?, let weekdays?): return days.contains(civil.day) || weekdays.contains(civil.dayOfWeek)
        }
    }

    private func isTime(_ civil: CivilTime) -> Bool {
        minutes.contains(civil.minute) && hours.contains(civil.hour)
    }

    /// Whether one of the minutes that the clock leaves out is one of ours; those of every hour come again soon enough.
    private func isSkippedMoment(from civilSeconds: Int, seconds: Int) -> Bool {
        guard hours.count < 24 else { return false }
        return stride(from: civilSeconds, to: civilSeconds + seconds, by: 60).contains { second in
            let civil = Self.civil(second)
            return isDay(civil) && isTime(civil)
        }
    }

    /// Whether the clock showed the same time before it was put back.
    private func isRepetition(_ minute: Int, _ offset: Int, _ zone: TimeZoneName) -> Bool {
        guard hours.count < 24 else { return false }
        let before = zone.offset(at: minute - 10_800)
        return before > offset && zone.offset(at: minute - (before - offset)) == before
    }

    private static func civil(_ seconds: Int) -> CivilTime { Timestamp(seconds: Int64(seconds)).civil(in: .utc) }

    private static func at(_ seconds: Int) -> Timestamp { Timestamp(seconds: Int64(seconds)) }
}
