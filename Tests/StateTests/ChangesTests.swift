import CEL
import Foundation
import PipelineCore
import State
import Testing

@Suite struct ChangesTests {
    private func existing(_ key: String, _ value: String, lists: Set<Int> = []) -> Existing {
        Existing(
            key: key,
            attributes: ["A": .string(value)],
            memberships: lists,
            refusedMemberships: [],
            isBlocked: false
        )
    }

    private func change(_ before: Existing?, _ value: String, lists: [Int] = []) -> EntityChange {
        EntityChange(
            creates: before == nil,
            before: before,
            attributes: ["A": EntityChange.Setting(value: .string(value), pipeline: 1)],
            memberships: Dictionary(uniqueKeysWithValues: lists.map { ($0, 1) }),
            pipeline: 1
        )
    }

    private func settle(_ scene: Scene, _ keys: [(String, EntityChange?)]) async throws {
        let settled = keys.map { SettledKey(key: $0.0, entries: [], ledger: nil, change: $0.1) }
        try await scene.state.settle(settled, destination: scene.destination, run: scene.start.run, at: .at(2))
    }

    @Test func `what a run wrote is kept with what was there before`() async throws {
        let scene = try await Scene()
        try await settle(scene, [("b", change(existing("b", "old"), "new")), ("a", change(nil, "x")), ("c", nil)])
        let changes = try await scene.state.changes(of: scene.start.run, limit: 10)
        #expect(changes.map(\.key) == ["a", "b"])
        #expect(changes.map(\.change) == [change(nil, "x"), change(existing("b", "old"), "new")])
        #expect(try await scene.state.changes(of: scene.start.run + 1, limit: 10).isEmpty)
    }

    @Test func `several changes of one entity are one, over pages`() async throws {
        let scene = try await Scene()
        for number in 0..<5 { try await settle(scene, [("k\(number)", change(existing("k\(number)", "old"), "mid"))]) }
        try await settle(scene, [("k2", change(existing("k2", "stale"), "new", lists: [16]))])
        var all: [ChangedEntity] = []
        while true {
            let page = try await scene.state.changes(of: scene.start.run, after: all.last, limit: 2)
            if page.isEmpty { break }
            #expect(page.count <= 2)
            all += page
        }
        #expect(all.map(\.key) == ["k0", "k1", "k2", "k3", "k4"])
        #expect(all[2].change == change(existing("k2", "old"), "new", lists: [16]))
        #expect(all[3].change == change(existing("k3", "old"), "mid"))
    }

    @Test func `changes are forgotten after their time, others stay`() async throws {
        let scene = try await Scene()
        try await settle(scene, [("a", change(nil, "x"))])
        let later = Timestamp.at(StateStore.changesAreKept)
        _ = try await scene.state.beginRun(command: "apply", at: later, pipelines: [])
        #expect(try await scene.state.changes(of: scene.start.run, limit: 1).count == 1)
        _ = try await scene.state.beginRun(command: "apply", at: later.later(by: 1), pipelines: [])
        #expect(try await scene.state.changes(of: scene.start.run, limit: 1).isEmpty)
    }

    @Test func `a state has an identity of its own and moves on with each run`() async throws {
        let folder = try TemporaryFolder()
        let state = try StateStore(path: folder.file("state.db"))
        let new = try await state.version()
        #expect(new.isNew)
        _ = try await state.beginRun(command: "apply", at: .at(0), pipelines: [])
        let moved = try await state.version()
        #expect(moved == StateVersion(identity: new.identity, generation: new.generation + 1))
        let other = try await StateStore(path: folder.file("other.db")).version()
        #expect(other.identity != new.identity)
    }

    @Test func `a rehearsal works on a copy and leaves the state alone`() async throws {
        let scene = try await Scene()
        try await scene.absorb("p", keys: ["a@example.com", "b@example.com"])
        let path = scene.folder.file("copy.db")
        let copy = try await StateStore.rehearsal(of: scene.state, at: path)
        let keys = try await copy.pending(
            ["a@example.com"],
            destination: scene.destination,
            pipelines: [scene.pipeline],
            withSnapshot: false
        )
        try await copy.settle(
            keys.map { $0.settled(.delivered(created: true)) },
            destination: scene.destination,
            run: scene.start.run,
            at: .at(2)
        )
        let waiting = { (state: StateStore) in
            try await state.pendingCount(destination: scene.destination, pipelines: [scene.pipeline])
        }
        #expect(try await waiting(copy) == 1)
        #expect(try await waiting(scene.state) == 2)
        #expect(try await copy.version() == scene.state.version())
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }
}

extension Timestamp {
    fileprivate func later(by seconds: Int64) -> Timestamp { .at(self.seconds + seconds) }
}
