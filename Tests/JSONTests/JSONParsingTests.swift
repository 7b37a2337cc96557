import Testing

@testable import JSON

@Suite struct JSONParsingTests {
    @Test(
        arguments: [
            ("null", .null), (" true ", true), ("false", false), ("0", 0), ("-7", -7), ("1.5", 1.5), ("1e2", 100.0),
            ("1.0", 1.0),
            (#""a""#, "a"), ("[]", []), ("{}", [:]), ("[1,[2,{\"a\":null}]]", [1, [2, ["a": nil]]]),
            ("\n{\"b\" : 1 ,\t\"a\":[ ]}\r\n", ["b": 1, "a": []]), ("\u{FEFF}[1]", [1]), (#""naïve 🎉""#, "naïve 🎉"),
        ] as [(String, JSONValue)]
    )
    func `a valid document is read`(text: String, expected: JSONValue) throws {
        #expect(try JSONValue.parse(text) == expected)
    }

    @Test(arguments: [
        (#"\""#, "\""), (#"\\"#, "\\"), (#"\/"#, "/"), (#"\b"#, "\u{8}"), (#"\f"#, "\u{C}"), (#"\n"#, "\n"),
        (#"\r"#, "\r"),
        (#"\t"#, "\t"), (#"\u0041"#, "A"), (#"\u00e9"#, "é"), (#"\u0000"#, "\0"), (#"\ud83c\udf89"#, "🎉"),
        (#"a\uFFFDb"#, "a\u{FFFD}b"),
    ])
    func `an escape stands for its character`(escape: String, expected: String) throws {
        let value = try JSONValue.parse("{\"k\(escape)\":[\"\(escape)\"]}")
        #expect(value["k\(expected)"]?[0]?.string?.unicodeScalars.elementsEqual(expected.unicodeScalars) == true)
    }

    @Test(
        arguments: [
            ("9223372036854775807", .int(.max)), ("-9223372036854775808", .int(.min)),
            ("9223372036854775808", .double(0x1p63)),
            ("18446744073709551615", .double(0x1p64)),
            ("18446744073709551616", .double(0x1p64)),
            ("-9223372036854775809", .double(-0x1p63)),
            ("123456789012345678901234567890", .double(1.2345678901234568e29)), ("1e-400", .double(0)),
            ("5e-324", .double(.leastNonzeroMagnitude)), ("1.7976931348623157e308", .double(1.7976931348623157e308)),
        ] as [(String, JSONValue)]
    )
    func `a number at the edge keeps its value or becomes a double`(text: String, expected: JSONValue) throws {
        #expect(try JSONValue.parse(text) == expected)
    }

    @Test func `an integer too long leaves every other number as it was`() throws {
        let text =
            #"{"s":"99999999999999999999 \" 1","a":9223372036854775807,"b":99999999999999999999,"c":-1e5,"d":1E+2}"#
        let expected: JSONValue = [
            "s": "99999999999999999999 \" 1", "a": .int(.max), "b": 1e20, "c": -100000.0, "d": 100.0,
        ]
        #expect(try JSONValue.parse(text) == expected)
    }

    @Test func `of a key given twice the last value stays at the first place`() throws {
        let value = try JSONValue.parse(#"{"a":1,"b":2,"a":3}"#)
        #expect(value.object?.keys == ["a", "b"])
        #expect(value["a"] == 3)
    }

    @Test func `the deepest nesting allowed is read and one level more is refused`() throws {
        let levels = JSONValue.deepestNesting
        let deep = String(repeating: "[", count: levels) + "1" + String(repeating: "]", count: levels)
        var value = try JSONValue.parse(deep)
        for _ in 0..<levels { value = try #require(value[0]) }
        #expect(value == 1)
        let problem = #expect(throws: JSONProblem.self) { try JSONValue.parse("[" + deep + "]") }
        #expect(problem?.description == "arrays and objects are nested more than 256 deep, at byte 256")
    }

    @Test func `a hundred thousand open brackets are refused`() {
        #expect(throws: JSONProblem.self) { try JSONValue.parse(String(repeating: "[", count: 100_000)) }
    }

    @Test func `reading values at once in several tasks mixes nothing up`() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for task in 0..<8 {
                group.addTask {
                    let expected = JSONValue.array((0..<200).map { .string("task \(task) value \($0)") })
                    for _ in 0..<20 {
                        let value = try JSONValue.parse(expected.bytes)
                        #expect(value == expected)
                    }
                }
            }
            try await group.waitForAll()
        }
    }
}
