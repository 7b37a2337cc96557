import CEL
import Glibc
import PipelineCore
import Testing

@testable import FilesConnector

@Suite struct StandardOutputTests {
    private static let columns = [RowColumn(name: "email", type: .string), RowColumn(name: "N", type: .int)]

    private func write(_ format: String?, _ batches: [[Row]]) async throws -> String {
        let directory = try TemporaryDirectory()
        let descriptor = open(directory.file("out"), O_WRONLY | O_CREAT, 0o600)
        defer { close(descriptor) }
        let files = try Opened(output: StandardOutput(descriptor: descriptor))
        let sink = try files.sink("stdout", format.map { ["format": .string($0)] } ?? [:])
        try await sink.open(columns: Self.columns)
        for rows in batches { try await sink.write(rows) }
        try await sink.close()
        return try directory.text("out")
    }

    @Test func `rows are JSON Lines unless asked otherwise`() async throws {
        let rows = [Row(.string("a@x.io"), .int(1)), Row(.string("b@x.io"), .null)]
        #expect(try await write(nil, [rows]) == "{\"email\":\"a@x.io\",\"N\":1}\n{\"email\":\"b@x.io\",\"N\":null}\n")
        #expect(try await write("csv", [rows]) == "email,N\r\na@x.io,1\r\nb@x.io,\r\n")
    }

    @Test func `a table is aligned by its first rows, and shows no control characters`() async throws {
        let text = try await write(
            "table",
            [
                [Row(.string("a@example.com"), .int(1)), Row(.string("b"), .int(22))],
                [Row(.string("c\u{1B}[1m\n"), .int(3)), Row(.string("longer@example.com"), .int(4))],
            ]
        )
        #expect(
            text == """
                email          N
                a@example.com  1
                b              22
                c␣[1m␣         3
                longer@example.com  4

                """
        )
    }
}
