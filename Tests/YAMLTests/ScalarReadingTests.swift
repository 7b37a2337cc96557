import Testing
import YAML

@Suite struct ScalarReadingTests {
    @Test(
        arguments: [
            ("true", .bool(true)), ("True", .bool(true)), ("TRUE", .bool(true)), ("false", .bool(false)),
            ("False", .bool(false)), ("FALSE", .bool(false)), ("yes", .legacy(true)), ("No", .legacy(false)),
            ("ON", .legacy(true)), ("off", .legacy(false)), ("y", .legacy(true)), ("N", .legacy(false)),
            ("tRue", .other),
            ("1", .other), ("", .other), ("true ", .other),
        ] as [(String, BoolReading)]
    )
    func `only true and false are booleans, and old ones are known`(_ text: String, _ reading: BoolReading) {
        #expect(Scalar.asBool(text) == reading)
    }

    @Test(
        arguments: [
            ("0", 0), ("15", 15), ("-15", -15), ("+15", 15), ("017", 17), ("0o17", 15), ("0x1F", 31), ("0xff", 255),
            ("9223372036854775807", Int.max), ("-9223372036854775808", Int.min), ("9223372036854775808", nil),
            ("", nil),
            ("1_000", nil), ("12:30", nil), ("1.0", nil), ("1e3", nil), ("-0x1F", nil), ("0o8", nil), ("0x", nil),
            ("0x-1", nil), ("0o+1", nil), ("+", nil), ("--1", nil), (" 1", nil), ("٣", nil), ("0b1", nil),
            ("0X1F", nil),
        ] as [(String, Int?)]
    )
    func `whole numbers are those of the core schema`(_ text: String, _ number: Int?) {
        #expect(Scalar.asInt(text) == number)
    }

    @Test(
        arguments: [
            ("0", 0), ("1.5", 1.5), ("-.5", -0.5), ("1.", 1), ("+1e3", 1_000), ("1.5E-2", 0.015), (".inf", .infinity),
            ("-.INF", -.infinity), ("+.Inf", .infinity), ("0x10", 16), ("017", 17), ("1e999", nil), (".", nil),
            ("", nil),
            ("1e", nil), ("e1", nil), ("inf", nil), ("nan", nil), ("1_0.0", nil), ("0x1p3", nil), ("1.2.3", nil),
            ("1 ", nil),
            ("12:30.5", nil),
        ] as [(String, Double?)]
    )
    func `numbers are those of the core schema`(_ text: String, _ number: Double?) {
        #expect(Scalar.asDouble(text) == number)
    }

    @Test(arguments: [".nan", ".NaN", ".NAN"])
    func `not a number is a number`(_ text: String) throws {
        #expect(try #require(Scalar.asDouble(text)).isNaN)
    }

    @Test(arguments: ["", "~", "null", "Null", "NULL"])
    func `null is null only when plain`(_ text: String) {
        #expect(Scalar.Style.allCases.filter { Scalar.isNull(text, $0) } == [.plain])
        #expect(!Scalar.isNull("nUll", .plain))
    }

    @Test func `a node tagged as text is never null`() {
        #expect(parse(text: "!!str null").root?.isNull == false)
        #expect(parse(text: "null").root?.isNull == true)
    }
}
