internal import CEL
internal import JSON
internal import PipelineCore

/// Reads texts and JSON values as the declared types; nothing is guessed.
struct ScalarReading: Sendable {
    /// Decides which moment a day without a time begins.
    let zone: TimeZoneName

    /// The value of a CSV cell; nil when it isn't of the type.
    func value(_ text: String, as type: FieldType) -> Value? {
        if type == .string { return .string(text) }
        let text = text.trimmingSpaces
        if text.isEmpty { return type.absent }
        switch type {
        case .string: return nil
        case .int: return Int(text).map(Value.int)
        case .double:
            // Swift's own reading takes "nan", "inf" and hexadecimal too.
            guard text.utf8.allSatisfy("0123456789+-.eE".utf8.contains), let number = Double(text), number.isFinite
            else {
                return nil
            }
            return .double(number)
        case .bool:
            switch text.lowercased() {
            case "true": return .bool(true)
            case "false": return .bool(false)
            default: return nil
            }
        case .timestamp: return moment(text).map(Value.timestamp)
        }
    }

    /// The value of a JSON value; nil when it isn't of the type.
    func value(_ value: JSONValue?, as type: FieldType) -> Value? {
        guard let value, !value.isNull else { return type.absent }
        switch type {
        case .string: return value.string.map(Value.string)
        case .int: return value.int.map(Value.int)
        case .double: return value.double.map(Value.double)
        case .bool: return value.bool.map(Value.bool)
        case .timestamp:
            guard let text = value.string else { return nil }
            return text.isEmpty ? .null : moment(text).map(Value.timestamp)
        }
    }

    private func moment(_ text: String) -> Timestamp? {
        if let moment = Timestamp(rfc3339: text) { return moment }
        guard text.utf8.count == 10, let midnight = Timestamp(rfc3339: "\(text)T00:00:00Z") else { return nil }
        // The offset at the day's beginning, which is near enough to UTC midnight to be found in two steps.
        let guess = Int(midnight.seconds) - zone.offset(at: Int(midnight.seconds))
        return Timestamp(seconds: midnight.seconds - Int64(zone.offset(at: guess)))
    }
}

extension String {
    /// Without white space at both ends.
    var trimmingSpaces: String {
        var rest = self[...]
        while rest.first?.isWhitespace == true { rest.removeFirst() }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }
}
