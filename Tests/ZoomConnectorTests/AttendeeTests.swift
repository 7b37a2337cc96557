import CEL
import HTTP
import PipelineCore
import Testing

@testable import ZoomConnector

@Suite struct AttendeeTests {
    static func instance(
        _ family: Family = .webinar,
        uuid: String = "a==",
        number: Int = 21,
        type: Int? = nil,
        end: Timestamp? = Timestamp(rfc3339: "2026-11-17T11:00:00Z"),
        people: Int? = 5
    ) throws -> Partition {
        Instance(
            family: family,
            uuid: uuid,
            number: number,
            topic: "Show",
            start: try #require(Timestamp(rfc3339: "2026-11-17T10:00:00Z")),
            end: end,
            minutes: 60,
            hostEmail: "host@acme.example",
            hostID: "h1",
            type: type,
            people: people
        ).partition(zone: .utc)
    }

    private let fields = ["email", "name", "duration", "join_count", "attended_share"]

    @Test func `rejoins are one person, with the time attended`() async throws {
        let zoom = ScriptedZoom(scopes: ScriptedZoom.withoutReports)
        let rows = [
            Bodies.participant("Jo", "Jo@x.example", join: "10:00:00", leave: "10:20:00", duration: 1_200),
            Bodies.participant("Jo B", " jo@X.example", join: "10:10:00", leave: "10:30:00", duration: 1_200),
            Bodies.participant("Al", join: "10:00:00.5", leave: "11:00:00.5", duration: 3_600),
            Bodies.participant("Wai", "wai@x.example", status: "in_waiting_room"),
        ]
        zoom.on("/past_webinars/a%3D%3D/participants", .ok(Bodies.page("participants", rows)))
        let bench = try Bench(zoom)
        let source = try bench.source("zoom.webinar_attendees", fields)
        let (records, moments, reading) = try await bench.read(source, try Self.instance(), fields)
        #expect(records.count == 2)
        #expect(
            records.first == [
                "email": .string("jo@x.example"), "name": .string("Jo B"), "duration": .int(1_800),
                "join_count": .int(2), "attended_share": .double(0.5),
            ]
        )
        #expect(records.last?["email"] == .string(""))
        #expect(records.last?["attended_share"] == .double(1))
        #expect(
            moments.first
                == Moment(
                    asOf: try #require(Timestamp(rfc3339: "2026-11-17T10:00:00Z")),
                    rank: .attended,
                    instance: "a=="
                )
        )
        #expect(reading.rows == 4)
        #expect(reading.merged == 1)
        #expect(reading.skipped == ["waiting_room": 1])
        #expect(reading.readiness == .final)
        #expect(reading.notices.map(\.code) == ["no-email"])
        #expect(zoom.requests == ["/past_webinars/a%3D%3D/participants?page_size=300"])
    }

    @Test func `with registration the report tells who somebody without an address is`() async throws {
        let zoom = ScriptedZoom()
        zoom.on("/webinars/21", .ok(Bodies.details(21, approval: 0)))
        let rows = [
            Bodies.participant("Jo", "", registrant: "r1"), Bodies.participant("Al", "al@x.example", registrant: "r2"),
            Bodies.participant("Jo 2", "jo@x.example", registrant: ""),
        ]
        zoom.on("/report/webinars/a%3D%3D/participants", .ok(Bodies.page("participants", rows)))
        let registrants = [Bodies.registrant("r1", "Jo@x.example", first: "Joanna", last: "Bloggs")]
        zoom.on("/webinars/21/registrants", .ok(Bodies.page("registrants", registrants)))
        let bench = try Bench(zoom)
        let fields = ["email", "first_name", "last_name", "registrant_id"]
        let source = try bench.source("zoom.webinar_attendees", fields)
        let (records, _, reading) = try await bench.read(source, try Self.instance(), fields)
        #expect(
            records == [
                [
                    "email": .string("jo@x.example"), "first_name": .string("Joanna"), "last_name": .string("Bloggs"),
                    "registrant_id": .string("r1"),
                ],
                [
                    "email": .string("al@x.example"), "first_name": .string("Al"), "last_name": .string(""),
                    "registrant_id": .string("r2"),
                ],
            ]
        )
        #expect(reading.merged == 1)
        #expect(reading.notices.isEmpty)
        #expect(
            zoom.requests == [
                "/webinars/21", "/report/webinars/a%3D%3D/participants?include_fields=registrant_id&page_size=300",
                "/webinars/21/registrants?status=approved&page_size=300",
            ]
        )
    }

    @Test func `where all addresses are known the registrants aren't asked for`() async throws {
        let zoom = ScriptedZoom()
        zoom.on("/webinars/21", .ok(Bodies.details(21, approval: 1)))
        let rows = [Bodies.participant("Al", "al@x.example", registrant: "r2")]
        zoom.on("/report/webinars/a%3D%3D/participants", .ok(Bodies.page("participants", rows)))
        let bench = try Bench(zoom)
        let source = try bench.source("zoom.webinar_attendees", fields)
        _ = try await bench.read(source, try Self.instance(), fields)
        #expect(zoom.requests.count == 2)
    }

    @Test func `without registration the cheaper listing is enough, and is decided once a number`() async throws {
        let zoom = ScriptedZoom()
        zoom.on("/meetings/21", .ok(Bodies.details(21, approval: 2)))
        for uuid in ["a", "b"] {
            let rows = [Bodies.participant("Al", "al@x.example")]
            zoom.on("/past_meetings/\(uuid)/participants", .ok(Bodies.page("participants", rows)))
        }
        let bench = try Bench(zoom)
        let source = try bench.source("zoom.meeting_participants", fields)
        for uuid in ["a", "b"] {
            _ = try await bench.read(source, try Self.instance(.meeting, uuid: uuid), fields)
        }
        #expect(
            zoom.requests == [
                "/meetings/21", "/past_meetings/a/participants?page_size=300",
                "/past_meetings/b/participants?page_size=300",
            ]
        )
    }

    @Test func `instant meetings have no registration to ask for`() async throws {
        let zoom = ScriptedZoom()
        let rows = [Bodies.participant("Al", "al@x.example")]
        zoom.on("/past_meetings/a%3D%3D/participants", .ok(Bodies.page("participants", rows)))
        let bench = try Bench(zoom)
        let source = try bench.source("zoom.meeting_participants", fields)
        _ = try await bench.read(source, try Self.instance(.meeting, type: 1), fields)
        #expect(zoom.requests.count == 1)
    }

    @Test func `a refused report gives way to the other listing`() async throws {
        let zoom = ScriptedZoom()
        zoom.on("/meetings/21", .ok(Bodies.details(21, approval: 0)))
        zoom.on("/report/meetings/a%3D%3D/participants", .error(400, 4711, "does not contain scopes:[a:b]"))
        let rows = [Bodies.participant("Al", "al@x.example")]
        zoom.on("/past_meetings/a%3D%3D/participants", .ok(Bodies.page("participants", rows)))
        let bench = try Bench(zoom)
        let source = try bench.source("zoom.meeting_participants", fields)
        let (records, _, _) = try await bench.read(source, try Self.instance(.meeting), fields)
        #expect(records.count == 1)
    }

    @Test func `a meeting older than a year fails for good`() async throws {
        let zoom = ScriptedZoom(scopes: ScriptedZoom.withoutReports)
        zoom.on("/past_meetings/a%3D%3D/participants", .error(400, 12702, "Can not access a meeting a year ago."))
        let bench = try Bench(zoom)
        let source = try bench.source("zoom.meeting_participants", fields)
        let partition = try Self.instance(.meeting)
        let failure = await #expect(throws: ConnectorFailure.self) { try await bench.read(source, partition, fields) }
        #expect(failure?.kind == .permanent)
        #expect(failure?.message.contains("“Show” 2026-11-17 10:00") == true)
    }

    @Test func `people of excluded domains are skipped with all their rows`() async throws {
        let zoom = ScriptedZoom(scopes: ScriptedZoom.withoutReports)
        let rows = [
            Bodies.participant("Al", "al@acme.example", join: "10:00:00", leave: "10:01:00", duration: 60),
            Bodies.participant("Al", "al@acme.example", join: "10:02:00", leave: "10:03:00", duration: 60),
            Bodies.participant("Jo", "jo@x.example"),
        ]
        zoom.on("/past_webinars/a%3D%3D/participants", .ok(Bodies.page("participants", rows)))
        let bench = try Bench(zoom, options: ["exclude_domains": .list([.string("acme.example")])])
        let source = try bench.source("zoom.webinar_attendees", fields)
        let (records, _, reading) = try await bench.read(source, try Self.instance(), fields)
        #expect(records.count == 1)
        #expect(reading.skipped == ["excluded_domain": 2])
        #expect(reading.merged == 0)
    }

    @Test func `polls, questions and registration sources cost requests only where they are used`() async throws {
        let zoom = ScriptedZoom(scopes: ScriptedZoom.withoutReports)
        let rows = [Bodies.participant("Al", "al@x.example"), Bodies.participant("Bo")]
        zoom.on("/past_webinars/a%3D%3D/participants", .ok(Bodies.page("participants", rows)))
        zoom.on(
            "/past_webinars/a%3D%3D/polls",
            .ok(
                #"{"questions":[{"email":"AL@x.example","question_details":[{},{}]},"#
                    + #"{"email":"","name":"Anonymous Attendee","question_details":[{}]}]}"#
            )
        )
        zoom.on("/past_webinars/a%3D%3D/qa", .ok(#"{"questions":[]}"#))
        zoom.on(
            "/webinars/21/tracking_sources",
            .ok(
                #"{"tracking_sources":[{"id":"7","source_name":"linkedin","registration_count":1},"#
                    + #"{"id":"8","source_name":"unused","registration_count":0}]}"#
            )
        )
        let registrants = [Bodies.registrant("r1", "al@x.example")]
        zoom.on("/webinars/21/registrants", .ok(Bodies.page("registrants", registrants)))
        let bench = try Bench(zoom)
        let fields = ["polls_answered", "questions_asked", "registration_source"]
        let source = try bench.source("zoom.webinar_attendees", fields)
        let (records, _, _) = try await bench.read(source, try Self.instance(), fields)
        #expect(
            records == [
                ["polls_answered": .int(2), "questions_asked": .int(0), "registration_source": .string("linkedin")],
                ["polls_answered": .null, "questions_asked": .null, "registration_source": .string("")],
            ]
        )
        #expect(
            zoom.requests.filter { $0.contains("registrants") } == [
                "/webinars/21/registrants?status=approved&tracking_source_id=7&page_size=300"
            ]
        )
    }

    @Test func `a source that can't be told is a notice, not a failure`() async throws {
        let zoom = ScriptedZoom(scopes: ScriptedZoom.withoutReports)
        let rows = [Bodies.participant("Al", "al@x.example")]
        zoom.on("/past_webinars/a%3D%3D/participants", .ok(Bodies.page("participants", rows)))
        zoom.on("/webinars/21/tracking_sources", .error(400, 200, "No permission."))
        let bench = try Bench(zoom)
        let source = try bench.source("zoom.webinar_attendees", ["registration_source"])
        let (records, _, reading) = try await bench.read(source, try Self.instance(), ["registration_source"])
        #expect(records == [["registration_source": .string("")]])
        #expect(reading.notices.map(\.code) == ["no-registration-source"])
    }

    @Test func `every field of the schema has a value of its type`() async throws {
        let zoom = ScriptedZoom(scopes: ScriptedZoom.withoutReports)
        let rows = [Bodies.participant("Al Bo", "host@acme.example", user: "h1")]
        zoom.on("/past_meetings/a%3D%3D/participants", .ok(Bodies.page("participants", rows)))
        let bench = try Bench(zoom)
        let schema = AttendeeRecord.definition(.meeting).schema
        let fields = schema.fields.map(\.name)
        let source = try bench.source("zoom.meeting_participants", fields)
        let (records, _, _) = try await bench.read(source, try Self.instance(.meeting, type: 1), fields)
        let record = try #require(records.first)
        #expect(record.count == fields.count)
        for field in schema.fields {
            let value = try #require(record[field.name])
            #expect(Types.fits(value, field.type), "\(field.name): \(value) is no \(field.type)")
            if let domain = field.domain { #expect(domain.contains(value)) }
        }
        #expect(record["is_host"] == .bool(true))
        #expect(record["first_name"] == .string("Al"))
        #expect(record["last_name"] == .string("Bo"))
        #expect(record["meeting_duration"] == .int(60))
    }
}

/// Whether a value is of a type.
enum Types {
    static func fits(_ value: Value, _ type: ValueType) -> Bool {
        switch (value, type) {
        case (.null, .nullable): true
        case (_, .nullable(let inner)): fits(value, inner)
        case (.string, .string), (.int, .int), (.double, .double), (.bool, .bool), (.timestamp, .timestamp): true
        case (.list(let items), .list(let item)): !items.contains { !fits($0, item) }
        case (.map(let map), .map(let key, let value)):
            !map.entries.contains { !fits($0.key, key) || !fits($0.value, value) }
        default: false
        }
    }
}
