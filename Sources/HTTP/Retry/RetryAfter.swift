/// How long a service asks to be left alone (RFC 9110 §10.2.3).
package enum RetryAfter {
    /// Reads the value of a `Retry-After` header: seconds, an HTTP-date, or an ISO 8601 date-time, as some services
    /// send against the RFC.
    ///
    /// - Returns: the wait from `now`, never negative and at most 10 years; nil when the value can't be read.
    package static func wait(_ value: String, now: UnixTime) -> Duration? {
        let text = String(value.trimmingSpaces)
        guard !text.isEmpty else { return nil }
        if let seconds = seconds(text) { return min(seconds, longest) }
        return HeaderDate.parse(text, now: now).map { min(max(.zero, $0 - now), longest) }
    }

    /// Whole seconds, or with a fraction, rounded up to milliseconds.
    private static func seconds(_ text: String) -> Duration? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
        else { return nil }
        guard let whole = Int64(parts[0]), whole < 1_000_000_000 else { return longest }
        guard parts.count == 2 else { return .seconds(whole) }
        let digits = parts[1].utf8.prefix(3).map { Int64($0 - 0x30) } + [0, 0]
        let milliseconds = digits[0] * 100 + digits[1] * 10 + digits[2]
        let roundUp: Int64 = parts[1].utf8.dropFirst(3).contains { $0 != 0x30 } ? 1 : 0
        return .seconds(whole) + .milliseconds(milliseconds + roundUp)
    }

    private static let longest = Duration.seconds(10 * 365 * 86_400)
}

extension String {
    fileprivate var trimmingSpaces: Substring {
        var text = self[...]
        while text.first == " " || text.first == "\t" { text.removeFirst() }
        while text.last == " " || text.last == "\t" { text.removeLast() }
        return text
    }
}
