/// A small deterministic generator: the same seed makes the same world on every machine.
///
/// The algorithm is SplitMix64 (Steele, Lea, Flood: "Fast splittable pseudorandom number generators", OOPSLA 2014).
struct SplitMix64: RandomNumberGenerator, Sendable {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    /// A generator for one named part of the world, so that adding draws to one part leaves the others as they were.
    init(seed: UInt64, part: String, _ indices: Int...) {
        var mixed = seed
        for byte in part.utf8 { mixed = Self.mix(mixed ^ UInt64(byte)) }
        for index in indices { mixed = Self.mix(mixed ^ UInt64(bitPattern: Int64(index))) }
        state = mixed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        return Self.finish(state)
    }

    /// A whole number in `0..<bound`; 0 for a bound below 1.
    mutating func below(_ bound: Int) -> Int {
        bound < 1 ? 0 : Int(next() % UInt64(bound))
    }

    /// True with the given probability, 0 to 1.
    mutating func chance(_ probability: Double) -> Bool {
        Double(next() >> 11) * 0x1p-53 < probability
    }

    mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[below(elements.count)]
    }

    static func mix(_ value: UInt64) -> UInt64 {
        finish(value &+ 0x9e37_79b9_7f4a_7c15)
    }

    private static func finish(_ value: UInt64) -> UInt64 {
        var z = value
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
}
