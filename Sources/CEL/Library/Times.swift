extension Library {
    static let times: [Function] = [
        Function(
            "timestamp",
            "A moment from an RFC 3339 text (`2026-11-18T10:00:00Z`) or from seconds since 1970.",
            [ValueType.timestamp, .string, .int].map { .global($0, result: .timestamp) },
            .unary { (operand, _) throws(Fault) in
                switch operand {
                case .timestamp: return operand
                case .string(let text):
                    guard let moment = Timestamp(rfc3339: text) else {
                        throw unreadable(operand, "a moment such as 2026-11-18T10:00:00Z")
                    }
                    return .timestamp(moment)
                case .int(let seconds):
                    guard let moment = Timestamp(checkingSeconds: Int64(seconds)) else {
                        throw Fault("range error: \(seconds) is no moment between the years 1 and 9999")
                    }
                    return .timestamp(moment)
                default: throw .noOverload
                }
            }
        ),
        Function(
            "duration",
            "A span of time from a text with units h, m, s, ms, us, ns (`1h30m`).",
            [ValueType.duration, .string].map { .global($0, result: .duration) },
            .unary { (operand, _) throws(Fault) in
                switch operand {
                case .duration: return operand
                case .string(let text):
                    guard let span = DurationValue(parsing: text) else {
                        throw unreadable(operand, "a span of time such as 1h30m (within 292 years)")
                    }
                    return .duration(span)
                default: throw .noOverload
                }
            }
        ),
        accessor("getFullYear", "The year, in UTC or in a time zone.") { $0.year },
        accessor("getMonth", "The month from 0 for January, in UTC or in a time zone.") { $0.month - 1 },
        accessor("getDate", "The day of the month from 1, in UTC or in a time zone.") { $0.day },
        accessor("getDayOfMonth", "The day of the month from 0, in UTC or in a time zone.") { $0.day - 1 },
        accessor("getDayOfWeek", "The day of the week from 0 for Sunday, in UTC or in a time zone.") { $0.dayOfWeek },
        accessor("getDayOfYear", "The day of the year from 0, in UTC or in a time zone.") { $0.dayOfYear },
        accessor(
            "getHours",
            "The hour of the day, in UTC or in a time zone; of a span, all its hours.",
            span: { Int($0.totalNanoseconds / 3_600_000_000_000) },
            { $0.hour }
        ),
        accessor(
            "getMinutes",
            "The minute of the hour, in UTC or in a time zone; of a span, all its minutes.",
            span: { Int($0.totalNanoseconds / 60_000_000_000) },
            { $0.minute }
        ),
        accessor(
            "getSeconds",
            "The second of the minute, in UTC or in a time zone; of a span, all its seconds.",
            span: { Int($0.seconds) },
            { $0.second }
        ),
        accessor(
            "getMilliseconds",
            "The milliseconds after the second; of a span, those of its last second.",
            span: { Int($0.nanoseconds) / 1_000_000 },
            moment: { Int($0.nanoseconds) / 1_000_000 },
            { _ in 0 }
        ),
    ]

    private static func accessor(
        _ name: String,
        _ doc: String,
        span: (@Sendable (DurationValue) -> Int)? = nil,
        moment: (@Sendable (Timestamp) -> Int)? = nil,
        _ part: @escaping @Sendable (CivilTime) -> Int
    ) -> Function {
        let read: @Sendable (Timestamp, TimeZoneName) -> Value = { time, zone in
            .int(moment.map { $0(time) } ?? part(time.civil(in: zone)))
        }
        var overloads: [Overload] = [
            .member(.timestamp, result: .int), .member(.timestamp, .string, result: .int),
        ]
        if span != nil { overloads.append(.member(.duration, result: .int)) }
        return Function(
            name,
            doc,
            overloads,
            specialise: { (arguments, _) throws(Fault) in
                guard arguments.count == 2, case .string(let name) = arguments[1] else { return nil }
                let zone = try zone(name)
                return { (operand, _) throws(Fault) in
                    guard case .timestamp(let time) = operand else { throw .noOverload }
                    return read(time, zone)
                }
            },
            .any { (arguments, _) throws(Fault) in
                switch (arguments.first, arguments.count) {
                case (.timestamp(let time), 1): return read(time, .utc)
                case (.timestamp(let time), 2):
                    guard case .string(let name) = arguments[1] else { throw .noOverload }
                    return read(time, try zone(name))
                case (.duration(let length), 1):
                    guard let span else { throw .noOverload }
                    return .int(span(length))
                default: throw .noOverload
                }
            }
        )
    }

    private static func zone(_ name: String) throws(Fault) -> TimeZoneName {
        guard let zone = TimeZoneName(name) else {
            throw Fault("unknown time zone \(Value.string(name).source); write a name such as Europe/Madrid, or +02:00")
        }
        return zone
    }
}
