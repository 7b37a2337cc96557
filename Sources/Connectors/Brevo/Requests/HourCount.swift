internal import CEL
internal import PipelineCore

/// The requests of the last hour, in slices of five minutes; pure.
///
/// The budgets keep their own, exact count. This one is what survives a restart: a ``CounterStore`` keeps one counter for a label
/// and period, so each slice gets a label of its own, and thirteen of them always cover an hour.
struct HourCount: Sendable, Hashable {
    static let slice = 300
    static let sliceCount = 13
    static let period = 3_600

    /// Requests by the slice's start in seconds since 1970.
    private(set) var slices: [Int64: Int] = [:]

    /// The slices that changed since they were last saved.
    private var unsaved: Set<Int64> = []

    /// How many requests those changes are.
    private(set) var unsavedRequests = 0

    mutating func add(at now: Timestamp) {
        let start = now.seconds - now.seconds % Int64(Self.slice)
        slices[start, default: 0] += 1
        unsaved.insert(start)
        unsavedRequests += 1
    }

    /// Takes up what an earlier process saved.
    mutating func restore(_ saved: [SavedCounter]) {
        for counter in saved where counter.period == Self.period {
            slices[counter.start.seconds, default: 0] += counter.used
        }
    }

    /// Requests that still count.
    mutating func total(at now: Timestamp) -> Int {
        slices = slices.filter { Self.end(of: $0.key) > now.seconds }
        return slices.values.reduce(0, +)
    }

    /// When a slice's last request stops counting.
    static func end(of start: Int64) -> Int64 { start + Int64(slice + period) }

    /// What must be saved, by label, and that it was.
    mutating func takeUnsaved(_ family: RateFamily) -> [String: SavedCounter] {
        var result: [String: SavedCounter] = [:]
        for start in unsaved.sorted() {
            guard let used = slices[start] else { continue }
            result[Self.label(family, start: start)] = SavedCounter(
                period: Self.period,
                start: Timestamp(seconds: start),
                used: used
            )
        }
        unsaved = []
        unsavedRequests = 0
        return result
    }

    static func labels(_ family: RateFamily) -> [String] {
        (0..<sliceCount).map { "\(family.rawValue)/\($0)" }
    }

    private static func label(_ family: RateFamily, start: Int64) -> String {
        "\(family.rawValue)/\(start / Int64(slice) % Int64(sliceCount))"
    }
}
