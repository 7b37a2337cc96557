import JSON
import PipelineCore
import Testing

@testable import BrevoConnector

@Suite struct AttributeTableTests {
    @Test(arguments: [
        ("FIRSTNAME", AttributeType.text), ("MEETING_DURATION", .number), ("MEETING_JOIN_DATE", .date),
        ("CONSENT", .boolean), ("TAGS", .multipleChoice(options: ["blue", "red"])),
        ("GENDER", .category(labels: [1: "Men", 2: "Women"])), ("OPENS", .fixed("calculated")),
        ("ORDER_ID", .fixed("transactional")), ("SMS", .phone), ("WHATSAPP", .phone), ("LANDLINE_NUMBER", .phone),
    ])
    func `attributes are read with their types; those for phones are always there`(name: String, type: AttributeType) {
        #expect(AttributeTable(attributesBody)?[name] == type)
    }

    @Test func `of a name that is used twice, the attribute that can be written counts`() {
        let body: JSONValue = [
            "attributes": [
                ["name": "x", "category": "normal", "type": "date"],
                ["name": "X", "category": "transactional", "type": "text"],
            ]
        ]
        #expect(AttributeTable(body)?["X"] == .date)
    }

    @Test func `options that aren't listed are unknown, not none`() {
        let body: JSONValue = ["attributes": [["name": "T", "category": "normal", "type": "multiple-choice"]]]
        #expect(AttributeTable(body)?["T"] == .multipleChoice(options: nil))
    }

    @Test func `an answer of another form is no table`() {
        #expect(AttributeTable(["code": "x"]) == nil)
    }
}
