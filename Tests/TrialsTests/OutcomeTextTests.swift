import CEL
import Testing
import YAML

@testable import Trials

@Suite struct OutcomeTextTests {
    @Test(arguments: [
        "Aiko", "Aiko Sato", "aiko@example.com", "", "true", "12", "2025-11-18", "no", "a: b", "a #b", "- x", "{x}",
        "it's", "日本", "a, b", "~",
        " x", "*x", "line\nbreak", "Spring & demo",
    ])
    func `every text reads back as it is`(text: String) throws {
        let source = SourceText(name: "a.yaml", text: "{ a: \(OutcomeText.scalar(text)) }")
        let result = parse(source)
        #expect(result.problems.isEmpty)
        let scalar = try #require(result.root?.mapping?["a"]?.scalar)
        #expect(scalar.text == text)
        // Nobody takes it for a number, a boolean or nothing.
        if scalar.style == .plain {
            #expect(Scalar.asDouble(text) == nil && Scalar.asBool(text) == .other && !scalar.isNull)
        }
    }

    @Test func `a contact has its lists by name`() {
        var contact = TestOutcome.Contact(email: "a@example.com")
        contact.attributes = [
            .init(name: "COUNT", value: .double(2)), .init(name: "DAY", value: .string("2025-11-18")),
        ]
        contact.lists = [16, 44]
        let text = OutcomeText.contact(contact, ListNames(["attendees": 16]))
        #expect(text == "{ COUNT: 2, DAY: \"2025-11-18\", lists: [attendees, 44] }")
    }
}
