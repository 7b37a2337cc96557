/// Finding the name that was meant.
enum Suggestions {
    /// The names nearest to `name`, best first; none if all are too far.
    static func nearest(_ name: String, among names: some Sequence<String>, most: Int = 1) -> [String] {
        let wanted = Array(name.lowercased().utf8.prefix(64))
        let allowed = max(1, wanted.count / 3)
        let ranked = Set(names).compactMap { candidate -> (distance: Int, name: String)? in
            let other = Array(candidate.lowercased().utf8.prefix(64))
            let distance = distance(wanted, other)
            if distance <= allowed { return (distance, candidate) }
            // `start` for `start_time`, `recordingUrl` for `recording_url`.
            let one = wanted.filter { $0 != UInt8(ascii: "_") && $0 != UInt8(ascii: "-") }
            let two = other.filter { $0 != UInt8(ascii: "_") && $0 != UInt8(ascii: "-") }
            if one == two { return (1, candidate) }
            if one.count >= 4, two.starts(with: one) || one.starts(with: two) && two.count >= 4 {
                return (allowed + 1, candidate)
            }
            return nil
        }
        return ranked.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }.prefix(most).map(\.name)
    }

    /// Insertions, deletions, changes and swaps of neighbours from one to the other.
    static func distance(_ one: [UInt8], _ other: [UInt8]) -> Int {
        if abs(one.count - other.count) > 16 { return .max }
        var before: [Int] = []
        var previous = Array(0...other.count)
        for (row, left) in one.enumerated() {
            var current = [row + 1]
            for (column, right) in other.enumerated() {
                var best = min(
                    previous[column + 1] + 1,
                    current[column] + 1,
                    previous[column] + (left == right ? 0 : 1)
                )
                if row > 0, column > 0, left == other[column - 1], one[row - 1] == right {
                    best = min(best, before[column - 1] + 1)
                }
                current.append(best)
            }
            before = previous
            previous = current
        }
        return previous[other.count]
    }
}
