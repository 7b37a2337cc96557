import CEL
import GRDB
import PipelineCore
import State
import Testing

@Suite struct SettlementTests {
    @Test func `a partition settles with the last of its rows`() async throws {
        let scene = try await Scene()
        try await scene.absorb("p", keys: ["a@example.com", "b@example.com", "c@example.com"])
        let keys = try await scene.page().keys
        try await scene.settle(Array(keys.prefix(2)), .unchanged)
        #expect(try await standing(scene, "p") == [1, 1])
        try await scene.settle(Array(keys.suffix(1)), .unchanged)
        #expect(try await standing(scene, "p") == [2, 0])
    }

    @Test func `a partition without rows to deliver settles at once`() async throws {
        let scene = try await Scene()
        try await scene.absorb("p", keys: [])
        #expect(try await standing(scene, "p") == [2, 0])
    }

    @Test func `a partition that was read again settles with the rows of both readings`() async throws {
        let scene = try await Scene()
        try await scene.absorb("p", keys: ["a@example.com"], standing: .open(reason: "more may come"))
        #expect(try await standing(scene, "p") == [0, 1])
        try await scene.absorb("p", keys: [])
        #expect(try await standing(scene, "p") == [1, 1])
        try await scene.settle(try await scene.page().keys, .unchanged)
        #expect(try await standing(scene, "p") == [2, 0])
    }

    @Test func `an open partition stays open when its rows are settled`() async throws {
        let scene = try await Scene()
        try await scene.absorb("p", keys: ["a@example.com"], standing: .open(reason: "more may come"))
        try await scene.absorb("r", keys: ["b@example.com"], isReadEachRun: true)
        try await scene.settle(try await scene.page().keys, .unchanged)
        #expect(try await !scene.isRead("p"))
        #expect(try await !scene.isRead("r"))
        #expect(try await scene.nextRun().open.map(\.id) == ["p"])
    }

    @Test func `what was read stays read`() async throws {
        let scene = try await Scene()
        try await scene.absorb("p", keys: [])
        try await scene.absorb("p", keys: [], standing: .open(reason: "failed"))
        #expect(try await scene.isRead("p"))
    }

    @Test(arguments: [
        (Verdict.delivered(created: true), [1, 1, 0, 0, 0, 0]),
        (.delivered(created: false), [1, 0, 1, 0, 0, 0]),
        (.unchanged, [0, 0, 0, 1, 0, 0]),
        (.superseded, [0, 0, 0, 0, 1, 0]),
        (.deadLettered(code: "c", reason: "r"), [0, 0, 0, 0, 0, 1]),
    ])
    func `each verdict moves a row from pending to its count`(verdict: Verdict, counts: [Int]) async throws {
        let scene = try await Scene()
        try await scene.absorb("p", keys: ["a@example.com", "b@example.com"])
        try await scene.settle(Array(try await scene.page().keys.prefix(1)), verdict)
        let books = try await scene.books()
        let found = [
            books.delivered, books.created, books.updated, books.unchanged, books.superseded, books.deadLettered,
        ]
        #expect(found == counts)
        #expect(books.pending == 1)
        #expect(books.close)
    }

    @Test func `skipped rows count by reason`() async throws {
        let scene = try await Scene()
        try await scene.absorb("p", keys: ["a@example.com", "b@example.com", "c@example.com"])
        let keys = try await scene.page().keys
        try await scene.settle(Array(keys.prefix(2)), .skipped(reason: "blocklisted"))
        try await scene.settle(Array(keys.suffix(1)), .skipped(reason: "unsubscribed"))
        #expect(try await scene.books().skipped == ["blocklisted": 2, "unsubscribed": 1])
    }

    @Test func `a row settles once, whoever tries again`() async throws {
        let scene = try await Scene()
        try await scene.absorb("p", keys: ["a@example.com"])
        let keys = try await scene.page().keys
        try await scene.settle(keys, .unchanged)
        let before = try await scene.books()
        try await scene.settle(keys, .deadLettered(code: "c", reason: "r"))
        #expect(try await scene.books() == before)
        #expect(try await scene.state.deadLetters(limit: 9).isEmpty)
    }

    @Test func `a dead letter keeps its key and where it came from`() async throws {
        let scene = try await Scene()
        try await scene.absorb("p", keys: ["a@example.com"])
        try await scene.settle(try await scene.page().keys, .deadLettered(code: "c", reason: "r"))
        let letter = try #require(try await scene.state.deadLetters(limit: 1).first)
        #expect(letter.key == "a@example.com")
        #expect(letter.origin == "“Spring demo”")
    }

    @Test func `the ledger is there for the next row, stamped with the run that settled it`() async throws {
        let scene = try await Scene()
        try await scene.absorb("p", keys: ["a@example.com"])
        let claim = Claim(moment: Moment(asOf: .at(1)), pipeline: 1)
        let ledger = LedgerEntry(
            attributes: [
                "A": .init(value: .int(1), claim: claim, writtenIn: 77),
                "B": .init(value: .int(1), claim: claim, writtenIn: 5),
            ],
            run: 77
        )
        try await scene.settle(try await scene.page().keys, .delivered(created: true), ledger: ledger)
        try await scene.absorb("q", keys: ["a@example.com"])
        let kept = try #require(try await scene.page().keys.first?.ledger)
        #expect(kept.run == scene.start.run)
        #expect(kept.attributes["A"]?.writtenIn == scene.start.run)
        #expect(kept.attributes["B"]?.writtenIn == 5)
    }

    /// The status and the pending count of a partition.
    private func standing(_ scene: Scene, _ partition: String) async throws -> [Int] {
        try await DatabaseQueue(path: scene.state.path).read { database in
            let row = try GRDB.Row.fetchOne(
                database,
                sql: "SELECT status, pending FROM partitions WHERE id = ?",
                arguments: [partition]
            )
            return row.map { [$0["status"], $0["pending"]] } ?? []
        }
    }
}
