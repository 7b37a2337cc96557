import CEL
import Foundation
import PipelineCore
import State
import Testing

/// Overview, reset, backup and restore.
@Suite struct KeepingTests {
    @Test func `the overview counts checkpoints and what waits`() async throws {
        let scene = try await Scene()
        try await scene.absorb("done", keys: [])
        try await scene.absorb("waiting", keys: ["a@example.com", "b@example.com"])
        try await scene.absorb("open", keys: [], standing: .open(reason: "not ready"))
        let line = try #require(try await scene.state.overview().pipelines.first)
        #expect(line.name == "attendees")
        let counts: [Int] = [line.settled, line.delivering, line.open, line.waiting]
        #expect(counts == [1, 1, 1, 2])
        let open = try await scene.state.openPartitions(of: "attendees")
        #expect(open?.map(\.reason) == ["not ready"])
        #expect(try await scene.state.openPartitions(of: "x") == nil)
    }

    @Test func `a pipeline that begins anew reads all again and knows what it delivered`() async throws {
        let scene = try await Scene()
        try await scene.absorb("p", keys: ["a@example.com"])
        let ledger = LedgerEntry(attributes: [:], memberships: [16], run: 1)
        try await scene.settle(try await scene.page().keys, .delivered(created: true), ledger: ledger)
        #expect(try await scene.state.reset(.checkpoints(["attendees"])).isEmpty)
        #expect(try await !scene.isRead("p"))
        #expect(try await scene.state.overview().people == 1)
        #expect(try await scene.state.reset(.checkpoints(["x"])) == ["x"])
    }

    @Test func `a restored state is as it was when it was backed up`() async throws {
        let scene = try await Scene()
        try await scene.absorb("before", keys: ["a@example.com"])
        let backup = scene.folder.file("backup.db")
        try await scene.state.backUp(to: backup)
        let attributes = try FileManager.default.attributesOfItem(atPath: backup)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        try await scene.absorb("after", keys: ["b@example.com"])
        try await scene.state.restore(from: backup, at: .at(100))
        #expect(try await scene.isRead("before"))
        #expect(try await !scene.isRead("after"))
        #expect(try await scene.page().keys.map(\.key) == ["a@example.com"])
    }

    @Test func `a backup replaces no file, and what is no state isn't restored`() async throws {
        let scene = try await Scene()
        try await scene.absorb("p", keys: ["a@example.com"])
        let file = scene.folder.file("x.db")
        try Data("no database at all".utf8).write(to: URL(fileURLWithPath: file))
        await #expect(throws: StateFailure.self) { try await scene.state.backUp(to: file) }
        await #expect(throws: StateFailure.self) { try await scene.state.restore(from: file, at: .at(1)) }
        await #expect(throws: StateFailure.self) { try await scene.state.restore(from: file + ".none", at: .at(1)) }
        #expect(try await scene.page().keys.count == 1)
    }
}
