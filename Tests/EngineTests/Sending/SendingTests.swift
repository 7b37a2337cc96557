import CEL
import PipelineCore
import State
import Testing

@testable import Engine

@Suite struct SendingTests {
    private static let people = ["a@example.com", "b@example.com", "c@example.com"]

    private func source(_ people: [String] = people, at seconds: Int64 = 0, isReadEachRun: Bool = true) -> FakeSource {
        FakeSource([.init("p", people.map { record($0, .int(1), at: seconds) }, isReadEachRun: isReadEachRun)])
    }

    private func once(_ people: [String] = people) -> [String: Int] {
        Dictionary(uniqueKeysWithValues: people.map { ($0, 1) })
    }

    @Test func `what is older than the first run isn't sent, what is newer is, once`() async throws {
        let world = try World()
        let sender = FakeSender()
        let source = source(["old@example.com"], at: world.now.seconds - 1)
        let pipeline = RunnablePipeline.sending(from: source, to: FakeSendSink(sender))
        #expect(try await world.run(pipeline).books.skipped == ["baseline": 1])
        source.add(.init("new", [record("new@example.com", .int(1), at: world.now.seconds)], isReadEachRun: true))
        let second = try await world.run(pipeline)
        #expect(second.books.delivered == 1)
        #expect(second.books.skipped == ["baseline": 1])
        let third = try await world.run(pipeline)
        #expect(third.books.unchanged == 1)
        #expect(sender.arrived == once(["new@example.com"]))
    }

    @Test func `a backfill sends what is baseline, once, also of settled partitions`() async throws {
        let world = try World()
        let sender = FakeSender()
        let source = source(at: world.now.seconds - 1_000, isReadEachRun: false)
        let pipeline = RunnablePipeline.sending(from: source, to: FakeSendSink(sender))
        #expect(try await world.run(pipeline).books.skipped == ["baseline": 3])
        #expect(try await world.run(pipeline, backfill: 500).books.skipped == ["baseline": 3])
        #expect(try await world.run(pipeline, backfill: 2_000).books.delivered == 3)
        #expect(try await world.run(pipeline, backfill: 2_000).books.unchanged == 3)
        #expect(sender.arrived == once())
    }

    @Test func `a renamed pipeline sends nothing again, and goes on from its own first run`() async throws {
        let world = try World()
        let sender = FakeSender()
        let source = source(at: world.now.seconds)
        let sink = FakeSendSink(sender)
        #expect(try await world.run(.sending("one", from: source, to: sink)).books.delivered == 3)
        world.pass(hours: 1)
        source.add(.init("q", [record("d@example.com", .int(1), at: world.now.seconds - 60)]))
        let renamed = try await world.run(.sending("two", from: source, to: sink))
        #expect(renamed.books.unchanged == 3)
        #expect(renamed.books.delivered == 1)
        #expect(sender.arrived == once(Self.people + ["d@example.com"]))
    }

    @Test func `another event's history isn't sent`() async throws {
        let world = try World()
        let sender = FakeSender()
        let source = source(at: world.now.seconds)
        try await world.run(.sending(from: source, to: FakeSendSink(sender, name: "one")))
        world.pass(hours: 1)
        let other = RunnablePipeline.sending(fingerprint: "f2", from: source, to: FakeSendSink(sender, name: "two"))
        #expect(try await world.run(other).books.skipped == ["baseline": 3])
    }

    @Test func `what waits for a pipeline that is gone is taken over by the same under another name`() async throws {
        let world = try World()
        let sender = FakeSender("brevo.events", SendTraits(maxConcurrent: 1))
        let source = source(at: world.now.seconds)
        let sink = FakeSendSink(sender)
        sender.change { $0.outcomes = [(.notTaken(.init(.exhausted(until: nil), "used up")), false)] }
        let first = try await world.run(.sending("one", from: source, to: sink))
        #expect(first.status == .failed)
        #expect(first.books.pending == 3)
        let second = try await world.run(.sending("two", from: source, to: sink))
        #expect(second.books.delivered == 3)
        #expect(sender.arrived == once())
    }

    @Test func `what was provably not taken is sent by the next run`() async throws {
        let world = try World()
        let sender = FakeSender("brevo.events", SendTraits(maxItems: 10))
        let pipeline = RunnablePipeline.sending(from: source(at: world.now.seconds), to: FakeSendSink(sender))
        sender.change { $0.outcomes = [(.notTaken(.init(.temporary, "429")), false)] }
        let first = try await world.run(pipeline)
        #expect(first.status == .incomplete)
        #expect(first.books.pending == 3)
        #expect(try await world.run(pipeline).books.delivered == 3)
        #expect(sender.arrived == once())
    }

    @Test(arguments: [false, true])
    func `what may have been taken is in doubt, and not sent again`(takesEffect: Bool) async throws {
        let world = try World()
        let sender = FakeSender("brevo.events", SendTraits(maxItems: 10))
        let pipeline = RunnablePipeline.sending(from: source(at: world.now.seconds), to: FakeSendSink(sender))
        sender.change { $0.outcomes = [(.unknown(.init(.temporary, "lost")), takesEffect)] }
        let first = try await world.run(pipeline)
        #expect(first.status == .incomplete)
        #expect(first.books.inDoubt == 3)
        let second = try await world.run(pipeline)
        #expect(second.books.inDoubt == 3)
        #expect(sender.requests == 1)
        let undecided = try await world.state().undecidedSends()
        #expect(undecided.map(\.recipient) == Self.people)
        #expect(undecided.allSatisfy { $0.reason == "lost" && $0.kind == "brevo.events" && $0.name == "attended" })
    }

