import Testing

@testable import JSON

@Suite struct RecordPageTests {
    private let shape = PageShape(
        list: "participants",
        fields: [
            PageField("id", .stringOrNumber), PageField("name", .string), PageField("duration", .int),
            PageField("score", .double), PageField("failover", .bool), PageField("custom_questions", .json),
        ],
        top: [
            PageField("next_page_token", .string), PageField("total_records", .int), PageField("code", .int),
            PageField("message", .string), PageField("extra", .json),
        ]
    )

    private func page(_ body: String) throws -> RecordPage { try shape.parse(Array(body.utf8)) }

    @Test func `rows and the fields beside them are read by place, in any order of keys`() throws {
        let page = try page(
            #"""
            {"page_count":1,"page_size":30,"total_records":3,"next_page_token":"Tva2CuIdTgsv8wAnhyAdU3m06Y2HuLQtlh3","participants":[
              {"id":"","user_id":"27423744","name":"Jill \"J\" Chilä","duration":259,"score":1,"failover":false,
               "custom_questions":[{"title":"T","value":null}],"skipped":{"name":"no","deep":[{"id":1}]}},
              {"name":"\ud83c\udf89 日本","failover":true,"id":16778240,"duration":"12","score":"2.5"},
              {"duration":12.0,"id":18446744073709551615,"name":null}
            ],"extra":{"a":[1]}}
            """#
        )
        #expect(page.foundList)
        #expect(page.rowCount == 3)
        #expect(try page.top.string(0) == "Tva2CuIdTgsv8wAnhyAdU3m06Y2HuLQtlh3")
        #expect(try page.top.int(1) == 3)
        #expect(page.top.isMissing(2))
        #expect(try page.top.json(4) == ["a": [1]])
        let (first, second, third) = (page[0], page[1], page[2])
        #expect(try first.string(0) == "")
        #expect(try first.string(1) == "Jill \"J\" Chilä")
        #expect(try first.int(2) == 259)
        #expect(try first.double(3) == 1)
        #expect(try first.bool(4) == false)
        #expect(try first.json(5) == [["title": "T", "value": nil]])
        #expect(try second.string(0) == "16778240")
        #expect(try second.string(1) == "🎉 日本")
        #expect(try second.int(2) == 12)
        #expect(try second.double(3) == 2.5)
        #expect(try second.bool(4) == true)
        #expect(second.isMissing(5) && !second.isNull(5))
        #expect(try second.json(5) == nil)
        #expect(try third.string(0) == "18446744073709551615")
        #expect(third.isNull(1) && !third.isMissing(1))
        #expect(try third.string(1) == nil)
        #expect(try third.json(1) == .null)
        #expect(try third.int(2) == 12)
        #expect([first, second, third].allSatisfy { $0.problems.isEmpty })
    }

    @Test func `rows are visited in order until the visitor throws`() throws {
        struct Enough: Error {}
        let page = try page(#"{"participants":[{"id":1},{"id":2},{"id":3}]}"#)
        var seen: [String?] = []
        try page.forEachRow { row in seen.append(try row.string(0)) }
        #expect(seen == ["1", "2", "3"])
        var visited = 0
        #expect(throws: Enough.self) {
            try page.forEachRow { row throws(Enough) in
                visited += 1
                if row.row == 1 { throw Enough() }
            }
        }
        #expect(visited == 2)
    }

    @Test(
        arguments: [
            (#"{"code":200,"message":"No permission."}"#, nil),
            (#"{"code":3001,"message":"x","participants":null}"#, .null),
            (#"{"code":1,"message":"x","participants":{"id":"1"}}"#, .object), (#"{"participants":"none"}"#, .string),
        ] as [(String, JSONKind?)]
    )
    func `an answer without the list is told apart from an empty page`(body: String, kind: JSONKind?) throws {
        let page = try page(body)
        #expect(!page.foundList)
        #expect(page.listKind == kind)
        #expect(page.rowCount == 0)
        page.forEachRow { _ in Issue.record("there is no row") }
    }

    @Test func `an error under status 200 keeps its code and message`() throws {
        let top = try page(#"{"code":200,"message":"Only available for paid account"}"#).top
        #expect(try top.int(2) == 200)
        #expect(try top.string(3) == "Only available for paid account")
    }

    @Test(arguments: ["[]", "3", "null", "\"x\"", "[{\"participants\":[]}]"])
    func `a body that is no object has neither list nor fields`(body: String) throws {
        let page = try page(body)
        #expect(!page.foundList)
        #expect(page.top.isMissing(2))
        #expect(try page.top.int(2) == nil)
    }

    @Test func `an empty list is found`() throws {
        let page = try page(#"{"participants":[]}"#)
        #expect(page.foundList)
        #expect(page.rowCount == 0)
    }

    @Test func `of a key given twice the last value counts`() throws {
        let page = try page(
            #"{"code":1,"participants":[{"id":"a"}],"code":2,"participants":[{"id":"b","id":"c","duration":1,"duration":null}]}"#
        )
        #expect(page.rowCount == 1)
        #expect(try page[0].string(0) == "c")
        #expect(page[0].isNull(2))
        #expect(try page.top.int(2) == 2)
    }

    @Test func `a nested list and a bare array are reached by their paths`() throws {
        let fields = [PageField("id", .int)]
        let nested = PageShape(list: "data.rows", fields: fields)
        #expect(try nested.parse(Array(#"{"data":{"n":1,"rows":[{"id":4}]}}"#.utf8))[0].int(0) == 4)
        #expect(try nested.parse(Array(#"{"data":[{"rows":[]}]}"#.utf8)).listKind == nil)
        #expect(try nested.parse(Array(#"{"data.rows":[]}"#.utf8)).listKind == nil)
        let bare = PageShape(list: "", fields: fields)
        #expect(try bare.parse(Array(#"[{"id":4},{"id":5}]"#.utf8))[1].int(0) == 5)
    }

    @Test func `pages held together keep their own content`() throws {
        let pages = try (0..<20).map {
            try page(#"{"participants":[{"id":"row \#($0)","custom_questions":[\#($0)]}]}"#)
        }
        for (number, page) in pages.enumerated() {
            #expect(try page[0].string(0) == "row \(number)")
            #expect(try page[0].json(5) == [.int(number)])
        }
    }

    @Test func `a row outlives the last mention of its page`() throws {
        let row = try page(#"{"participants":[{"id":"kept"}]}"#)[0]
        for number in 0..<10 { _ = try page(#"{"participants":[{"id":"other \#(number)"}]}"#) }
        #expect(try row.string(0) == "kept")
    }

    @Test func `a page cut at any byte is refused`() {
        let body = Array(#"{"next_page_token":"","participants":[{"id":"a\u00e9","duration":3},{"id":null}]}"#.utf8)
        for end in body.indices {
            #expect(throws: JSONProblem.self) { try shape.parse(Array(body[..<end])) }
        }
    }

    @Test func `a large page is read as the whole value says`() throws {
        var documents = RandomDocuments(seed: 11)
        let rows = (0..<500).map { number -> JSONValue in
            ["id": .int(number), "x": documents.value(), "custom_questions": documents.value(), "name": "n\n\(number)"]
        }
        let page = try shape.parse(JSONValue.object(["participants": .array(rows)]).bytes)
        #expect(page.rowCount == rows.count)
        for (number, row) in rows.enumerated() {
            #expect(try page[number].string(0) == String(number))
            #expect(try page[number].string(1) == row["name"]?.string)
            #expect(try page[number].json(5) == row["custom_questions"])
        }
    }
}
