import CEL
import HTTP
import PipelineCore
import Testing

@testable import ZoomConnector

@Suite struct DescriptorTests {
    private let descriptor = ZoomConnector.descriptor

    @Test func `every pipeline of the compact form has its source, its list and its key under sync`() throws {
        let options = Dictionary(uniqueKeysWithValues: descriptor.options.map { ($0.name, $0.kind) })
        func keys(_ name: String) -> Set<String> {
            guard case .object(let fields)? = options[name] else { return [] }
            return Set(fields.map(\.name))
        }
        #expect(descriptor.compact.count == 4)
        for rule in descriptor.compact {
            #expect(descriptor.sources.map(\.name).contains(rule.source))
            #expect(keys("sync").contains(rule.sync))
            #expect(keys("lists").contains(rule.list))
            if let fallback = rule.fallbackList { #expect(keys("lists").contains(fallback)) }
        }
    }

    @Test(arguments: [
        (
            "zoom.meeting_participants",
            """
            email name first_name last_name join_time leave_time duration join_count attended_share meeting_id \
            meeting_uuid meeting_title meeting_start meeting_duration host_email registrant_id attendance_status is_host \
            internal_user polls_answered questions_asked
            """
        ),
        (
            "zoom.webinar_attendees",
            """
            email name join_time leave_time duration join_count attended_share webinar_id webinar_uuid webinar_title \
            webinar_start webinar_duration registration_source attendance_status
            """
        ),
        (
            "zoom.webinar_registrants",
            """
            email name first_name last_name org job_title phone country custom_questions status create_time \
            registration_source join_url webinar_id webinar_title attendance_status
            """
        ),
        ("zoom.webinar_absentees", "email name webinar_id webinar_uuid webinar_title attendance_status"),
        ("zoom.meeting_registrants", "email name meeting_id meeting_title attendance_status"),
        ("zoom.users", "id email first_name last_name"), ("zoom.meetings", "id title start_time host_email"),
        ("zoom.webinars", "id title start_time host_email"),
    ])
    func `a source has the fields that are promised, each once and with a line of doc`(name: String, fields: String)
        throws
    {
        let source = try #require(descriptor.sources.first { $0.name == name })
        let schema = source.schema(Options())
        let names = schema.fields.map(\.name)
        #expect(Set(names).count == names.count)
        for field in fields.split(separator: " ") { #expect(names.contains(String(field)), "\(field) is missing") }
        for field in schema.fields {
            #expect(!field.doc.isEmpty)
            #expect(!field.costs.contains { !$0.hasPrefix("GET /") })
        }
    }

    @Test func `what every person has can be used unguarded`() throws {
        let schema = AttendeeRecord.definition(.webinar).schema
        for name in [
            "email", "name", "join_time", "duration", "attended_share", "webinar_title", "registration_source",
        ] {
            #expect(schema[name]?.type.isNullable == false, "\(name) is nullable")
        }
    }

    @Test func `unknown sources and all sinks are refused`() throws {
        let bench = try Bench()
        let settings = PipelineSettings(name: "p")
        #expect(throws: ConnectorFailure.self) {
            try bench.session.source(
                "zoom.cats",
                options: Options(),
                layout: RecordLayout(fields: []),
                pipeline: settings
            )
        }
        #expect(throws: ConnectorFailure.self) {
            try bench.session.sink("zoom.contacts", options: Options(), columns: [], pipeline: settings)
        }
    }

    @Test func `users and scheduled meetings are read as records`() async throws {
        let zoom = ScriptedZoom()
        zoom.on("/users", .ok(Bodies.page("users", [Bodies.user("h1", "Ann@x.example", groups: ["g"])])))
        let rows = [Bodies.scheduled(11, type: 8, topic: "Weekly"), Bodies.scheduled(11, type: 8, topic: "Weekly")]
        zoom.on("/users/h1/meetings", .ok(Bodies.page("meetings", rows)))
        let bench = try Bench(zoom)
        let users = try bench.source("zoom.users", ["email", "group_ids"])
        let found = try #require(try await bench.discover(users).found.first)
        let (people, _, _) = try await bench.read(users, found, ["email", "group_ids"])
        #expect(people == [["email": .string("ann@x.example"), "group_ids": .list([.string("g")])]])
        let meetings = try bench.source("zoom.meetings", ["id", "title", "host_email"])
        let host = try #require(try await bench.discover(meetings).found.first)
        let (scheduled, _, reading) = try await bench.read(meetings, host, ["id", "title", "host_email"])
        #expect(scheduled == [["id": .int(11), "title": .string("Weekly"), "host_email": .string("ann@x.example")]])
        #expect(reading == Reading(rows: 2, merged: 1))
        #expect(zoom.requests.count == 2)
    }
}
