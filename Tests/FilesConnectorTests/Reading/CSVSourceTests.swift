import CEL
import PipelineCore
import Testing

@testable import FilesConnector

@Suite struct CSVSourceTests {
    private static let fields = [
        "email": "string", "score": "int", "share": "double", "is_new": "bool", "at": "timestamp",
    ]
    private let directory: TemporaryDirectory
    private let files: Opened

    init() throws {
        directory = try TemporaryDirectory()
        files = try Opened()
    }

    private func read(_ text: String, _ fields: [String: String] = fields, _ more: [String: OptionValue] = [:])
        async throws
        -> Opened.Result
    {
        try await files.read("files.csv", path: directory.write(text, to: "in.csv"), fields: fields, more)
    }

    @Test func `cells become values of the declared types, found by the header`() async throws {
        let result = try await read(
            "\u{FEFF}email,other,score,share,is_new,at\r\n"
                + "a@x.io,x,7,0.5,TRUE,2025-11-18T10:00:00+02:00\r\n\"\",x,,,,\r\n b ,x, -3 ,1e3,false,2025-11-18\r\n"
        )
        #expect(
            result.values == [
                [.timestamp(Timestamp(seconds: 1_763_452_800)), .string("a@x.io"), .bool(true), .int(7), .double(0.5)],
                [.null, .string(""), .null, .null, .null],
                [
                    .timestamp(Timestamp(seconds: 1_763_424_000)), .string(" b "), .bool(false), .int(-3),
                    .double(1_000),
                ],
            ]
        )
        #expect(result.reading == Reading(rows: 3))
    }

    @Test func `a day begins in the pipeline's time zone`() async throws {
        let path = try directory.write("at\n2025-11-18\n", to: "day.csv")
        for (zone, seconds) in [("Asia/Tokyo", 1_763_391_600), ("America/New_York", 1_763_442_000)] {
            let result = try await files.read("files.csv", path: path, fields: ["at": "timestamp"], zone: zone)
            #expect(result.values == [[.timestamp(Timestamp(seconds: Int64(seconds)))]])
        }
    }

    @Test func `only fields in use are read, so that others may be wrong`() async throws {
        let path = try directory.write("email,score\na@x.io,abc\n", to: "in.csv")
        let result = try await files.read(
            "files.csv",
            path: path,
            fields: ["email": "string", "score": "int"],
            using: ["email"]
        )
        #expect(result.values == [[.string("a@x.io")]])
    }

    @Test func `malformed rows are rejected, named by line without their values`() async throws {
        let result = try await read(
            "email,score\na@x.io,secret\nb@x.io,1\nc@x.io\n\"d\nd\"x,1\ne@x.io,1.5\nf@x.io,\"2\n",
            ["email": "string", "score": "int"]
        )
        #expect(result.values == [[.string("b@x.io"), .int(1)]])
        #expect(result.reading.rows == 6)
        let path = directory.file("in.csv")
        let problems = [
            (2, "`score` is no whole number"), (4, "it has 1 cells, not 2"),
            (5, "there is text after a closing quote"), (7, "`score` is no whole number"),
            (8, "a quote is opened and never closed"),
        ]
        #expect(
            result.reading.rejected
                == problems.map { Rejection(code: "malformed-row", reason: $1, origin: "\(path), line \($0)") }
        )
    }

    @Test func `a row speaks for its as_of, else for the file's modification; later lines win`() async throws {
        let result = try await read(
            "email,as_of\na@x.io,2025-01-01T00:00:00Z\nb@x.io,\n",
            ["email": "string", "as_of": "timestamp"]
        )
        #expect(
            result.records.map(\.moment.asOf) == [
                Timestamp(seconds: 1_735_689_600), Timestamp(seconds: 1_763_506_800, nanoseconds: 5),
            ]
        )
        let same = try await read("email\na@x.io\na@x.io\n", ["email": "string"])
        #expect(same.records[0].moment < same.records[1].moment)
        #expect(
            same.records.map(\.origin) == [
                "\(directory.file("in.csv")), line 2", "\(directory.file("in.csv")), line 3",
            ]
        )
    }

    @Test func `as_of counts also where the pipeline doesn't use it`() async throws {
        let path = try directory.write("email,as_of\na@x.io,2025-01-01T00:00:00Z\n", to: "in.csv")
        let result = try await files.read(
            "files.csv",
            path: path,
            fields: ["email": "string", "as_of": "timestamp"],
            using: ["email"]
        )
        #expect(result.records.map(\.moment.asOf) == [Timestamp(seconds: 1_735_689_600)])
        #expect(result.values == [[.string("a@x.io")]])
    }

    @Test func `a file without a header has the columns that are named`() async throws {
        let more: [String: OptionValue] = [
            "header": .bool(false), "columns": .list([.string("x"), .string("email")]), "delimiter": .string("tab"),
        ]
        let result = try await read("1\ta@x.io\n2\tb@x.io\n", ["email": "string"], more)
        #expect(result.values == [[.string("a@x.io")], [.string("b@x.io")]])
    }

    @Test func `a large file comes in chunks`() async throws {
        let lines = (0..<30_000).map { "a\($0)@example.com,\($0)\n" }.joined()
        let result = try await read("email,score\n" + lines, ["email": "string", "score": "int"])
        #expect(result.records.count == 30_000)
        #expect(result.values.last == [.string("a29999@example.com"), .int(29_999)])
        #expect(result.chunks.allSatisfy { $0 <= 1_000 })
    }

    @Test(arguments: [
        ("email\n", "has no column `score`"), ("email,score,score\n", "has the column `score` twice"),
    ])
    func `a header that doesn't fit is told`(text: String, problem: String) async throws {
        let failure = await #expect(throws: ConnectorFailure.self) {
            try await read(text, ["email": "string", "score": "int"])
        }
        #expect(failure?.message.contains(problem) == true)
    }

    @Test func `a missing file, a directory and UTF-16 are told`() async throws {
        let missing = await #expect(throws: ConnectorFailure.self) {
            try await files.read("files.csv", path: directory.file("no.csv"), fields: Self.fields)
        }
        #expect(missing?.message == "`\(directory.file("no.csv"))` can't be read: No such file or directory")
        let folder = await #expect(throws: ConnectorFailure.self) {
            try await files.read("files.csv", path: directory.path, fields: Self.fields)
        }
        #expect(folder?.message == "`\(directory.path)` is a directory")
        let path = try directory.write([0xFF, 0xFE, 0x61, 0], to: "utf16.csv")
        let utf16 = await #expect(throws: ConnectorFailure.self) {
            try await files.read("files.csv", path: path, fields: Self.fields)
        }
        #expect(utf16?.message == "`\(path)` is UTF-16")
    }

    @Test func `a quote that is never closed doesn't fill the memory`() async throws {
        let failure = await #expect(throws: ConnectorFailure.self) {
            try await read("email\na\n\"" + String(repeating: "x", count: 3 << 20), ["email": "string"])
        }
        #expect(
            failure?.message == "the row of `\(directory.file("in.csv"))` that begins at line 3 is larger than 1 MB"
        )
    }

    @Test(arguments: ["", ",,", "é", "\"", "\n"])
    func `a delimiter is one ASCII character`(text: String) async throws {
        await #expect(throws: ConnectorFailure.self) {
            try await read("email\n", ["email": "string"], ["delimiter": .string(text)])
        }
    }

    @Test func `an empty file has no rows`() async throws {
        #expect(try await read("").reading == Reading(rows: 0))
    }
}
