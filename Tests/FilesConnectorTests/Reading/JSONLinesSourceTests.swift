import CEL
import PipelineCore
import Testing

@testable import FilesConnector

@Suite struct JSONLinesSourceTests {
    private let directory: TemporaryDirectory
    private let files: Opened

    init() throws {
        directory = try TemporaryDirectory()
        files = try Opened()
    }

    private func read(_ text: String, _ fields: [String: String]) async throws -> Opened.Result {
        try await files.read("files.jsonl", path: directory.write(text, to: "in.jsonl"), fields: fields)
    }

    @Test func `keys become values of the declared types`() async throws {
        let result = try await read(
            """
            \u{FEFF}{"email":"a@x.io","score":7,"share":1,"is_new":false,"at":"2025-11-18T10:00:00Z","more":[1]}
            {"score":7.0,"share":null}\r

            {"email":"b@x.io"}
            """,
            ["email": "string", "score": "int", "share": "double", "is_new": "bool", "at": "timestamp"]
        )
        #expect(
            result.values == [
                [.timestamp(Timestamp(seconds: 1_763_460_000)), .string("a@x.io"), .bool(false), .int(7), .double(1)],
                [.null, .string(""), .null, .int(7), .null], [.null, .string("b@x.io"), .null, .null, .null],
            ]
        )
        #expect(result.reading == Reading(rows: 3))
        #expect(result.records.map(\.origin.last) == ["1", "2", "4"])
    }

    @Test func `malformed lines are rejected and named`() async throws {
        let result = try await read(
            "{\"n\":\"1\"}\n{\"n\":1}\n[1]\n{\"n\":\n{\"n\":1.5}\n{\"n\":true}",
            ["n": "int"]
        )
        #expect(result.values == [[.int(1)]])
        #expect(result.reading.rows == 6)
        #expect(result.reading.rejected.count == 5)
        #expect(result.reading.rejected.prefix(2).map(\.reason) == ["`n` is no whole number", "it is no object"])
        #expect(result.reading.rejected[1].origin.hasSuffix(", line 3"))
    }

    @Test(arguments: [0, 1, 2, 5, 9])
    func `lines are whole wherever the pieces end`(cut: Int) {
        let text = Array("ab\ncd\n\nef".utf8)
        var rest: [UInt8] = []
        var lines = JSONLinesSource.lines(of: Array(text[..<cut]), after: &rest, isAtEnd: false)
        lines += JSONLinesSource.lines(of: Array(text[cut...]), after: &rest, isAtEnd: false)
        lines += JSONLinesSource.lines(of: [], after: &rest, isAtEnd: true)
        #expect(lines.map { String(decoding: $0, as: UTF8.self) } == ["ab", "cd", "", "ef"])
    }

    @Test func `large files come in chunks`() async throws {
        let text = (0..<20_000).map { "{\"n\":\($0),\"pad\":\"xxxxxxxxxxxxxxxxxxxxxxxx\"}\n" }.joined()
        let result = try await read(text, ["n": "int"])
        #expect(result.values.map { $0[0] } == (0..<20_000).map { .int($0) })
        #expect(result.chunks.allSatisfy { $0 <= 1_000 })
    }
}
