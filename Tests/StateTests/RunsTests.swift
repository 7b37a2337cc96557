import CEL
import GRDB
import PipelineCore
import State
import Testing

@Suite struct RunsTests {
    @Test func `rows that wait count in the next run's books`() async throws {
        let scene = try await Scene()
        try await scene.absorb("p", keys: ["a@example.com", "b@example.com"])
        let next = try await scene.state.beginRun(command: "apply", at: .at(9), pipelines: [Scene.identity])
        #expect(next.pipelines[0].carried == 2)
        let books = try #require(try await scene.state.books(of: next.run)["attendees"])
        #expect(books.rows == 2)
        #expect(books.pending == 2)
        #expect(books.close)
    }

    @Test func `a run that ended without a word is found interrupted`() async throws {
        let scene = try await Scene()
        _ = try await scene.nextRun()
        let runs = try await scene.state.runs(limit: 9)
        #expect(runs.map(\.status) == [.running, .interrupted])
        #expect(runs.last?.finished == .at(10))
    }

    @Test func `a finished run says how it ended`() async throws {
        let scene = try await Scene()
        try await scene.state.finishRun(
            scene.start.run,
            status: .incomplete,
            at: .at(4),
            usage: "{}",
            swept: [scene.pipeline: .at(0)]
        )
        let run = try #require(try await scene.state.runs(limit: 1).first)
        #expect(run.status == .incomplete)
        #expect(run.usage == "{}")
        #expect(run.command == "apply")
        #expect(try await scene.nextRun().swept == .at(0))
    }

    @Test func `a changed pipeline reads anew what wasn't settled, and looks back as far`() async throws {
        let scene = try await Scene()
        try await scene.absorb("settled", keys: [])
        try await scene.absorb("pending", keys: ["a@example.com"])
        try await scene.absorb("open", keys: [], standing: .open(reason: "not ready"))
        try await scene.state.finishRun(
            scene.start.run,
            status: .done,
            at: .at(4),
            usage: "{}",
            swept: [scene.pipeline: .at(3)]
        )
        let changed = try await scene.nextRun("f2")
        #expect(changed.id != scene.pipeline)
        #expect(Set(changed.open.map(\.id)) == ["pending", "open"])
        #expect(changed.carried == 0)
        #expect(changed.swept == .at(3))
        #expect(try await scene.page().keys.isEmpty)
        #expect(try await !scene.state.isRead("settled", of: changed.id))
        #expect(try await !scene.state.isRead("pending", of: changed.id))
    }

    @Test func `a pipeline changed back loses nothing that the other one left`() async throws {
        let scene = try await Scene()
        try await scene.absorb("p", keys: ["a@example.com"])
        _ = try await scene.nextRun("f2")
        let back = try await scene.nextRun("f1")
        #expect(back.open.map(\.id) == ["p"])
        #expect(try await !scene.state.isRead("p", of: back.id))
    }

    @Test func `a row's number is never used again`() async throws {
        let scene = try await Scene()
        try await scene.absorb("p", keys: ["a@example.com"])
        let first = try await scene.page().last
        try await scene.settle(try await scene.page().keys, .unchanged)
        try await scene.absorb("q", keys: ["b@example.com"])
        #expect(try await scene.page().last > first)
    }

    @Test func `rows of pipelines that aren't run keep waiting`() async throws {
        let scene = try await Scene()
        try await scene.absorb("p", keys: ["a@example.com"])
        let other = try await scene.state.beginRun(
            command: "apply",
            at: .at(9),
            pipelines: [PipelineIdentity(name: "other", fingerprint: "f")]
        )
        let page = try await scene.state.outboxPage(
            destination: scene.destination,
            pipelines: [other.pipelines[0].id],
            after: 0,
            limit: 9,
            excluding: [],
            withSnapshot: false
        )
        #expect(page.keys.isEmpty)
        #expect(page.isEnd)
        #expect(try await scene.state.pendingCount(destination: scene.destination, pipelines: [scene.pipeline]) == 1)
    }

    @Test func `the first window is remembered until a sweep is complete`() async throws {
        let scene = try await Scene()
        try await scene.state.noteFirstWindow(since: .at(-100), pipeline: scene.pipeline)
        try await scene.state.noteFirstWindow(since: .at(-50), pipeline: scene.pipeline)
        #expect(try await scene.nextRun().swept == .at(-100))
    }

    @Test func `an open partition comes back with what its source needs`() async throws {
        let scene = try await Scene()
        let partition = Partition(
            id: "p",
            title: "“Zoë” 10:00",
            closed: .at(44),
            details: ["uuid": "/ab+c==", "ü": "1"]
        )
        let absorption = Absorption(
            run: scene.start.run,
            pipeline: scene.pipeline,
            partition: partition,
            standing: .open(reason: "not ready"),
            books: Books()
        )
        try await scene.state.absorb(absorption, at: .at(6))
        #expect(try await scene.nextRun().open == [partition])
        #expect(try await scene.state.firstSeen("p", of: scene.pipeline) == .at(6))
        #expect(try await scene.state.firstSeen("q", of: scene.pipeline) == nil)
    }

    @Test func `counters are kept by account and label`() async throws {
        let scene = try await Scene()
        let counters = [
            SavedCounter(period: 1, start: .at(3), used: 5), SavedCounter(period: 86_400, start: .at(0), used: 9),
        ]
        try await scene.state.save(counters, account: "a", label: "heavy")
        try await scene.state.save([SavedCounter(period: 1, start: .at(4), used: 1)], account: "a", label: "heavy")
        let kept = try await scene.state.counters(account: "a", label: "heavy")
        #expect(Set(kept) == [SavedCounter(period: 1, start: .at(4), used: 1), counters[1]])
        #expect(try await scene.state.counters(account: "b", label: "heavy").isEmpty)
    }
}
