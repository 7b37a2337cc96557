import CEL
import PipelineCore
import Synchronization
import Testing

@testable import ZoomConnector

/// What webhooks name is found with the webhook's own words.
@Suite struct FocusTests {
    private func focus(_ name: String, host: String = "h1", title: String = "Demo") throws -> Focus {
        let body =
            #"{"event":"\#(name)","event_ts":1795000000000,"payload":{"object":{"id":"11","uuid":"/m1==","#
            + #""topic":"\#(title)","type":8,"host_id":"\#(host)","start_time":"2026-11-17T10:00:00Z","duration":60,"#
            + #""end_time":"2026-11-17T11:05:00Z"}}}"#
        return try #require(ZoomWebhooks(Options()).event(from: Array(body.utf8)).focus)
    }

    private func discover(_ bench: Bench, _ source: any Source, _ focus: Focus) async throws -> [Partition] {
        let found = Mutex<[Partition]>([])
        let window = Window(since: Bench.start.later(-86_400), until: bench.clock.wall)
        _ = try await source.discover(focus, in: window) { partition in found.withLock { $0.append(partition) } }
        return found.withLock { $0 }
    }

    @Test func `a meeting that ended is found without a request`() async throws {
        let bench = try Bench()
        let source = try bench.source("zoom.meeting_participants", ["email"])
        let found = try await discover(bench, source, try focus("meeting.ended"))
        let partition = try #require(found.first)
        #expect(partition.id == "meeting//m1==")
        #expect(partition.title == "“Demo” 2026-11-17 10:00")
        #expect(partition.closed == Timestamp(rfc3339: "2026-11-17T11:05:00Z"))
        #expect(try Instance(partition).number == 11)
        #expect(bench.zoom.requests.isEmpty)
    }

    @Test(arguments: [
        ("webinar.ended", "zoom.meeting_participants"), ("meeting.ended", "zoom.webinar_attendees"),
        ("meeting.ended", "zoom.webinar_registrants"), ("meeting.started", "zoom.meeting_participants"),
    ])
    func `an event about something else finds nothing`(event: String, source: String) async throws {
        let bench = try Bench()
        #expect(try await discover(bench, try bench.source(source, ["email"]), try focus(event)).isEmpty)
    }

    @Test func `a registration finds the webinar's registrants`() async throws {
        let bench = try Bench()
        let source = try bench.source("zoom.webinar_registrants", ["email"])
        let found = try await discover(bench, source, try focus("webinar.registration_created"))
        #expect(found.map(\.id) == ["registrants/11/approved"])
        #expect(found.first?.isReadEachRun == true)
        #expect(bench.zoom.requests.isEmpty)
    }

    @Test func `the host is asked for where the address is mapped`() async throws {
        let zoom = ScriptedZoom()
        zoom.on("/users/h1", .ok(Bodies.user("h1", "Ann@acme.example")))
        let bench = try Bench(zoom)
        let source = try bench.source("zoom.meeting_participants", ["email", "host_email"])
        let found = try await discover(bench, source, try focus("meeting.ended"))
        #expect(found.first?.details["host_email"] == "ann@acme.example")
        #expect(zoom.requests == ["/users/h1"])
    }

    @Test(arguments: [("h1", true), ("h2", false), ("h3", false)])
    func `meetings of other hosts stay unread`(host: String, isRead: Bool) async throws {
        let zoom = ScriptedZoom()
        zoom.on("/users/h1", .ok(Bodies.user("h1", "ann@acme.example")))
        zoom.on("/users/h2", .ok(Bodies.user("h2", "bob@acme.example")))
        zoom.on("/users/h3", .error(404, 1001, "User does not exist: h3."))
        let only = Options(["hosts": .list([.string("Ann@acme.example")])])
        let bench = try Bench(zoom, options: ["only": .object(only)])
        let source = try bench.source("zoom.meeting_participants", ["email"])
        #expect(try await discover(bench, source, try focus("meeting.ended", host: host)).count == (isRead ? 1 : 0))
    }

    @Test(arguments: [(11, 1), (12, 0)])
    func `meetings with other numbers stay unread`(number: Int, count: Int) async throws {
        let bench = try Bench(options: ["only": .object(Options(["ids": .list([.int(number)])]))])
        let source = try bench.source("zoom.meeting_participants", ["email"])
        #expect(try await discover(bench, source, try focus("meeting.ended")).count == count)
    }
}
