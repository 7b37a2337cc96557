import Testing

@testable import JSON

@Suite struct FieldProblemTests {
    @Test(
        arguments: [
            (.string, "1", "\"f\" of row 1 should be a string, but is an integer"),
            (.string, "[]", "\"f\" of row 1 should be a string, but is an array"),
            (.stringOrNumber, "true", "\"f\" of row 1 should be a string or a number, but is a boolean"),
            (
                .stringOrNumber, "1e17",
                "\"f\" of row 1 should be a string or a number, but is a number that can't be kept exactly"
            ),
            (.int, "\"12a\"", "\"f\" of row 1 should be an integer, but is a string that isn't one"),
            (.int, "\"\"", "\"f\" of row 1 should be an integer, but is a string that isn't one"),
            (.int, "1.5", "\"f\" of row 1 should be an integer, but is a number that can't be kept exactly"),
            (
                .int, "9223372036854775808",
                "\"f\" of row 1 should be an integer, but is an integer that can't be kept exactly"
            ),
            (.int, "{}", "\"f\" of row 1 should be an integer, but is an object"),
            (.double, "\"nan\"", "\"f\" of row 1 should be a number, but is a string that isn't one"),
            (.double, "\"0x1p3\"", "\"f\" of row 1 should be a number, but is a string that isn't one"),
            (.double, "false", "\"f\" of row 1 should be a number, but is a boolean"),
            (.bool, "\"true\"", "\"f\" of row 1 should be a boolean, but is a string"),
            (.bool, "0", "\"f\" of row 1 should be a boolean, but is an integer"),
        ] as [(PageField.Kind, String, String)]
    )
    func `a value of the wrong type is a problem when read and when asked for`(
        kind: PageField.Kind,
        value: String,
        expected: String
    ) throws {
        let shape = PageShape(list: "rows", fields: [PageField("f", kind)], top: [PageField("f", kind)])
        let page = try shape.parse(Array(#"{"f":\#(value),"rows":[{"f":\#(value)}]}"#.utf8))
        #expect(page[0].problems.map(\.description) == [expected])
        #expect(page.top.problems.map(\.description) == [expected.replacing(" of row 1", with: "")])
        #expect(throws: FieldProblem.self) {
            switch kind {
            case .string, .stringOrNumber: _ = try page[0].string(0)
            case .int: _ = try page[0].int(0)
            case .double: _ = try page[0].double(0)
            case .bool: _ = try page[0].bool(0)
            case .json: _ = try page[0].json(0)
            }
        }
    }

    @Test(
        arguments: [
            (.stringOrNumber, "-5"), (.stringOrNumber, "1.5"), (.int, "-0"), (.int, "\"-12\""), (.int, "1e3"),
            (.double, "\"-1.5e3\""),
            (.double, "18446744073709551615"), (.string, "\"\""), (.json, "[1]"), (.bool, "true"),
        ] as [(PageField.Kind, String)]
    )
    func `a value that can stand for the type is none`(kind: PageField.Kind, value: String) throws {
        let shape = PageShape(list: "rows", fields: [PageField("f", kind)])
        for value in [value, "null"] {
            #expect(try shape.parse(Array(#"{"rows":[{"f":\#(value)},{}]}"#.utf8))[0].problems.isEmpty)
        }
    }

    @Test(arguments: [("3", .int), ("null", .null), ("[{}]", .array), ("\"x\"", .string)] as [(String, JSONKind)])
    func `a row that is no object is a problem in every field`(row: String, kind: JSONKind) throws {
        let shape = PageShape(list: "rows", fields: [PageField("a", .string), PageField("b", .json)])
        let page = try shape.parse(Array(#"{"rows":[{"a":"x"},\#(row),{"a":"y"}]}"#.utf8))
        let problem = FieldProblem.notObject(row: 1, found: kind)
        #expect(page.rowCount == 3)
        #expect(page[1].problems == [problem])
        #expect(throws: problem) { try page[1].string(0) }
        #expect(throws: problem) { try page[1].json(1) }
        #expect(try page[2].string(0) == "y")
        #expect(problem.description == "row 2 should be an object, but is \(kind)")
    }

    @Test func `every problem of a row is listed`() throws {
        let shape = PageShape(list: "", fields: [PageField("a", .string), PageField("b", .int), PageField("c", .bool)])
        let page = try shape.parse(Array(#"[{"a":1,"b":2,"c":3}]"#.utf8))
        #expect(
            page[0].problems == [
                .mistyped(row: 0, field: "a", wanted: .string, found: .int),
                .mistyped(row: 0, field: "c", wanted: .bool, found: .int),
            ]
        )
    }
}
