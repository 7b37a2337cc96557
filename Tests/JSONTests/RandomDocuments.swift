@testable import JSON

/// SplitMix64 (Steele, Lea, Flood 2014): the same numbers for the same seed.
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// Makes values of every type, with texts that need escapes and objects on both sides of the size that gets an index.
struct RandomDocuments {
    private var random: SplitMix

    init(seed: UInt64) { random = SplitMix(seed: seed) }

    mutating func value(depth: Int = 4) -> JSONValue {
        switch Int.random(in: 0..<(depth > 0 ? 9 : 6), using: &random) {
        case 0: .null
        case 1: .bool(.random(using: &random))
        case 2: .int(Int.random(in: -1000...1000, using: &random))
        case 3: .int(Int(truncatingIfNeeded: random.next()))
        case 4: .double(Double.random(in: -1e6...1e6, using: &random))
        case 5: .string(text())
        case 6, 7: .array((0..<Int.random(in: 0...4, using: &random)).map { _ in value(depth: depth - 1) })
        default:
            .object(
                JSONObject(
                    (0..<Int.random(in: 0...16, using: &random)).map { ("\($0)\(text())", value(depth: depth - 1)) }
                )
            )
        }
    }

    private mutating func text() -> String {
        let pieces = ["a", "Z9", " ", "\"", "\\", "/", "\n", "\u{1}", "é", "日本", "🎉", "\u{2028}", "person@example.com"]
        return (0..<Int.random(in: 0...6, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }
            .joined()
    }
}