    @Test func `a person decides what is in doubt`() async throws {
        let world = try World()
        let sender = FakeSender("brevo.events", SendTraits(maxItems: 10))
        let pipeline = RunnablePipeline.sending(from: source(at: world.now.seconds), to: FakeSendSink(sender))
        sender.change { $0.outcomes = [(.unknown(.init(.temporary, "lost")), false)] }
        try await world.run(pipeline)
        let state = try world.state()
        let ids = try await state.undecidedSends().map(\.id)
        #expect(try await state.decide([ids[0], 999], .resend, at: world.now) == [ids[0]])
        #expect(try await state.decide([ids[1]], .drop, at: world.now) == [ids[1]])
        try state.close()
        let report = try await world.run(pipeline)
        #expect(report.books.delivered == 1)
        #expect(report.books.inDoubt == 1)
        #expect(report.books.skipped == ["dropped": 1])
        #expect(sender.arrived == once([Self.people[0]]))
        #expect(try await world.run(pipeline).books.delivered == 0)
    }

    @Test func `what is resent goes out though its pipeline is gone`() async throws {
        let world = try World()
        let sender = FakeSender("brevo.events", SendTraits(maxItems: 10))
        let sink = FakeSendSink(sender)
        sender.change { $0.outcomes = [(.unknown(.init(.temporary, "lost")), false)] }
        try await world.run(.sending("one", from: source(at: world.now.seconds), to: sink))
        let state = try world.state()
        #expect(try await state.decide(nil, .resend, at: world.now).count == 3)
        try state.close()
        try await world.run(.sending("other", fingerprint: "f9", from: FakeSource([]), to: sink))
        #expect(sender.arrived == once())
    }

    @Test func `a bad recipient doesn't keep the others of its request`() async throws {
        let world = try World()
        let sender = FakeSender("brevo.email", SendTraits(maxItems: 10, repeats: .within(seconds: 1_500)))
        let pipeline = RunnablePipeline.sending(from: source(at: world.now.seconds), to: FakeSendSink(sender))
        sender.change { $0.poison = ["b@example.com"] }
        let report = try await world.run(pipeline)
        #expect(report.books.delivered == 2)
        #expect(report.books.deadLettered == 1)
        #expect(sender.arrived == once(["a@example.com", "c@example.com"]))
    }

    @Test func `a partial answer counts for each send by itself`() async throws {
        let world = try World()
        let sender = FakeSender("brevo.events", SendTraits(maxItems: 10))
        let pipeline = RunnablePipeline.sending(
            from: source(at: world.now.seconds, isReadEachRun: false),
            to: FakeSendSink(sender)
        )
        sender.change { $0.refused = ["b@example.com"] }
        let report = try await world.run(pipeline)
        #expect(report.books.delivered == 2)
        #expect(report.books.deadLettered == 1)
        let letters = try await world.state().deadLetters(limit: 10)
        #expect(letters.map(\.key) == ["b@example.com"])
        #expect(try await world.run(pipeline).books.rows == 0)
    }

    @Test func `who is blocklisted, has left the list or was deleted gets nothing`() async throws {
        let world = try World()
        let service = FakeService()
        service.change {
            $0.scanCost = 1_000
            $0.blocked = ["a@example.com"]
            $0.refused = ["b@example.com": [16]]
        }
        service.put("c@example.com", .init())
        let sender = FakeSender()
        let sink = FakeSendSink(sender, audience: service, consent: ConsentRule(lists: [16], unknown: .skip))
        let people = Self.people + ["d@example.com"]
        let report = try await world.run(.sending(from: source(people, at: world.now.seconds), to: sink))
        #expect(report.books.skipped == ["blocklisted": 1, "unsubscribed": 1, "not_in_brevo": 1])
        #expect(sender.arrived == once(["c@example.com"]))
    }

    @Test func `who isn't known is created first, unless somebody deleted them`() async throws {
        let world = try World()
        let service = FakeService()
        let contacts = RunnablePipeline.fake("contacts", from: source(["a@example.com"]), to: service)
        try await world.run(contacts)
        service.put("a@example.com", nil)
        let sender = FakeSender()
        let sink = FakeSendSink(sender, audience: service, consent: ConsentRule(unknown: .create))
        let report = try await world.run(.sending(from: source(at: world.now.seconds), to: sink))
        #expect(report.books.skipped == ["deleted": 1])
        #expect(Set(service.entities.keys) == ["b@example.com", "c@example.com"])
        #expect(sender.arrived == once(["b@example.com", "c@example.com"]))
    }

    @Test func `who can't be looked up waits`() async throws {
        let world = try World()
        let service = FakeService()
        service.change {
            $0.scanCost = 1_000
            $0.lookingUp = ["b@example.com": ConnectorFailure(.temporary, "no answer")]
        }
        let sender = FakeSender()
        let pipeline = RunnablePipeline.sending(
            from: source(at: world.now.seconds),
            to: FakeSendSink(sender, audience: service)
        )
        let first = try await world.run(pipeline)
        #expect(first.status == .incomplete)
        #expect(first.books.pending == 1)
        service.change { $0.lookingUp = [:] }
        #expect(try await world.run(pipeline).status == .done)
        #expect(sender.arrived == once())
    }

    @Test func `people are there before they are written to`() async throws {
        let world = try World()
        let service = FakeService()
        let sender = FakeSender()
        let people = source(at: world.now.seconds)
        let sink = FakeSendSink(sender, audience: service, consent: ConsentRule(unknown: .skip))
        try await world.run(.sending("events", from: people, to: sink), .fake("contacts", from: people, to: service))
        #expect(sender.arrived == once())
    }
}
