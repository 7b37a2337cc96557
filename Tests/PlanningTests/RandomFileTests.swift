import PipelineCore
import Testing
import YAML

@testable import Planning

@Suite struct RandomFileTests {
    /// A small generator (SplitMix64), so that every run tries the same files.
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

    private static let scraps = [
        "${", "}", "$${", "${A:-", ": ", "- ", "\n", "  ", "{", "]", "\"", "'", "&a ", "*a", "<<", "|\n", "é", "出",
        "\t", "\u{0}",
        "zoom.webinar_attendees", "null", "true", "filter", "map", "email", "15",
    ]

    @Test(arguments: [Example.compact, Example.connectors + Example.explicit])
    func `no broken file stops the loading or the report`(_ text: String) {
        var generator = Generator(state: 7)
        for _ in 0..<150 {
            var bytes = Array(text.utf8)
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                let length = min(Int.random(in: 0...6, using: &generator), bytes.count - place)
                let scrap = Self.scraps.randomElement(using: &generator) ?? ""
                bytes.replaceSubrange(place..<(place + length), with: scrap.utf8)
            }
            let source = SourceText(name: "a.yaml", bytes: bytes)
            let loading = load(Input(documents: [source], environment: Environment.full, catalog: TestCatalog.all))
            #expect(loading.hasErrors == loading.diagnostics.contains { $0.severity == .error })
            #expect(!TextReport(showsNotesInFull: true).text(loading).isEmpty)
            #expect(loading.hasErrors == expanded(loading).isEmpty)
        }
    }
}
