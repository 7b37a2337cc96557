import Testing

@testable import JSON

@Suite struct JSONWriterTests {
    @Test func `arrays and objects nest with their commas`() {
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("a", 1)
        writer.key("b")
        writer.beginArray()
        writer.value(true)
        writer.null()
        writer.beginObject()
        writer.endObject()
        writer.value("x")
        #expect(!writer.isComplete)
        writer.endArray()
        writer.member("c", ["d": 1.5])
        writer.member("e", "f")
        writer.member("g", false)
        writer.endObject()
        #expect(writer.text == #"{"a":1,"b":[true,null,{},"x"],"c":{"d":1.5},"e":"f","g":false}"#)
        #expect(writer.isComplete)
    }

    @Test func `lines of JSON Lines have no comma between them`() {
        var writer = JSONWriter()
        for number in 1...2 {
            writer.value([.int(number)])
            writer.newline()
        }
        #expect(writer.text == "[1]\n[2]\n")
        writer.clear()
        writer.value(3)
        #expect(writer.text == "3")
    }

    @Test(arguments: [
        ("", #""""#), ("a\"b\\c/d", #""a\"b\\c/d""#), ("\u{8}\u{9}\u{A}\u{C}\u{D}", #""\b\t\n\f\r""#),
        ("\0\u{1F}\u{7F}", "\"\\u0000\\u001f\u{7F}\""), ("é🎉\u{2028}", "\"é🎉\u{2028}\""), ("end\n", #""end\n""#),
    ])
    func `a string is escaped where it must be and nowhere else`(text: String, expected: String) {
        #expect(JSONValue.string(text).description == expected)
    }

    @Test(
        arguments: [
            (0.1, "0.1"), (1, "1.0"), (-0.0, "-0.0"), (1e21, "1e+21"), (.leastNonzeroMagnitude, "5e-324"),
            (0.1 + 0.2, "0.30000000000000004"),
            (.nan, "null"), (.infinity, "null"), (-.infinity, "null"),
        ] as [(Double, String)]
    )
    func `a double is written shortest, or as null where JSON has no word for it`(number: Double, expected: String) {
        #expect(JSONValue.double(number).description == expected)
    }

    @Test func `every character below U+0800 survives writing and reading`() throws {
        let text = String(
            String.UnicodeScalarView((0..<0x800).compactMap(Unicode.Scalar.init(_:) as (UInt32) -> Unicode.Scalar?))
        )
        let value = try JSONValue.parse(JSONValue.string(text).bytes)
        #expect(value.string?.unicodeScalars.elementsEqual(text.unicodeScalars) == true)
    }

    @Test func `random integers and doubles survive writing and reading`() throws {
        var random = SplitMix(seed: 7)
        for _ in 0..<2000 {
            let double = Double(bitPattern: random.next())
            let values: JSONValue = [
                .int(Int(truncatingIfNeeded: random.next())), .double(double.isFinite ? double : 0),
            ]
            #expect(try JSONValue.parse(values.bytes) == values)
        }
    }

    @Test func `ending more than was begun stops the program`() async {
        await #expect(processExitsWith: .failure) {
            var writer = JSONWriter()
            writer.endArray()
        }
    }
}
