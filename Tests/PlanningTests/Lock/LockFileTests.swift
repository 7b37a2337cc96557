import PipelineCore
import Testing

@testable import Planning

@Suite struct LockFileTests {
    private let inventory = Inventory(
        attributes: [
            .init("PLAN", .category(labels: [2: "Pro", 1: "Basic"])),
            .init("FIRSTNAME", .text),
            .init("MEETING_COUNT", .number),
            .init("OPT_IN", .boolean),
            .init("JOINED", .date),
            .init("TOPICS", .multipleChoice(options: ["b", "a \"quoted\""])),
            .init("OPEN", .multipleChoice(options: nil)),
            .init("SMS", .phone),
            .init("SCORE", .fixed("calculated")),
        ],
        lists: [.init(16, "Webinar attendees"), .init(3, "Newsletter")],
        templates: [.init(2, "Recording", isActive: true), .init(1, "Old", isActive: false)]
    )

    @Test func `it is sorted, an item a line`() {
        #expect(
            LockFile.text(inventory) == """
                {
                  "version": 1,
                  "attributes": [
                    {"name":"FIRSTNAME","category":"normal","type":"text"},
                    {"name":"JOINED","category":"normal","type":"date"},
                    {"name":"MEETING_COUNT","category":"normal","type":"float"},
                    {"name":"OPEN","category":"normal","type":"multiple-choice"},
                    {"name":"OPT_IN","category":"normal","type":"boolean"},
                    {"name":"PLAN","category":"category","values":[{"value":1,"label":"Basic"},{"value":2,"label":"Pro"}]},
                    {"name":"SCORE","category":"calculated"},
                    {"name":"SMS","category":"normal","type":"phone"},
                    {"name":"TOPICS","category":"normal","type":"multiple-choice","options":["a \\"quoted\\"","b"]}
                  ],
                  "lists": [
                    {"id":3,"name":"Newsletter"},
                    {"id":16,"name":"Webinar attendees"}
                  ],
                  "templates": [
                    {"id":1,"name":"Old","active":false},
                    {"id":2,"name":"Recording","active":true}
                  ]
                }

                """
        )
    }

    @Test func `what is written is what is read`() throws {
        #expect(try LockFile.read(LockFile.text(inventory)) == inventory)
        let empty = Inventory(attributes: [], lists: [], templates: [])
        #expect(try LockFile.read(LockFile.text(empty)) == empty)
    }

    @Test(arguments: [
        ("", "it is no JSON"),
        ("<<<<<<< HEAD", "it is no JSON"),
        ("[]", "it has no `version`"),
        (#"{"version": 2}"#, "its version is 2, and only 1 is known here"),
        (#"{"version": 1, "attributes": []}"#, "it has no `lists`"),
        (
            #"{"version": 1, "attributes": [{"name": "X", "category": "normal", "type": "odd"}]}"#,
            "`attributes[0]` can't be read"
        ),
        (#"{"version": 1, "attributes": [], "lists": [{"id": "1", "name": "L"}]}"#, "`lists[0]` can't be read"),
    ])
    func `what is no lock is refused with its reason`(_ text: String, _ reason: String) {
        let error = #expect(throws: LockFile.Malformed.self) { try LockFile.read(text) }
        #expect(error?.message.hasPrefix(reason) == true, "\(error?.message ?? "")")
    }

    @Test func `differences are named, a line each`() {
        let newer = Inventory(
            attributes: inventory.attributes.filter { $0.name != "JOINED" && $0.name != "PLAN" && $0.name != "OPT_IN" }
                + [
                    .init("PLAN", .category(labels: [1: "Basic"])), .init("OPT_IN", .text), .init("CITY", .text),
                ],
            lists: [.init(3, "News")],
            templates: [.init(2, "Recording", isActive: false), .init(1, "Old", isActive: false)]
        )
        #expect(inventory.differences(since: inventory) == [])
        #expect(
            newer.differences(since: inventory) == [
                "the attribute `CITY` is new: text",
                "the attribute `OPT_IN` was boolean, and is text",
                "the attribute `PLAN` was category of “Basic” (1), “Pro” (2), and is category of “Basic” (1)",
                "the attribute `JOINED` is gone: date",
                "the list 3 was “Newsletter”, and is “News”",
                "the list 16 is gone: “Webinar attendees”",
                "the template 2 was “Recording”, active, and is “Recording”, not active",
            ]
        )
    }
}
