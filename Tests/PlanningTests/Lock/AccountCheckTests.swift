import YAML
import PipelineCore
import Testing

@testable import Planning

/// Files against an account that is known.
@Suite struct AccountCheckTests {
    static let account = Inventory(
        attributes: [
            .init("FIRSTNAME", .text), .init("LASTNAME", .text), .init("MEETING_COUNT", .number),
            .init("MEETING_JOIN_DATE", .date), .init("SCORE", .fixed("calculated")), .init("IS_HOST", .boolean),
            .init("STATUS", .category(labels: [1: "Attended", 2: "absent"])),
            .init("TOPICS", .multipleChoice(options: ["webinar", "demo"])), .init("SMS", .phone),
        ],
        lists: [
            .init(15, "Meeting participants"), .init(16, "Webinar attendees"), .init(20, "Twins"), .init(21, "Twins"),
        ],
        templates: [.init(1, "Old", isActive: false), .init(2, "Recording", isActive: true)]
    )

    struct Case: CustomTestStringConvertible, Sendable {
        let testDescription: String
        var lists = "{ attendees: 16 }"
        var map = "FIRSTNAME: first_name"
        var sink = "{ lists: [attendees] }"
        let report: String

        var text: String {
            """
            connectors: { zoom: { account_id: a, client_id: b, client_secret: "${ZOOM_CLIENT_SECRET}" } }
            lists: \(lists)
            pipelines:
              p:
                source: zoom.webinar_attendees
                stages:
                  - map:
                      email: email
                      \(map)
                sink: { brevo.contacts: \(sink) }
            """
        }
    }

