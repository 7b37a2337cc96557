import CEL
import PipelineCore
import Testing

@testable import BrevoConnector

@Suite struct CoercionTests {
    private static let moment = Timestamp(seconds: 1_763_506_800)  // 2025-11-18T23:00:00Z
    private static let category = AttributeType.category(labels: [1: "Men", 2: "Women"])
    private static let choice = AttributeType.multipleChoice(options: ["red", "blue"])

    private func coerce(_ value: CEL.Value, _ type: AttributeType, _ zone: String = "UTC") -> Coercion {
        Coercion.coerce(value, to: type, named: "X", zone: TimeZoneName(zone) ?? .utc)
    }

    @Test(arguments: [
        (CEL.Value.string("Ada"), AttributeType.text, Value.string("Ada")),
        (.string("45"), .text, .string("45")),
        (.timestamp(moment), .text, .string("2025-11-18T23:00:00Z")),
        (.timestamp(moment), .date, .string("2025-11-18")),
        (.int(45), .number, .double(45)),
        (.uint(45), .number, .double(45)),
        (.double(1.5), .number, .double(1.5)),
        (.int(0), .number, .double(0)),
        (.bool(false), .boolean, .bool(false)),
        (.string("Women"), category, .string("Women")),
        (.list([.string("red"), .string("blue"), .string("red")]), choice, .list([.string("blue"), .string("red")])),
        (.list([.string("new")]), .multipleChoice(options: nil), .list([.string("new")])),
        (.string("+33 6 12-34.56(78)"), .phone, .string("33612345678")),
        (.string("0033612345678"), .phone, .string("33612345678")),
        (.string("call me"), .phone, .string("call me")),
    ])
    func `a value comes into the attribute's type`(value: CEL.Value, type: AttributeType, expected: CEL.Value) {
        #expect(coerce(value, type) == .value(expected))
    }

    @Test(arguments: [("Asia/Tokyo", "2025-11-19"), ("America/New_York", "2025-11-18"), ("+02:00", "2025-11-19")])
    func `the day is the pipeline's time zone's`(zone: String, day: String) {
        #expect(coerce(.timestamp(Self.moment), .date, zone) == .value(.string(day)))
    }

    @Test(arguments: [
        AttributeType.text, .number, .boolean, .date, category, choice, .phone, .fixed("calculated"),
    ])
    func `null and empty values set nothing`(type: AttributeType) {
        for value: CEL.Value in [.null, .string(""), .list([])] { #expect(coerce(value, type) == .nothing) }
    }

    @Test func `a list of empty texts sets nothing`() {
        #expect(coerce(.list([.string("")]), Self.choice) == .nothing)
    }

    @Test(arguments: [
        (CEL.Value.string("45"), AttributeType.number), (.string("true"), .boolean), (.string("2025-11-18"), .date),
        (.int(1), .text), (.bool(true), .text), (.int(1), .boolean), (.bool(true), .number), (.string("red"), choice),
        (.list([.string("red")]), .text), (.int(1), category), (.list([.int(1)]), choice),
        (.string("x"), .fixed("user")),
    ])
    func `nothing is guessed: another type is refused`(value: CEL.Value, type: AttributeType) {
        guard case .refused(code: "wrong_type", _) = coerce(value, type) else {
            Issue.record("\(value) passed as \(type)")
            return
        }
    }

    @Test func `a refusal names the attribute and both types`() {
        #expect(
            coerce(.string("45"), .number)
                == .refused(code: "wrong_type", reason: "`X` is a number in Brevo, but the value is a string")
        )
    }

    @Test func `what no number is can't be sent`() {
        #expect(coerce(.double(.nan), .number) == .refused(code: "not_a_number", reason: "`X` is nan"))
        #expect(coerce(.double(-.infinity), .number) == .refused(code: "not_a_number", reason: "`X` is -inf"))
    }

    @Test func `both zeros are one value`() {
        guard case .value(.double(let zero)) = coerce(.double(-0.0), .number) else {
            Issue.record("no number")
            return
        }
        #expect(zero.sign == .plus)
    }

    @Test func `a label or option that Brevo doesn't have is refused, since it would be ignored`() {
        #expect(
            coerce(.string("women"), Self.category)
                == .refused(
                    code: "unknown_category",
                    reason: "`X` has no category “women” in Brevo; it has “Men”, “Women”"
                )
        )
        #expect(
            coerce(.list([.string("green")]), Self.choice)
                == .refused(code: "unknown_option", reason: "`X` has no option “green” in Brevo; it has “blue”, “red”")
        )
        #expect(
            coerce(.list([.string("a")]), .multipleChoice(options: []))
                == .refused(code: "unknown_option", reason: "`X` has no option “a” in Brevo; it has none")
        )
    }
}
