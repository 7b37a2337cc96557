import Testing

@testable import JSON

@Suite struct JSONProblemTests {
    @Test(arguments: [
        ("", "the JSON is empty, at byte 0"),
        (" \n", "the JSON is empty, at byte 2"),
        ("<html>", "this is not JSON: it starts with \"<\", as an HTML or XML page does, at byte 0"),
        ("{} x", "something follows the end of the JSON value, at byte 3"),
        ("1 2", "something follows the end of the JSON value, at byte 2"),
        ("[1,]", "expected a value, found \"]\", at byte 3"),
        ("[1 2]", "expected \",\" or the end of the array, found \"2\", at byte 3"),
        ("{\"a\" 1}", "expected \":\" after the key, found \"1\", at byte 5"),
        ("{\"a\":1,}", "expected a key in quotes, found \"}\", at byte 7"),
        ("{a:1}", "expected a key in quotes, found \"a\", at byte 1"),
        ("nul", "the JSON ends in the middle of a value (truncated?), at byte 3"),
        ("nulx", "expected \"null\", found \"x\", at byte 3"),
        ("nulls", "something follows the end of the JSON value, at byte 4"),
        ("True", "expected a value, found \"T\", at byte 0"),
        ("[NaN]", "expected a value, found \"N\", at byte 1"),
        ("[1}", "expected \",\" or the end of the array, found \"}\", at byte 2"),
        ("01", "a number may not start with 0, at byte 0"),
        ("-", "the JSON ends in the middle of a number (truncated?), at byte 1"),
        ("[-]", "expected a digit, found \"]\", at byte 2"),
        ("[1.]", "expected a digit, found \"]\", at byte 3"),
        ("[+1]", "expected a value, found \"+\", at byte 1"),
        ("[1e400]", "a number is too large, at byte 1"),
        ("\"a", "the JSON ends in the middle of a string (truncated?), at byte 2"),
        ("\"a\nb\"", "a string has an unescaped control character (10), at byte 2"),
        (#""\x41""#, "a string has an unknown escape, at byte 1"),
        (#""\u00g0""#, "expected a hex digit, found \"g\", at byte 5"),
        (#""a\ud83c""#, "a string has half a surrogate pair (an escape of a broken character), at byte 2"),
        (#""\udf89 ""#, "a string has half a surrogate pair (an escape of a broken character), at byte 1"),
        (#""\ud83c\u0041""#, "a string has half a surrogate pair (an escape of a broken character), at byte 1"),
        ("'a'", "expected a value, found \"'\", at byte 0"),
        ("[1] // x", "something follows the end of the JSON value, at byte 4"),
    ])
    func `invalid JSON is refused with cause and place`(text: String, expected: String) {
        let problem = #expect(throws: JSONProblem.self) { try JSONValue.parse(text) }
        #expect(problem?.description == expected)
    }

    @Test(
        arguments: [
            ([0x22, 0x61, 0xFF, 0x22], "the JSON is not valid UTF-8, at byte 2"),
            ([0x22, 0xC0, 0xAF, 0x22], "the JSON is not valid UTF-8, at byte 1"),
            ([0x22, 0xED, 0xA0, 0x80, 0x22], "the JSON is not valid UTF-8, at byte 1"),
            ([0x22, 0xF0, 0x9F, 0x8E], "the JSON ends in the middle of a character (truncated?), at byte 4"),
            ([0x5B, 0x78, 0xFF], "expected a value, found \"x\", at byte 1"),
            ([0x5B, 0x00, 0x5D], "expected a value, found the control character 0, at byte 1"),
        ] as [([UInt8], String)]
    )
    func `bytes that are not UTF-8 are refused`(bytes: [UInt8], expected: String) {
        let problem = #expect(throws: JSONProblem.self) { try JSONValue.parse(bytes) }
        #expect(problem?.description == expected)
    }

    @Test func `a document cut at any byte is refused as truncated`() {
        let sample = Array(#" {"a":[1,-2.5e+3,true,null],"é":{"b":"x\n\ud83c\udf89🎉"},"c":[{},[],"\\"]}"#.utf8)
        #expect(throws: Never.self) { try JSONValue.parse(sample) }
        for end in 2..<sample.count {
            let problem = #expect(throws: JSONProblem.self) { try JSONValue.parse(Array(sample[..<end])) }
            #expect(problem?.message.hasSuffix("(truncated?)") == true, "cut at \(end): \(problem as Any)")
            #expect(problem?.offset == end)
        }
    }

    @Test func `a document with any one byte broken is read or refused, and its faults have a place`() {
        let sample = Array(#"{"a":[1,-2.5e+3,true],"é":{"b":"x\n\ud83c\udf89"}}"#.utf8)
        for place in sample.indices {
            for byte in [0x00, 0x22, 0x2C, 0x5C, 0x5D, 0x7B, 0x80, 0xFF] as [UInt8] {
                var broken = sample
                broken[place] = byte
                do throws(JSONProblem) {
                    _ = try JSONValue.parse(broken)
                } catch {
                    #expect(error.offset != nil, "byte \(byte) at \(place): \(error)")
                }
            }
        }
    }
}
