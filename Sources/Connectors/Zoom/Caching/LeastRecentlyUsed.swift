/// A dictionary of bounded weight: what wasn't used for the longest time makes room. What was put in last stays, whatever it weighs.
struct LeastRecentlyUsed<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private let capacity: Int
    private let weight: @Sendable (Value) -> Int
    private var total = 0
    private var values: [Key: (value: Value, used: UInt64)] = [:]
    private var clock: UInt64 = 0

    /// - Parameter weight: What a value counts for, at least 1; every one counts 1 unless said otherwise.
    init(capacity: Int, weight: @escaping @Sendable (Value) -> Int = { _ in 1 }) {
        self.capacity = max(1, capacity)
        self.weight = weight
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
            if let old = values[key] { total -= max(1, weight(old.value)) }
            values[key] = newValue.map { ($0, clock) }
            if let newValue { total += max(1, weight(newValue)) }
            while total > capacity, values.count > 1, let oldest = values.min(by: { $0.value.used < $1.value.used }) {
                total -= max(1, weight(oldest.value.value))
                values[oldest.key] = nil
            }
        }
    }
}
