/// A dictionary of bounded size: what wasn't used for the longest time makes room.
struct LeastRecentlyUsed<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private let capacity: Int
    private var values: [Key: (value: Value, used: UInt64)] = [:]
    private var clock: UInt64 = 0

    init(capacity: Int) {
        self.capacity = max(1, capacity)
    }

    var count: Int { values.count }

    subscript(key: Key) -> Value? {
        mutating get {
            guard let entry = values[key] else { return nil }
            clock += 1
            values[key] = (entry.value, clock)
            return entry.value
        }
        set {
            clock += 1
            values[key] = newValue.map { ($0, clock) }
            guard values.count > capacity, let oldest = values.min(by: { $0.value.used < $1.value.used }) else {
                return
            }
            values[oldest.key] = nil
        }
    }
}
