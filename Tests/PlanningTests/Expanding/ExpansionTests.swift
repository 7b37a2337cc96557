import PipelineCore
import Testing

@testable import Planning

@Suite struct ExpansionTests {
    @Test(arguments: [
        ["a.yaml": Example.compact], ["a.yaml": Example.compact, "b.yaml": Example.explicit],
        ["a.yaml": Example.compact.replacing("enabled: true", with: "enabled: false")],
        [
            "a.yaml": Example.compact.replacing("lists:", with: "only: { hosts: [a@example.com] }\n    lists:")
                + "timezone: Asia/Tokyo\nlists: { vip: \"${VIP:-7}\" }\n",
            "b.yaml": Example.explicit.replacing("[webinar_attendees]", with: "[webinar_attendees, vip]"),
        ],
    ])
    func `it loads into the same graph`(_ files: [String: String]) throws {
        let original = loading(files)
        let again = loading(expanded(original))
        let graph = try #require(original.graph)
        let expandedGraph = try #require(again.graph, "\(TextReport().text(again))")
        #expect(expandedGraph.pipelines.map(\.name) == graph.pipelines.map(\.name))
        #expect(expandedGraph.pipelines.map(\.fingerprint) == graph.pipelines.map(\.fingerprint))
        #expect(expandedGraph.pipelines.map(\.triggers) == graph.pipelines.map(\.triggers))
        #expect(expandedGraph.pipelines.map(\.isEnabled) == graph.pipelines.map(\.isEnabled))
        #expect(expandedGraph.pipelines.map(\.columns) == graph.pipelines.map(\.columns))
        #expect(!again.diagnostics.contains { $0.severity > .note }, "\(TextReport().text(again))")
    }

    @Test func `it shows what the design's file stands for`() {
        #expect(expanded(loading(Example.compact)) == Self.expected)
    }

    @Test func `a secret that stands in the file becomes a reference`() {
        let text = Example.compact.replacing("\"${ZOOM_CLIENT_SECRET}\"", with: "s3cret")
        let output = expanded(loading(text))
        #expect(!output.contains("s3cret"))
        #expect(output.contains("client_secret: ${ZOOM_CLIENT_SECRET}"))
    }

    @Test func `of a file with errors there is nothing to show`() {
        #expect(expanded(loading("pipelnes: {}")).isEmpty)
    }

    private static let expected = """
        connectors:
          zoom:
            enabled: true
            account_id: ${ZOOM_ACCOUNT_ID}
            client_id: ${ZOOM_CLIENT_ID}
            client_secret: ${ZOOM_CLIENT_SECRET}
            webhook:
              secret_token: ${ZOOM_WEBHOOK_SECRET}
              verification_token: ${ZOOM_VERIFICATION_TOKEN}
            lists:
              meeting_participants: 15
              webinar_attendees: 16
              webinar_registrants: 17
          # taken from the environment
          brevo:
            api_key: ${BREVO_API_KEY}

        pipelines:
          # from `connectors.zoom.sync.participants` (a.yaml:8)
          # left out, as zoom.meeting_participants has no such field: webinar_title → WEBINAR_NAME, registration_source → UTM_SOURCE
          zoom-meeting-participants:
            "on":
              webhook: meeting.ended
              every: 1h
            source:
              zoom.meeting_participants: {}
            stages:
              - map:
                  email: email
                  FIRSTNAME: name
                  MEETING_JOIN_DATE: join_time
                  MEETING_DURATION: duration
                  ATTENDANCE_STATUS: attendance_status
            sink:
              brevo.contacts:
                lists:
                  - meeting_participants

          # from `connectors.zoom.sync.webinars` (a.yaml:9)
          # left out, as zoom.webinar_registrants has no such field: join_time → MEETING_JOIN_DATE, duration → MEETING_DURATION
          zoom-webinar-registrants:
            "on":
              webhook: webinar.registration_created
              every: 1h
            source:
              zoom.webinar_registrants: {}
            stages:
              - map:
                  email: email
                  FIRSTNAME: name
                  WEBINAR_NAME: webinar_title
                  ATTENDANCE_STATUS: attendance_status
                  UTM_SOURCE: registration_source
            sink:
              brevo.contacts:
                lists:
                  - webinar_registrants

          # from `connectors.zoom.sync.webinars` (a.yaml:9)
          zoom-webinar-attendees:
            "on":
              webhook: webinar.ended
              every: 1h
            source:
              zoom.webinar_attendees: {}
            stages:
              - map:
                  email: email
                  FIRSTNAME: name
                  MEETING_JOIN_DATE: join_time
                  MEETING_DURATION: duration
                  WEBINAR_NAME: webinar_title
                  ATTENDANCE_STATUS: attendance_status
                  UTM_SOURCE: registration_source
            sink:
              brevo.contacts:
                lists:
                  - webinar_attendees

          # from `connectors.zoom.sync.webinars` (a.yaml:9)
          # left out, as zoom.webinar_absentees has no such field: join_time → MEETING_JOIN_DATE, duration → MEETING_DURATION
          zoom-webinar-absentees:
            "on":
              webhook: webinar.ended
              every: 1h
            source:
              zoom.webinar_absentees: {}
            stages:
              - map:
                  email: email
                  FIRSTNAME: name
                  WEBINAR_NAME: webinar_title
                  ATTENDANCE_STATUS: attendance_status
                  UTM_SOURCE: registration_source
            sink:
              brevo.contacts:
                lists:
                  - webinar_registrants

        """
}
