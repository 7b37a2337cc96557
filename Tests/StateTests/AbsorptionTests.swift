import CEL
import GRDB
import PipelineCore
import State
import Testing

@Suite struct AbsorptionTests {
    @Test func `rows and their partition are recorded together`() async throws {
        let scene = try await Scene()
        try await scene.absorb("p", keys: ["a@example.com", "b@example.com"])
        #expect(try await scene.isRead("p"))
        #expect(try await scene.page().keys.map(\.key) == ["a@example.com", "b@example.com"])
        let books = try await scene.books()
        #expect(books.pending == 2)
        #expect(books.close)
    }

    @Test func `when one row can't be kept, nothing is`() async throws {
        let scene = try await Scene()
        let drafts: [OutboxDraft] = [.row("a@example.com"), .row("b@example.com", .bytes([1]))]
        let absorption = Absorption(
            run: scene.start.run,
            pipeline: scene.pipeline,
            partition: Partition(id: "p", title: "P"),
            standing: .read,
            entries: drafts,
            destination: scene.destination,
            books: Books()
        )
        await #expect(throws: StateFailure.self) { try await scene.state.absorb(absorption, at: .at(1)) }
        #expect(try await !scene.isRead("p"))
        #expect(try await scene.page().keys.isEmpty)
        #expect(try await scene.books() == Books())
    }

    @Test func `what was set aside comes first, and counts with the rest`() async throws {
        let scene = try await Scene()
        let spool = try await scene.state.beginSpool()
        let other = try await scene.state.beginSpool()
        try await scene.state.add([.row("a@example.com"), .row("b@example.com")], to: spool)
        try await scene.state.add([.row("x@example.com")], to: other)
        #expect(try await scene.page().keys.isEmpty)
        #expect(try await scene.absorb("p", keys: ["c@example.com"], spool: spool) == 3)
        #expect(try await scene.page().keys.map(\.key) == ["a@example.com", "b@example.com", "c@example.com"])
        try await scene.state.discard(other)
        #expect(try await scene.absorb("q", keys: [], spool: other) == 0)
        #expect(try await scene.books().pending == 3)
    }

    @Test func `what was set aside doesn't outlive its process`() async throws {
        let scene = try await Scene()
        let spool = try await scene.state.beginSpool()
        try await scene.state.add([.row("a@example.com")], to: spool)
        try scene.state.close()
        let state = try StateStore(path: scene.state.path)
        let again = try await state.beginSpool()
        let absorption = Absorption(
            run: scene.start.run,
            pipeline: scene.pipeline,
            partition: Partition(id: "p", title: "P"),
            standing: .read,
            spool: again,
            books: Books()
        )
        #expect(try await state.absorb(absorption, at: .at(1)) == 0)
    }

    @Test func `dead letters are kept with their run, newest first`() async throws {
        let scene = try await Scene()
        let letters = ["one", "two"].map { DeadLetterDraft(key: nil, code: "c", reason: $0, origin: "o") }
        let absorption = Absorption(
            run: scene.start.run,
            pipeline: scene.pipeline,
            partition: Partition(id: "p", title: "P"),
            standing: .read,
            deadLetters: letters,
            books: Books()
        )
        try await scene.state.absorb(absorption, at: .at(5))
        let kept = try await scene.state.deadLetters(.matching(run: scene.start.run), limit: 9)
        #expect(kept.map(\.reason) == ["two", "one"])
        #expect(kept.first?.pipeline == "attendees")
        #expect(kept.first?.created == .at(5))
        #expect(try await scene.state.deadLetters(.matching(run: 99), limit: 9).isEmpty)
        #expect(try await scene.state.deadLetters(limit: 1).count == 1)
    }
}
