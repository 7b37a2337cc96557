import CEL
import PipelineCore
import Testing

@testable import Planning

@Suite struct CompactFormTests {
    private let graph: Graph

    init() throws { graph = try #require(loading(Example.compact).graph) }

    private func pipeline(_ name: String) throws -> Pipeline {
        try #require(graph.pipelines.first { $0.name == name })
    }

    @Test func `the design's file stands for a pipeline for each kind of people`() {
        #expect(
            graph.pipelines.map(\.name) == [
                "zoom-meeting-participants", "zoom-webinar-registrants", "zoom-webinar-attendees",
                "zoom-webinar-absentees",
            ]
        )
        #expect(graph.pipelines.allSatisfy { $0.isEnabled && $0.sink.name == "brevo.contacts" && $0.timeZone == "UTC" })
    }

    @Test func `every source fills the attributes whose fields it has`() throws {
        let attendees = try pipeline("zoom-webinar-attendees")
        #expect(
            attendees.columns == [
                RowColumn(name: "email", type: .string), RowColumn(name: "FIRSTNAME", type: .string),
                RowColumn(name: "MEETING_JOIN_DATE", type: .timestamp), RowColumn(name: "MEETING_DURATION", type: .int),
                RowColumn(name: "WEBINAR_NAME", type: .string), RowColumn(name: "ATTENDANCE_STATUS", type: .string),
                RowColumn(name: "UTM_SOURCE", type: .string),
            ]
        )
        #expect(attendees.omitted.isEmpty)
    }

    @Test func `entries whose field a source hasn't are left out and remembered`() throws {
        let participants = try pipeline("zoom-meeting-participants")
        #expect(
            participants.columns.map(\.name) == [
                "email", "FIRSTNAME", "MEETING_JOIN_DATE", "MEETING_DURATION", "ATTENDANCE_STATUS",
            ]
        )
        #expect(
            participants.omitted == [
                Pipeline.Omission(field: "webinar_title", attribute: "WEBINAR_NAME"),
                Pipeline.Omission(field: "registration_source", attribute: "UTM_SOURCE"),
            ]
        )
    }

    @Test func `only fields that are mapped are read`() throws {
        let registrants = try pipeline("zoom-webinar-registrants")
        #expect(
            registrants.source.layout.fields.map(\.name) == [
                "email", "name", "webinar_title", "registration_source", "attendance_status",
            ]
        )
        #expect(registrants.source.options.string("status") == "approved")
    }

    @Test func `absentees stay in the registrants' list unless they have one`() throws {
        #expect(try pipeline("zoom-webinar-absentees").sink.options.ints("lists") == [17])
        #expect(try pipeline("zoom-webinar-attendees").sink.options.ints("lists") == [16])
        let text = Example.compact.replacing(
            "webinar_registrants: 17",
            with: "webinar_registrants: 17\n      webinar_absentees: 18"
        )
        let other = try #require(loading(text).graph)
        #expect(other.pipelines.last?.sink.options.ints("lists") == [18])
    }

    @Test func `the expansion carries its triggers`() throws {
        let triggers = try pipeline("zoom-webinar-registrants").triggers
        #expect(triggers == Triggers(webhooks: ["webinar.registration_created"], every: 3_600))
    }

    @Test func `a disabled connector is checked but runs nothing`() throws {
        let text = Example.compact.replacing("enabled: true", with: "enabled: false")
        let loading = loading(text)
        #expect(loading.graph?.pipelines.count == 4)
        #expect(loading.graph?.pipelines.contains(where: \.isEnabled) == false)
        #expect(!loading.diagnostics.contains { $0.severity > .note })
    }

    @Test func `what the design's file has that does nothing is noted`() {
        #expect(loading(Example.compact).diagnostics.map(\.code) == [.retiredOption])
    }

    @Test func `the nearer mapping and the nearer lists win`() throws {
        let text = """
            lists: { meeting_participants: 1 }
            field_mapping: { email: email, name: FIRSTNAME, duration: DURATION }
            connectors:
              zoom:
                account_id: a
                client_id: b
                client_secret: "${ZOOM_CLIENT_SECRET}"
                sync: { participants: true }
                lists: { meeting_participants: 2 }
                field_mapping: { first_name: FIRSTNAME, duration: SECONDS }
            """
        let graph = try #require(loading(text).graph)
        #expect(graph.pipelines.first?.sink.options.ints("lists") == [2])
        #expect(graph.pipelines.first?.columns.map(\.name).sorted() == ["FIRSTNAME", "SECONDS", "email"])
        #expect(graph.lists == ["meeting_participants": 2])
    }

    @Test func `connectors that need only a credential come from the environment`() throws {
        #expect(graph.connectors["brevo"]?.options.secret("api_key") == Secret("brevo-secret"))
        #expect(graph.connectors["brevo"]?.span == nil)
        #expect(graph.connectors["brevo"]?.options.string("api_url") == "https://api.brevo.com/v3")
    }

    @Test func `a list under the connector may be another name of one at the top level`() throws {
        let text =
            Example.compact.replacing("webinar_attendees: 16", with: "webinar_attendees: vip") + "lists: { vip: 7 }\n"
        let loading = loading(text)
        #expect(
            loading.graph?.pipelines.first { $0.name == "zoom-webinar-attendees" }?.sink.options.ints("lists") == [7]
        )
        #expect(!loading.diagnostics.contains { $0.severity > .note })
    }
}