    static let cases = [
        Case(
            testDescription: "an attribute that isn't there",
            map: "FIRSNAME: first_name",
            report: #"""
                error[unknown-attribute]: Brevo has no attribute `FIRSNAME`
                 ┌─ a.yaml:9:11
                9│           FIRSNAME: first_name
                 │           ^^^^^^^^ did you mean `FIRSTNAME` (text)?

                """#
        ),
        Case(
            testDescription: "an attribute like no other",
            map: "COMPANY_SIZE: duration",
            report: #"""
                error[unknown-attribute]: Brevo has no attribute `COMPANY_SIZE`
                 ┌─ a.yaml:9:11
                9│           COMPANY_SIZE: duration
                 │           ^^^^^^^^^^^^ create it in Brevo with the type `float`; if it is there, write the lock anew: `pipeline lock`

                """#
        ),
        Case(
            testDescription: "a timestamp for a number",
            map: "MEETING_COUNT: join_time",
            report: #"""
                error[attribute-type]: `join_time` (timestamp) doesn't fit Brevo's MEETING_COUNT (float)
                 ┌─ a.yaml:9:26
                9│           MEETING_COUNT: join_time
                 │                          ^^^^^^^^^ map a number, or use MEETING_JOIN_DATE (date)

                """#
        ),
        Case(
            testDescription: "a number for a text",
            map: "LASTNAME: duration",
            report: #"""
                error[attribute-type]: `duration` (int) doesn't fit Brevo's LASTNAME (text)
                 ┌─ a.yaml:9:21
                9│           LASTNAME: duration
                 │                     ^^^^^^^^ write `string(duration)`

                """#
        ),
        Case(
            testDescription: "an attribute that Brevo fills in",
            map: "SCORE: duration",
            report: #"""
                error[attribute-not-writable]: Brevo fills `SCORE` (calculated) in itself
                 ┌─ a.yaml:9:11
                9│           SCORE: duration
                 │           ^^^^^ map another attribute

                """#
        ),
        Case(
            testDescription: "a category without the value, in one branch",
            map: #"STATUS: 'duration > 60 ? "attended" : "absent"'"#,
            report: #"""
                error[unknown-value]: Brevo's STATUS (category) has no value “attended”
                 ┌─ a.yaml:9:36
                9│           STATUS: 'duration > 60 ? "attended" : "absent"'
                 │                                    ^^^^^^^^^^ did you mean “Attended”?

                """#
        ),
        Case(
            testDescription: "a category without a value that a field has",
            map: "STATUS: attendance_status",
            report: #"""
                error[unknown-value]: Brevo's STATUS (category) has no value “attended”
                 ┌─ a.yaml:9:19
                9│           STATUS: attendance_status
                 │                   ^^^^^^^^^^^^^^^^^ did you mean “Attended”?

                """#
        ),
        Case(
            testDescription: "an option that isn't there",
            map: #"TOPICS: "['webinar', 'sales']""#,
            report: #"""
                error[unknown-value]: Brevo's TOPICS (multiple-choice) has no value “sales”
                 ┌─ a.yaml:9:32
                9│           TOPICS: "['webinar', 'sales']"
                 │                                ^^^^^^^ it has “demo”, “webinar”

                """#
        ),
        Case(
            testDescription: "a list that isn't there, with a name like one that is",
            lists: "{ webinar_attendees: 17 }",
            sink: "{ lists: [webinar_attendees] }",
            report: #"""
                error[unknown-list]: Brevo has no list 17
                 ┌─ a.yaml:2:29
                2│ lists: { webinar_attendees: 17 }
                 │                             ^^ did you mean 16 “Webinar attendees”?

                """#
        ),
        Case(
            testDescription: "an id in a sink that isn't there",
            sink: "{ lists: [attendees, 99] }",
            report: #"""
                error[unknown-list]: Brevo has no list 99
                  ┌─ a.yaml:10:50
                10│     sink: { brevo.contacts: { lists: [attendees, 99] } }
                  │                                                  ^^ the account has 15 “Meeting participants”, 16 “Webinar attendees”, 20 “Twins”, 21 “Twins”

                """#
        ),
        Case(
            testDescription: "a list's name that isn't there",
            sink: #"{ lists: [attendees, "Webinar atendees"] }"#,
            report: #"""
                error[unknown-list]: there is no list `Webinar atendees`, neither under `lists` nor in Brevo
                  ┌─ a.yaml:10:51
                10│     sink: { brevo.contacts: { lists: [attendees, "Webinar atendees"] } }
                  │                                                   ^^^^^^^^^^^^^^^^ did you mean `Webinar attendees`?

                """#
        ),
        Case(
            testDescription: "a list's name that two have",
            lists: "{ attendees: Twins }",
            report: #"""
                error[ambiguous-list]: Brevo has several lists called “Twins”: 20, 21
                 ┌─ a.yaml:2:21
                2│ lists: { attendees: Twins }
                 │                     ^^^^^ write the id of the one that is meant

                """#
        ),
    ]

    @Test(arguments: cases)
    func `what the account hasn't is an error at its place`(_ item: Case) {
        let loading = loading(item.text, account: .known(Self.account))
        #expect(TextReport().text(loading.diagnostics) == item.report)
        #expect(loading.graph == nil)
    }

    @Test(arguments: cases)
    func `without a lock there is one note, whatever is mapped`(_ item: Case) {
        let notes = loading(item.text, account: .none).diagnostics.filter { $0.code == .noLock }
        #expect(notes.count == 1)
        #expect(notes.first?.hint?.contains("pipeline lock a.yaml") == true)
        #expect(!loading(item.text).diagnostics.contains { $0.code == .noLock })
        #expect(!loading(item.text, purpose: .run, account: .none).diagnostics.contains { $0.code == .noLock })
    }

    @Test func `what fits is accepted, and names of lists stand for their ids`() throws {
        let item = Case(
            testDescription: "",
            lists: #"{ attendees: "Webinar attendees" }"#,
            map: """
                FIRSTNAME: join_time
                          MEETING_COUNT: duration
                          MEETING_JOIN_DATE: join_time
                          STATUS: "duration > 60 ? 'Attended' : 'absent'"
                          TOPICS: "['demo']"
                          IS_HOST: duration > 5
                """,
            sink: #"{ lists: [attendees, "Meeting participants"] }"#,
            report: ""
        )
        let loading = loading(item.text, account: .known(Self.account))
        #expect(TextReport().text(loading.diagnostics) == "")
        let sink = try #require(loading.graph?.pipelines.first?.sink)
        #expect(sink.options.ints("lists") == [16, 15])
    }

    @Test func `attributes that are created needn't be there`() {
        let item = Case(testDescription: "", map: "CITY: first_name", report: "")
        var input = Input(
            documents: [.init(name: "a.yaml", text: item.text)],
            environment: Environment.full,
            catalog: TestCatalog.all,
            account: .known(Self.account)
        )
        #expect(load(input).hasErrors)
        input.createsAttributes = true
        #expect(!load(input).hasErrors)
    }

    @Test func `names that only the account knows are left open while it is asked`() {
        let item = Case(testDescription: "", lists: #"{ attendees: "Webinar attendees" }"#, report: "")
        #expect(loading(item.text, purpose: .lock).diagnostics.isEmpty)
        #expect(loading(item.text, account: .none).hasErrors)
    }

    @Test func `one mistake in a mapping of several sources is one finding`() {
        let text = Example.compact.replacing("duration: MEETING_DURATION", with: "duration: LASTNAME")
            .replacing("webinar_title: WEBINAR_NAME", with: "webinar_title: WEBNAR")
        let account = Inventory(
            attributes: Self.account.attributes + [.init("WEBINAR_NAME", .text), .init("UTM_SOURCE", .text)],
            lists: (15...17).map { .init($0, "L") },
            templates: []
        )
        let found = loading(text, account: .known(account)).diagnostics.filter { $0.severity == .error }
        #expect(found.map(\.code.rawValue).sorted() == ["attribute-type", "unknown-attribute", "unknown-attribute"])
    }
}
