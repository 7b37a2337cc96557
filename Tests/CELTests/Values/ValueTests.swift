import Testing

@testable import CEL

@Suite struct ValueTests {
    @Test(arguments: [
        (Value.int(1), Value.double(1), true), (.int(1), .uint(1), true), (.uint(1), .double(1.5), false),
        (.int(-1), .uint(.max), false), (.double(.nan), .double(.nan), false), (.null, .null, true),
        (.null, .int(0), false), (.string("1"), .int(1), false), (.list([.int(1)]), .list([.double(1)]), true),
        (.list([.int(1)]), .list([]), false), (.optional(nil), .optional(.int(1)), false),
        (.string("é"), .string("e\u{301}"), false),
    ])
    func `the language's equality knows one number line`(_ one: Value, _ other: Value, _ expected: Bool) {
        #expect(one.equals(other) == expected)
        #expect(other.equals(one) == expected)
    }

    @Test func `structural equality and hashes go by type and bytes`() {
        #expect(Value.int(1) != .double(1))
        #expect(Value.double(.nan) == .double(.nan))
        #expect(Value.string("é") != .string("e\u{301}"))
        #expect(Set<Value>([.double(0), .double(-0.0), .int(0), .uint(0)]).count == 3)
    }

    @Test func `equal numbers are the same key of a map`() throws {
        let map = try MapValue([.init(key: .int(1), value: .string("a")), .init(key: .uint(.max), value: .string("b"))])
        #expect(map[.uint(1)] == .string("a"))
        #expect(map[.double(1)] == .string("a"))
        #expect(map[.double(1.5)] == nil)
        #expect(map[.uint(.max)] == .string("b"))
        #expect(throws: MapValue.Refusal.repeatedKey(.uint(1))) {
            try MapValue([.init(key: .int(1), value: .null), .init(key: .uint(1), value: .null)])
        }
        #expect(throws: MapValue.Refusal.unsupportedKey(.null)) { try MapValue([.init(key: .null, value: .null)]) }
    }

    @Test(arguments: [
        (Value.double(1), "1.0"), (.double(1e21), "1000000000000000000000.0"), (.string("a\"b\n"), #""a\"b\n""#),
        (.uint(5), "5u"), (.list([.int(1), .null]), "[1, null]"), (.bool(true), "true"),
    ])
    func `a value is written as an expression writes it`(_ value: Value, _ text: String) {
        #expect(value.source == text)
    }
}
