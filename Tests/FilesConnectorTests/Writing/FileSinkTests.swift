import CEL
import FoundationEssentials
import PipelineCore
import Testing

@testable import FilesConnector

@Suite struct FileSinkTests {
    private let directory: TemporaryDirectory
    private let files: Opened
    private static let columns = [
        RowColumn(name: "email", type: .string), RowColumn(name: "SCORE", type: .int),
        RowColumn(name: "AT", type: .timestamp),
        RowColumn(name: "TAGS", type: .list(.string)),
    ]

    init() throws {
        directory = try TemporaryDirectory()
        files = try Opened()
    }

    private func write(_ name: String, _ file: String, _ rows: [Row], appends: Bool = false) async throws {
        let sink = try files.sink(name, ["path": .string(directory.file(file)), "append": .bool(appends)])
        #expect(sink.appends == appends)
        try await sink.open(columns: Self.columns)
        for row in rows { try await sink.write([row]) }
        try await sink.close()
    }

    private static let rows = [
        Row(
            .string("a \"q\", b\nc"),
            .int(1),
            .timestamp(Timestamp(seconds: 1_763_506_800, nanoseconds: 500_000_000)),
            .list([.string("x"), .string("é")])
        ),
        Row(.string(""), .null, .null, .list([])),
    ]

    @Test func `CSV has a header and is quoted where it must be`() async throws {
        try await write("files.csv", "out.csv", Self.rows)
        #expect(
            try directory.text("out.csv")
                == "email,SCORE,AT,TAGS\r\n\"a \"\"q\"\", b\nc\",1,2025-11-18T23:00:00.5Z,\"[\"\"x\"\",\"\"é\"\"]\"\r\n,,,[]\r\n"
        )
    }

    @Test func `JSON Lines have an object a row, keys in the columns' order`() async throws {
        try await write("files.jsonl", "out.jsonl", Self.rows)
        #expect(
            try directory.text("out.jsonl") == """
                {"email":"a \\"q\\", b\\nc","SCORE":1,"AT":"2025-11-18T23:00:00.5Z","TAGS":["x","é"]}
                {"email":"","SCORE":null,"AT":null,"TAGS":[]}

                """
        )
    }

    @Test func `what is written can be read again`() async throws {
        try await write("files.csv", "loop.csv", Self.rows)
        let result = try await files.read(
            "files.csv",
            path: directory.file("loop.csv"),
            fields: ["email": "string", "SCORE": "int", "AT": "timestamp"]
        )
        #expect(
            result.values == [
                [
                    .timestamp(Timestamp(seconds: 1_763_506_800, nanoseconds: 500_000_000)), .int(1),
                    .string("a \"q\", b\nc"),
                ],
                [.null, .null, .string("")],
            ]
        )
    }

    @Test func `a new file takes the old one's place only when it is complete`() async throws {
        _ = try directory.write("old", to: "out.csv")
        let sink = try files.sink("files.csv", ["path": .string(directory.file("out.csv"))])
        try await sink.open(columns: Self.columns)
        try await sink.write(Self.rows)
        #expect(try directory.text("out.csv") == "old")
        try await sink.close()
        #expect(try directory.text("out.csv").hasPrefix("email,SCORE"))
        #expect(try directory.names == ["out.csv"])
        #expect(directory.mode("out.csv") == 0o644)
    }

    @Test func `a file that is never completed leaves no trace`() async throws {
        _ = try directory.write("old", to: "out.csv")
        do {
            let sink = try files.sink("files.csv", ["path": .string(directory.file("out.csv"))])
            try await sink.open(columns: Self.columns)
            try await sink.write(Self.rows)
        }
        #expect(try directory.text("out.csv") == "old")
        #expect(try directory.names == ["out.csv"])
    }

    @Test func `rows are added, with one header`() async throws {
        try await write("files.csv", "log.csv", [Self.rows[1]], appends: true)
        try await write("files.csv", "log.csv", [Self.rows[1]], appends: true)
        #expect(try directory.text("log.csv") == "email,SCORE,AT,TAGS\r\n,,,[]\r\n,,,[]\r\n")
    }

    @Test func `rows are added on a line of their own`() async throws {
        _ = try directory.write("{\"broken\":", to: "log.jsonl")
        try await write("files.jsonl", "log.jsonl", [Self.rows[1]], appends: true)
        #expect(
            try directory.text("log.jsonl") == "{\"broken\":\n{\"email\":\"\",\"SCORE\":null,\"AT\":null,\"TAGS\":[]}\n"
        )
    }

    @Test func `rows aren't added to other columns`() async throws {
        _ = try directory.write("x,y\r\n", to: "log.csv")
        let failure = await #expect(throws: ConnectorFailure.self) {
            try await write("files.csv", "log.csv", [], appends: true)
        }
        #expect(failure?.message == "`\(directory.file("log.csv"))` begins with other columns than those to be added")
        #expect(try directory.text("log.csv") == "x,y\r\n")
    }

    @Test func `a link stays, the file it leads to is replaced`() async throws {
        let target = try directory.write("old", to: "real.csv")
        try FileManager.default.createSymbolicLink(
            atPath: directory.file("link.csv"),
            withDestinationPath: target
        )
        try await write("files.csv", "link.csv", [])
        #expect(try directory.text("real.csv") == "email,SCORE,AT,TAGS\r\n")
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: directory.file("link.csv")) == target)
    }

    @Test(arguments: [true, false])
    func `a missing directory is told`(appends: Bool) async throws {
        let failure = await #expect(throws: ConnectorFailure.self) {
            try await write("files.csv", "no/out.csv", [], appends: appends)
        }
        #expect(failure?.message.contains("`\(directory.file("no/out.csv"))` can't be written") == true)
        #expect(failure?.remedy != nil)
    }

    @Test func `a directory is no file`() async throws {
        let failure = await #expect(throws: ConnectorFailure.self) { try await write("files.csv", ".", []) }
        #expect(failure?.message == "`\(directory.file("."))` is a directory")
    }

    @Test func `closing without opening does nothing`() async throws {
        try await files.sink("files.csv", ["path": .string(directory.file("x.csv"))]).close()
        #expect(try directory.names.isEmpty)
    }
}
