import Foundation
import GRDB
import PipelineCore
import State
import Testing

@Suite struct StateStoreTests {
    @Test func `a state is made with its folder, readable by nobody else, and opens again`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("a/b/state.db")
        let first = try StateStore(path: path)
        _ = try await first.beginRun(command: "apply", at: .at(0), pipelines: [Scene.identity])
        for suffix in ["", "-wal", "-shm"] { #expect(try folder.mode("a/b/state.db\(suffix)") == 0o600) }
        try first.close()
        let second = try StateStore(path: path)
        #expect(try await second.runs(limit: 9).map(\.status) == [.running])
    }

    @Test func `a state that others can read is closed to them`() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("state.db")
        _ = FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o644])
        let state = try StateStore(path: path)
        #expect(try folder.mode("state.db") == 0o600)
        try state.close()
    }

    @Test func `a state works in WAL mode`() async throws {
        let scene = try await Scene()
        let queue = try DatabaseQueue(path: scene.state.path)
        let mode = try await queue.read { try String.fetchOne($0, sql: "PRAGMA journal_mode") }
        #expect(mode == "wal")
    }

    @Test func `one state can be read while another open one writes`() async throws {
        let scene = try await Scene()
        let reader = try StateStore(path: scene.state.path)
        try await scene.absorb("p", keys: ["a@example.com"])
        #expect(try await reader.books(of: scene.start.run)["attendees"]?.rows == 1)
        try await reader.save([], account: "a", label: "medium")
        #expect(try await scene.page().keys.count == 1)
    }

    @Test func `many can open a new state at once`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("state.db")
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 { group.addTask { _ = try await StateStore(path: path).runs(limit: 1) } }
            try await group.waitForAll()
        }
    }

    @Test func `a damaged file is told as such`() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("state.db")
        try Data(repeating: 0x41, count: 8_192).write(to: URL(fileURLWithPath: path))
        #expect(failure(opening: path)?.kind == .damaged)
    }

    @Test func `a damaged record is an error, not a wrong value`() async throws {
        let scene = try await Scene()
        try await scene.absorb("p", keys: ["a@example.com"])
        let queue = try DatabaseQueue(path: scene.state.path)
        try await queue.write { try $0.execute(sql: "UPDATE outbox SET entry = x'0102'") }
        let error = await #expect(throws: StateFailure.self) { try await scene.page() }
        #expect(error?.kind == .damaged)
    }

    @Test func `another program's database is left alone`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("other.db")
        let other = try DatabaseQueue(path: path)
        try await other.write { try $0.execute(sql: "CREATE TABLE songs (id INTEGER)") }
        try other.close()
        #expect(failure(opening: path)?.kind == .damaged)
        let tables = try await DatabaseQueue(path: path).read {
            try String.fetchAll($0, sql: "SELECT name FROM sqlite_master")
        }
        #expect(tables == ["songs"])
    }

    @Test func `a state of a newer version isn't touched`() async throws {
        let scene = try await Scene()
        try scene.state.close()
        let queue = try DatabaseQueue(path: scene.state.path)
        try await queue.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('99 from the future')") }
        try queue.close()
        let found = failure(opening: scene.state.path)
        #expect(found?.kind == .tooNew)
        #expect(found?.message.contains(scene.state.path) == true)
    }

    @Test func `a folder that can't be made, and a path that is a folder, are told with what to do`() throws {
        let folder = try TemporaryFolder()
        try Data().write(to: URL(fileURLWithPath: folder.file("file")))
        for path in [folder.file("file/state.db"), folder.path] {
            let found = failure(opening: path)
            #expect(found?.kind == .notWritable)
            #expect(found?.remedy.contains("--state") == true)
        }
    }

    private func failure(opening path: String) -> StateFailure? {
        do {
            try StateStore(path: path).close()
            return nil
        } catch {
            return error
        }
    }
}
