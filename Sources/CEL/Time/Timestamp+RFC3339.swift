extension Timestamp {
    /// Reads `2026-11-18T10:00:00Z`, with fractions of a second (the first nine digits count) and offsets (`+02:00`).
    ///
    /// A leap second (`:60`) reads as the second after it. RFC 3339, section 5.6.
    package init?(rfc3339 text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, bytes.count <= 64 else { return nil }
        var reader = Reader(bytes: bytes)
        guard let year = reader.number(digits: 4), reader.take("-"),
            let month = reader.number(digits: 2), (1...12).contains(month), reader.take("-"),
            let day = reader.number(digits: 2), day >= 1, day <= CivilTime.daysInMonth(month, year: year),
            reader.take("T") || reader.take("t") || reader.take(" "),
            let hour = reader.number(digits: 2), hour < 24, reader.take(":"),
            let minute = reader.number(digits: 2), minute < 60, reader.take(":"),
            let second = reader.number(digits: 2), second <= 60
        else { return nil }
        guard let fraction = reader.fraction(), let offset = reader.offset(), reader.isAtEnd else { return nil }
        let days = CivilTime.days(year: year, month: month, day: day)
        let seconds = days * 86_400 + hour * 3600 + minute * 60 + second - offset
        self.init(checkingSeconds: Int64(seconds), nanoseconds: fraction)
    }

    /// The moment in UTC as RFC 3339 with as many digits of the fraction as it needs: `2026-11-18T10:00:00.5Z`.
    package var rfc3339: String {
        let civil = CivilTime(secondsSinceEpoch: Int(seconds))
        var text = "\(civil.year.padded(to: 4))-\(civil.month.padded(to: 2))-\(civil.day.padded(to: 2))"
        text += "T\(civil.hour.padded(to: 2)):\(civil.minute.padded(to: 2)):\(civil.second.padded(to: 2))"
        if nanoseconds > 0 {
            var digits = Substring(Int(nanoseconds).padded(to: 9))
            while digits.hasSuffix("0") { digits.removeLast() }
            text += "." + digits
        }
        return text + "Z"
    }

    private struct Reader {
        let bytes: [UInt8]
        var position = 0

        var isAtEnd: Bool { position == bytes.count }

        mutating func take(_ character: Unicode.Scalar) -> Bool {
            guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
            position += 1
            return true
        }

        mutating func digit() -> Int? {
            guard position < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[position]) else {
                return nil
            }
            defer { position += 1 }
            return Int(bytes[position] - UInt8(ascii: "0"))
        }

        mutating func number(digits: Int) -> Int? {
            var result = 0
            for _ in 0..<digits {
                guard let digit = digit() else { return nil }
                result = result * 10 + digit
            }
            return result
        }

        /// Nanoseconds; nil when a point has no digits after it.
        mutating func fraction() -> Int32? {
            guard take(".") else { return 0 }
            var result: Int32 = 0
            var count = 0
            while let digit = digit() {
                if count < 9 { result = result * 10 + Int32(digit) }
                count += 1
            }
            guard count > 0 else { return nil }
            while count < 9 {
                result *= 10
                count += 1
            }
            return result
        }

        /// Seconds east of UTC.
        mutating func offset() -> Int? {
            if take("Z") || take("z") { return 0 }
            let sign: Int
            if take("+") { sign = 1 } else if take("-") { sign = -1 } else { return nil }
            guard let hours = number(digits: 2), hours < 24, take(":"), let minutes = number(digits: 2), minutes < 60
            else { return nil }
            return sign * (hours * 3600 + minutes * 60)
        }
    }
}

extension Timestamp: CustomStringConvertible {
    package var description: String { rfc3339 }
}
