import Testing

@testable import CEL

/// No text, however broken, stops the compiler or what it compiles; the same texts each time.
@Suite struct RandomExpressionTests {
    /// SplitMix64 (Steele, Lea, Flood: “Fast splittable pseudorandom number generators”).
    private struct Generator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var value = state
            value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
            value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
            return value ^ (value >> 31)
        }
    }

    private static let seeds = [
        "email != \"\" && duration >= 300 && email.startsWith(\"a\")",
        "tags.exists(t, t == \"b\") ? size(tags) : -1",
        "answers.?role.orValue(\"none\") == \"none\" || has(answers.role)",
        "start - duration(\"1h\") < timestamp(\"2026-01-01T00:00:00Z\")",
        "\"%s: %d\".format([email, duration]).matches(r\"^[a-z]+\")",
        "cel.bind(x, duration * 2, [x, x + 1].map(n, n % 7)[0] > 5)",
    ]

    private static let scraps =
        seeds + [
            "(", ")", "[", "]", "{", "}", ".", ",", "?", ":", "!", "-", "==", "&&", "||", "in", "\"", "'", "r\"", "b'",
            "\\", "\\u00e9", "1", "1u", "9223372036854775808", "1e400", "0x", "null", "é", "\u{0}", " ", "has(",
            "email", "share", "tags", "any", ".map(x, ", ".all(x, ", "optional.of(", "dyn(", "[?", "{?",
        ]

    private static let environments = [Environment.Checking.none, .types, .full].map {
        Environment(variables: Sample.variables, limits: Limits(cost: 10_000), checking: $0)
    }

    @Test(arguments: 0..<8 as Range<UInt64>)
    func `a broken expression is refused, or evaluates within its limits`(_ seed: UInt64) throws {
        var generator = Generator(state: seed)
        for _ in 0..<400 {
            let text = Self.mutated(using: &generator)
            for environment in Self.environments {
                let compilation = compile(text, in: environment)
                #expect((compilation.program == nil) == !compilation.errors.isEmpty, "\(text)")
                #expect(compilation.findings.allSatisfy { $0.range.upperBound <= text.utf8.count }, "\(text)")
                guard let program = compilation.program else { continue }
                let values = (0..<2).map { _ in try? program.evaluate(Sample.record) }
                #expect(values[0] == values[1], "\(text)")
            }
        }
    }

    private static func mutated(using generator: inout Generator) -> String {
        var bytes = Array((seeds.randomElement(using: &generator) ?? "").utf8)
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
            let place = Int.random(in: 0...bytes.count, using: &generator)
            let length = min(Int.random(in: 0...5, using: &generator), bytes.count - place)
            bytes.replaceSubrange(place..<(place + length), with: (scraps.randomElement(using: &generator) ?? "").utf8)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
