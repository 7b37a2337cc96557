import CEL
import Foundation
import PipelineCore
import State
import Testing

@Suite struct SavedPlanTests {
    /// A rehearsal of one partition with three rows: one delivered, one unchanged, one put off.
    private func rehearse(_ state: StateStore?, in folder: TemporaryFolder) async throws -> (StateStore, run: Int) {
        let copy = try await StateStore.rehearsal(of: state, at: folder.file("copy-\(UUID().uuidString).db"))
        let start = try await copy.beginRun(command: "plan", at: .at(0), pipelines: [Scene.identity])
        let (pipeline, destination) = (start.pipelines[0].id, try await copy.destination("brevo"))
        var books = Books()
        books.rows = 5
        books.merged = 1
        books.skipped = ["no_email": 1]
        books.partitions.due = 1
        books.partitions.read = 1
        try await copy.absorb(
            Absorption(
                run: start.run,
                pipeline: pipeline,
                partition: Partition(id: "p", title: "P"),
                standing: .read,
                entries: ["a", "b", "c"].map { .row($0) },
                destination: destination,
                books: books
            ),
            at: .at(1)
        )
        let keys = try await copy.pending(
            ["a", "b"],
            destination: destination,
            pipelines: [pipeline],
            withSnapshot: false
        )
        try await copy.settle(
            [keys[0].settled(.delivered(created: true)), keys[1].settled(.skipped(reason: "no_email"))],
            destination: destination,
            run: start.run,
            at: .at(2)
        )
        try await copy.endRehearsal()
        return (copy, start.run)
    }

    private func save(_ state: StateStore?, in folder: TemporaryFolder) async throws -> SavedPlan {
        let (copy, run) = try await rehearse(state, in: folder)
        let path = folder.file("it.plan")
        try await copy.savePlan(run: run, at: path, facts: ["a": "b"])
        #expect(SavedPlan.isPlan(path))
        #expect(!SavedPlan.isPlan(copy.path))
        return try SavedPlan(path: path)
    }

    @Test func `a plan is adopted as if a run had read and delivered nothing`() async throws {
        let folder = try TemporaryFolder()
        let plan = try await save(nil, in: folder)
        #expect(plan.facts == ["a": "b"])
        #expect(try await plan.contacts(limit: 10).map(\.key) == ["a", "b"])
        let state = try StateStore(path: folder.file("state.db"))
        try await state.adopt(plan, madeFrom: nil)
        let books = try #require(try await state.books(of: plan.run)[Scene.identity.name])
        #expect(books.close)
        #expect(books.pending == 3)
        #expect(books.delivered + books.created == 0)
        #expect(books.skipped == ["no_email": 1])
        let start = try await state.beginRun(command: "apply", at: .at(10), pipelines: [Scene.identity])
        #expect(start.run == plan.run + 1)
        #expect(start.pipelines[0].carried == 3)
        let rows = try await state.outboxPage(
            destination: try await state.destination("brevo"),
            pipelines: [start.pipelines[0].id],
            after: 0,
            limit: 10,
            excluding: [],
            withSnapshot: false
        )
        #expect(rows.keys.map(\.key) == ["a", "b", "c"])
        #expect(try await state.isRead("p", of: start.pipelines[0].id))
    }

    @Test func `a plan of a state with runs goes on from it`() async throws {
        let scene = try await Scene()
        try await scene.absorb("old", keys: ["z"])
        let version = try await scene.state.version()
        let plan = try await save(scene.state, in: scene.folder)
        try await scene.state.adopt(plan, madeFrom: version)
        #expect(try await scene.isRead("old"))
        #expect(try await scene.isRead("p"))
        #expect(try await scene.page().keys.map(\.key) == ["z", "a", "b", "c"])
        #expect(try await scene.state.version().generation == version.generation + 1)
    }

    @Test func `another state, or the same at another time, refuses it and stays as it is`() async throws {
        let scene = try await Scene()
        let version = try await scene.state.version()
        let plan = try await save(scene.state, in: scene.folder)
        let other = try StateStore(path: scene.folder.file("other.db"))
        try await refuses(other, plan, version, because: "it was made from a state with runs, but this one is new")
        _ = try await other.beginRun(command: "apply", at: .at(5), pipelines: [])
        try await refuses(other, plan, version, because: "it was made from another state")
        try await refuses(other, plan, nil, because: "it was made for a new state, but this one has runs")
        _ = try await scene.state.beginRun(command: "apply", at: .at(5), pipelines: [])
        try await refuses(
            scene.state,
            plan,
            version,
            because: "the state has moved on since: 1 change, see `pipeline runs`"
        )
        #expect(try await !scene.isRead("p"))
        #expect(try await scene.page().keys.isEmpty)
    }

    private func refuses(
        _ state: StateStore,
        _ plan: SavedPlan,
        _ version: StateVersion?,
        because reason: String
    ) async throws {
        let failure = await #expect(throws: StateFailure.self) { try await state.adopt(plan, madeFrom: version) }
        #expect(
            failure
                == StateFailure(.stale, "the plan \(plan.path) is refused: \(reason)", remedy: "make a new plan")
        )
    }
}
