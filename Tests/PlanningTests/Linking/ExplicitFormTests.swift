import CEL
import PipelineCore
import Testing
import YAML

@testable import Planning

@Suite struct ExplicitFormTests {
    @Test func `the design's explicit pipeline loads beside the compact form`() throws {
        let loading = loading(["a.yaml": Example.compact, "b.yaml": Example.explicit])
        let pipeline = try #require(loading.graph?.pipelines.last)
        #expect(pipeline.name == "engaged-attendees")
        #expect(pipeline.origin == .explicit)
        #expect(pipeline.triggers == Triggers(webhooks: ["webinar.ended"], every: 3_600))
        #expect(pipeline.source.options.seconds("since") == 30 * 86_400)
        #expect(pipeline.sink.options.ints("lists") == [16])
        #expect(
            pipeline.columns == [
                RowColumn(name: "email", type: .string), RowColumn(name: "FIRSTNAME", type: .string),
                RowColumn(name: "WEBINAR_NAME", type: .string), RowColumn(name: "MEETING_DURATION", type: .int),
                RowColumn(name: "ATTENDANCE_STATUS", type: .string),
            ]
        )
        #expect(loading.fileCount == 2)
        #expect(loading.pipelineCount == 5)
    }

    @Test func `stages run on the slots of the fields that are used`() throws {
        let text = """
            \(Example.connectors)
            pipelines:
              p:
                source: zoom.webinar_attendees
                stages:
                  - filter: duration >= 300
                  - map: { NAME: "webinar_title + '!'", email: email }
                  - filter: NAME != "Demo!"
                  - map: { email: email, A: { value: NAME, write: if_empty } }
                sink: { brevo.contacts: { lists: [webinar_attendees] } }
            """
        let pipeline = try #require(loading(text).graph?.pipelines.first)
        #expect(pipeline.source.layout.fields.map(\.name) == ["email", "duration", "webinar_title"])
        var slots: [Value] = [.string("a@example.com"), .int(400), .string("Spring")]
        for stage in pipeline.stages {
            switch stage {
            case .filter(let filter): #expect(try filter.program.evaluate(slots) == .bool(true))
            case .map(let map): slots = try map.columns.map { try $0.program.evaluate(slots) }
            }
        }
        #expect(slots == [.string("a@example.com"), .string("Spring!")])
        #expect(pipeline.columns.last == RowColumn(name: "A", type: .string, write: .ifEmpty))
    }

    @Test func `a pipeline without a map hands over all fields`() throws {
        let text = """
            pipelines:
              p: { source: { files.csv: { path: x, columns: [a, b] } }, sink: { stdout: {} } }
            """
        let pipeline = try #require(loading(text).graph?.pipelines.first)
        #expect(pipeline.columns.map(\.name) == ["a", "b"])
        #expect(pipeline.stages.isEmpty)
    }

    @Test func `a single item stands for a list`() throws {
        let text = """
            \(Example.connectors)
            pipelines:
              p:
                source: zoom.webinar_attendees
                stages: [{ map: { email: email } }]
                sink: { brevo.contacts: { lists: webinar_attendees } }
            """
        #expect(loading(text).graph?.pipelines.first?.sink.options.ints("lists") == [16])
    }

    @Test func `a pipeline may have its own time zone and be disabled`() throws {
        let text = """
            timezone: Europe/Berlin
            pipelines:
              p: { source: { files.csv: { path: x, columns: a } }, sink: stdout }
              q: { source: { files.csv: { path: x, columns: a } }, sink: stdout, timezone: Asia/Tokyo, enabled: false }
            """
        let graph = try #require(loading(text).graph)
        #expect(graph.pipelines.map(\.timeZone) == ["Europe/Berlin", "Asia/Tokyo"])
        #expect(graph.pipelines.map(\.isEnabled) == [true, false])
    }

    @Test func `anchors, aliases and merge keys work, also from a free key`() throws {
        let text = """
            x-source: &rows { files.csv: { path: x, columns: [a] } }
            x-base: &base { source: *rows, sink: stdout }
            pipelines:
              p: { <<: *base, stages: [{ filter: "a != ''" }] }
              q: *base
            """
        #expect(loading(text).graph?.pipelines.map(\.name) == ["p", "q"])
    }

    /// What the expression compiler finds, by its code and the text that is underlined.
    @Test(arguments: [
        ("polls_answered >= 2", "unguarded-null", "polls_answered"),
        ("internal_user", "unguarded-null", "internal_user"),
        ("attendance_status == \"absent\"", "impossible-comparison", "\"absent\""),
        ("1 == 1", "constant-condition", "1 == 1"),
        ("email != \"\" and duration > 300", "unknown-operator", "and"),
    ])
    func `findings in expressions are shown at their place`(_ filter: String, _ code: String, _ marked: String) throws {
        let text = """
            \(Example.connectors)
            pipelines:
              p:
                source: zoom.webinar_attendees
                stages: [{ filter: '\(filter)' }, { map: { email: email } }]
                sink: { brevo.contacts: { lists: [webinar_attendees] } }
            """
        let finding = try #require(loading(text).diagnostics.first)
        #expect(finding.code.rawValue == code)
        #expect(finding.span?.text == marked)
    }

    @Test(arguments: [
        ("webinar.end", ["unknown-webhook"]), ("[webinar.ended, meeting.ende]", ["unknown-webhook"]),
        ("webinar.started", []), ("user.created", []),
    ])
    func `an event that is nearly a known one is a warning`(_ webhook: String, _ codes: [String]) {
        let text = """
            pipelines:
              p: { on: { webhook: \(webhook) }, source: { files.csv: { path: x, columns: a } }, sink: stdout }
            """
        #expect(loading(text).diagnostics.map(\.code.rawValue) == codes)
    }
}
