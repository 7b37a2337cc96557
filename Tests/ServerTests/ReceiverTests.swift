import CEL
import Foundation
import Logging
import PipelineCore
import State
import Synchronization
import Testing

@testable import Server

@Suite struct ReceiverTests {
    /// Believes what begins with `ok`.
    private struct Gate: WebhookGate {
        let service = "zoom"

        func judge(_ delivery: WebhookDelivery, at now: Timestamp) -> WebhookVerdict {
            let text = String(decoding: delivery.body, as: UTF8.self)
            if text == "question" { return .answer(Array("answer".utf8)) }
            return text.hasPrefix("ok") ? .event(event(from: delivery.body)) : .refused("wrong-signature")
        }

        func event(from body: [UInt8]) -> WebhookEvent {
            WebhookEvent(
                service: service,
                name: "meeting.ended",
                identity: String(decoding: body, as: UTF8.self),
                occurred: Timestamp(seconds: 0),
                focus: nil,
                body: body,
                problem: body.count > 3 ? "too long" : nil
            )
        }
    }

    /// A receiver on a state of its own, the lines it logs and how often it woke somebody.
    private final class Scene: Sendable {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("receiver-\(UUID().uuidString)")
        let state: StateStore
        let inbox: Inbox
        let receiver: Receiver
        let lines = LogLines()
        let counts = Counts()

        final class Counts: Sendable {
            let wakes = Mutex(0)
            let time = Mutex<Int64>(0)
        }

        init() throws {
            state = try StateStore(path: folder.appendingPathComponent("state.db").path)
            inbox = try Inbox(state)
            let lines = lines
            let counts = counts
            receiver = Receiver(
                inbox: inbox,
                gates: [Gate()],
                logsEvents: false,
                now: { Timestamp(seconds: counts.time.withLock { $0 }) },
                logger: Logger(label: "test", factory: { _ in lines }),
                onStored: { counts.wakes.withLock { $0 += 1 } }
            )
        }

        func receive(_ body: String, for service: String = "zoom") async -> Receiver.Reply {
            await receiver.receive(WebhookDelivery(headers: [:], body: Array(body.utf8)), for: service)
        }

        deinit { try? FileManager.default.removeItem(at: folder) }
    }

    @Test func `an event is stored once and wakes once`() async throws {
        let scene = try Scene()
        #expect(await scene.receive("ok1") == .stored)
        #expect(await scene.receive("ok1") == .stored)
        #expect(scene.counts.wakes.withLock { $0 } == 1)
        #expect(scene.receiver.counts.stored == 1)
        #expect(scene.receiver.counts.duplicates == 1)
        #expect(try await scene.state.storedEvents(limit: 9).count == 1)
    }

    @Test func `a question is answered, and nothing is stored`() async throws {
        let scene = try Scene()
        #expect(await scene.receive("question") == .answer(Array("answer".utf8)))
        #expect(try await scene.state.storedEvents(limit: 9).isEmpty)
    }

    @Test func `a service that isn't configured is unknown`() async throws {
        let scene = try Scene()
        #expect(await scene.receive("ok1", for: "brevo") == .unknown)
        scene.receiver.use(gates: [], logsEvents: false)
        #expect(await scene.receive("ok1") == .unknown)
    }

    @Test func `refusals are counted, the first of a minute is logged and the next says how many there were`()
        async throws
    {
        let scene = try Scene()
        for _ in 0..<50 { #expect(await scene.receive("nonsense") == .refused) }
        #expect(scene.receiver.counts.refused == ["wrong-signature": 50])
        #expect(scene.lines.all.count == 1)
        scene.counts.time.withLock { $0 = 61 }
        _ = await scene.receive("nonsense")
        #expect(scene.lines.all.last?.contains("49 more since") == true)
    }

    @Test func `what can't be stored is to be sent again, and told once`() async throws {
        let scene = try Scene()
        try scene.inbox.close()
        #expect(await scene.receive("ok1") == .unavailable)
        #expect(await scene.receive("ok2") == .unavailable)
        #expect(!scene.receiver.canStore)
        #expect(scene.lines.all.count == 1)
    }

    @Test func `what can't be understood is stored and wakes nobody`() async throws {
        let scene = try Scene()
        #expect(await scene.receive("ok and more") == .stored)
        #expect(scene.counts.wakes.withLock { $0 } == 0)
        #expect(try await scene.state.inboxCounts().dead == 1)
    }
}

/// Keeps what is logged.
private final class LogLines: LogHandler {
    private let lines = Mutex<[String]>([])

    var all: [String] { lines.withLock { $0 } }

    subscript(metadataKey _: String) -> Logger.Metadata.Value? {
        get { nil }
        set {}
    }

    var metadata: Logger.Metadata {
        get { [:] }
        set {}
    }

    var logLevel: Logger.Level {
        get { .info }
        set {}
    }

    func log(event: LogEvent) {
        lines.withLock { $0.append(event.message.description) }
    }
}
