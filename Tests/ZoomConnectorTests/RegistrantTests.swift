import CEL
import HTTP
import PipelineCore
import Testing

@testable import ZoomConnector

@Suite struct RegistrantTests {
    private let partition = Partition(
        id: "registrants/21/approved",
        title: "“Show” 2026-11-17 10:00",
        isReadEachRun: true,
        details: [
            "number": "21", "topic": "Show", "host_email": "host@acme.example", "start": "2026-11-17T10:00:00Z",
            "minutes": "60", "type": "5",
        ]
    )
    private let path = "/webinars/21/registrants"

    @Test func `registrants bring what they filled in`() async throws {
        let zoom = ScriptedZoom()
        let answers = #"[{"title":"Role?","value":"CTO"},{"title":"Why?","value":""}]"#
        let rows = [Bodies.registrant("r1", "Jo@x.example", first: "Jo", last: "Bloggs", answers: answers)]
        zoom.on(path, .ok(Bodies.page("registrants", rows)))
        let bench = try Bench(zoom)
        let fields = [
            "email", "name", "custom_questions", "create_time", "attendance_status", "webinar_id", "webinar_title",
        ]
        let layout = RegistrantRecord.definition(.registered(.webinar)).schema.fields.map(\.name).filter(
            fields.contains
        )
        let source = try bench.source("zoom.webinar_registrants", fields)
        let (records, moments, reading) = try await bench.read(source, partition, layout)
        let created = try #require(Timestamp(rfc3339: "2026-11-01T08:00:00Z"))
        #expect(
            records == [
                [
                    "email": .string("jo@x.example"), "name": .string("Jo Bloggs"),
                    "custom_questions": .map(MapValue([(key: "Role?", value: "CTO"), (key: "Why?", value: "")])),
                    "create_time": .timestamp(created), "attendance_status": .string("registered"),
                    "webinar_id": .int(21), "webinar_title": .string("Show"),
                ]
            ]
        )
        #expect(moments.first?.asOf == created)
        #expect(moments.first?.rank == .registered)
        #expect(reading == Reading(rows: 1))
        #expect(zoom.requests == ["\(path)?status=approved&page_size=300"])
    }

    @Test func `who registered twice is one person, the later registration counts`() async throws {
        let zoom = ScriptedZoom()
        let rows = [
            Bodies.registrant("r1", "jo@x.example", first: "New", created: "2026-11-02T08:00:00Z"),
            Bodies.registrant("r2", "jo@x.example", first: "Old", created: "2026-11-01T08:00:00Z"),
            Bodies.registrant("r3", "al@acme.example"),
        ]
        zoom.on(path, .ok(Bodies.page("registrants", rows)))
        let bench = try Bench(zoom, options: ["exclude_domains": .list([.string("acme.example")])])
        let source = try bench.source("zoom.webinar_registrants", ["first_name"])
        let (records, _, reading) = try await bench.read(source, partition, ["first_name"])
        #expect(records == [["first_name": .string("New")]])
        #expect(reading == Reading(rows: 3, merged: 1, skipped: ["excluded_domain": 1]))
    }

    @Test(arguments: [
        (400, 300, "Registration has not been enabled for this webinar: 21."),
        (400, 3000, "This Webinar has not registration required"),
    ])
    func `a webinar without registration has none`(status: Int, code: Int, message: String) async throws {
        let zoom = ScriptedZoom()
        zoom.on(path, .error(status, code, message))
        let bench = try Bench(zoom)
        let source = try bench.source("zoom.webinar_registrants", ["email"])
        #expect(try await bench.read(source, partition, ["email"]).reading == Reading(rows: 0))
    }

    @Test func `a deleted webinar is told, others fail`() async throws {
        let zoom = ScriptedZoom()
        zoom.on(path, .error(404, 3001, "Webinar does not exist: 21."))
        let bench = try Bench(zoom)
        let source = try bench.source("zoom.webinar_registrants", ["email"])
        #expect(try await bench.read(source, partition, ["email"]).reading.notices.map(\.code) == ["deleted"])
        let other = try Bench(ScriptedZoom())
        other.zoom.on(path, .error(400, 200, "No permission."))
        let forbidden = try other.source("zoom.webinar_registrants", ["email"])
        let failure = await #expect(throws: ConnectorFailure.self) {
            try await other.read(forbidden, partition, ["email"])
        }
        #expect(failure?.kind == .permanent)
    }

    @Test func `meetings are asked for registration before their registrants are`() async throws {
        let zoom = ScriptedZoom()
        zoom.on("/meetings/21", .ok(Bodies.details(21, approval: 2)))
        let bench = try Bench(zoom)
        let source = try bench.source("zoom.meeting_registrants", ["email"])
        #expect(try await bench.read(source, partition, ["email"]).reading == Reading(rows: 0))
        #expect(zoom.requests == ["/meetings/21"])
    }

    @Test func `where a registrant came from is told by the links`() async throws {
        let zoom = ScriptedZoom()
        zoom.on("/webinars/21/tracking_sources", .ok(#"{"tracking_sources":[{"id":"7","source_name":"mail"}]}"#))
        let one = Bodies.registrant("r1", "jo@x.example")
        let two = Bodies.registrant("r2", "al@x.example")
        zoom.on(
            path,
            .byQuery { query in
                .ok(Bodies.page("registrants", query.contains("tracking_source_id=7") ? [one] : [one, two]))
            }
        )
        let bench = try Bench(zoom)
        let source = try bench.source("zoom.webinar_registrants", ["registration_source"])
        let (records, _, _) = try await bench.read(source, partition, ["registration_source"])
        #expect(records.map { $0["registration_source"] } == [.string("mail"), .string("")])
    }
}

@Suite struct AbsenteeTests {
    private let path = "/past_webinars/a%3D%3D/absentees"
    private let people = "/past_webinars/a%3D%3D/participants"

    private func zoom(_ rows: [String]) -> ScriptedZoom {
        let zoom = ScriptedZoom(scopes: ScriptedZoom.withoutReports)
        zoom.on(people, .ok(Bodies.page("participants", rows)))
        return zoom
    }

    @Test func `nobody who came is absent`() async throws {
        let zoom = ScriptedZoom()
        zoom.on("/webinars/21", .ok(Bodies.details(21, approval: 0)))
        let rows = [
            Bodies.participant("Jo", "JO@x.example"), Bodies.participant("Al", registrant: "r2"),
            Bodies.participant("Wai", "wai@x.example", registrant: "r4", status: "in_waiting_room"),
        ]
        zoom.on("/report/webinars/a%3D%3D/participants", .ok(Bodies.page("participants", rows)))
        let registrants = [
            Bodies.registrant("r1", "jo@x.example"), Bodies.registrant("r2", "al@x.example"),
            Bodies.registrant("r3", "bo@x.example"), Bodies.registrant("r4", "wai@x.example"),
        ]
        zoom.on(path, .ok(Bodies.page("registrants", registrants)))
        let bench = try Bench(zoom)
        let fields = ["email", "attendance_status", "webinar_uuid"]
        let source = try bench.source("zoom.webinar_absentees", fields)
        let (records, moments, reading) = try await bench.read(source, try AttendeeTests.instance(), fields)
        #expect(records.map { $0["email"] } == [.string("bo@x.example"), .string("wai@x.example")])
        #expect(records.first?["attendance_status"] == .string("absent"))
        #expect(records.first?["webinar_uuid"] == .string("a=="))
        #expect(moments.first?.asOf == Timestamp(rfc3339: "2026-11-17T11:00:00Z"))
        #expect(moments.first?.rank == .absent)
        #expect(reading == Reading(rows: 4, skipped: ["attended": 2]))
    }

    @Test func `attendees and absentees share one reading of who came`() async throws {
        let zoom = zoom([Bodies.participant("Jo", "jo@x.example")])
        zoom.on(path, .ok(Bodies.page("registrants", [])))
        let bench = try Bench(zoom)
        let absentees = try bench.source("zoom.webinar_absentees", ["email"])
        let attendees = try bench.source("zoom.webinar_attendees", ["email"])
        let partition = try AttendeeTests.instance()
        async let one = bench.read(absentees, partition, ["email"])
        async let other = bench.read(attendees, partition, ["email"])
        _ = try await (one, other)
        #expect(zoom.requests.sorted() == ["\(path)?page_size=300", "\(people)?page_size=300"])
    }

    @Test func `while it isn't known who came nobody is absent`() async throws {
        let zoom = zoom([Bodies.participant("Jo", "jo@x.example", duration: 0)])
        let bench = try Bench(zoom)
        let source = try bench.source("zoom.webinar_absentees", ["email"])
        let partition = try AttendeeTests.instance(end: Bench.start.later(-3_600))
        let (records, _, reading) = try await bench.read(source, partition, ["email"])
        #expect(records.isEmpty)
        guard case .notReady = reading.readiness else {
            Issue.record("ready: \(reading)")
            return
        }
        #expect(zoom.requests.count == 1)
    }

    @Test func `a webinar without registration has no absentees`() async throws {
        let zoom = zoom([Bodies.participant("Jo", "jo@x.example")])
        zoom.on(path, .error(400, 3000, "This Webinar has not registration required: a=="))
        let bench = try Bench(zoom)
        let source = try bench.source("zoom.webinar_absentees", ["email"])
        #expect(
            try await bench.read(source, try AttendeeTests.instance(), ["email"]).reading == Reading(rows: 0)
        )
    }

    @Test func `without the exact end the last who left marks it`() async throws {
        let zoom = zoom([Bodies.participant("Jo", "jo@x.example", leave: "11:20:00")])
        zoom.on(path, .ok(Bodies.page("registrants", [Bodies.registrant("r3", "bo@x.example")])))
        let bench = try Bench(zoom)
        let source = try bench.source("zoom.webinar_absentees", ["email"])
        let (_, moments, _) = try await bench.read(source, try AttendeeTests.instance(end: nil), ["email"])
        #expect(moments.first?.asOf == Timestamp(rfc3339: "2026-11-17T11:20:00Z"))
    }
}
