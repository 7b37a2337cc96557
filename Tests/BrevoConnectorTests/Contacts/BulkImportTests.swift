import CEL
import HTTP
import JSON
import PipelineCore
import Testing

@testable import BrevoConnector

@Suite struct BulkImportTests {
    // MARK: handing in

    @Test func `the body holds each contact, the lists, and switches that do no harm`() async throws {
        let service = FakeService(.status(202, ["processId": 78]))
        let ticket = try await TestAccount(service).account.submit(
            [
                .sample("a@x.io", ["FIRSTNAME": .string("Ä"), "MEETING_DURATION": .double(45)], lists: [16, 17]),
                .sample("b@x.io", [:], lists: [16, 17]),
            ],
            lists: [16, 17]
        )
        #expect(ticket == Ticket(id: "78"))
        #expect(service.lines == ["POST /contacts/import"])
        #expect(
            service.bodies == [
                #"{"jsonBody":[{"email":"a@x.io","attributes":{"FIRSTNAME":"Ä","MEETING_DURATION":45}},{"email":"b@x.io"}],"#
                    + #""listIds":[16,17],"updateExistingContacts":true,"emptyContactsAttributes":false,"#
                    + #""disableNotification":true}"#
            ]
        )
    }

    @Test func `an import may be repeated only when it was provably not taken up`() async throws {
        let refused = FakeService(
            .status(429, nil, ["x-sib-ratelimit-reset": "1"]),
            .failed(.couldNotConnect, mayHaveArrived: false),
            .status(425),
            .status(202, ["processId": 1])
        )
        #expect(try await TestAccount(refused).account.submit([.sample()], lists: [16]) == Ticket(id: "1"))
        for reply in [FakeService.Reply.failed(.timedOut), .status(502), .status(408)] {
            let service = FakeService(reply, .status(202, ["processId": 1]))
            let failure = await #expect(throws: ConnectorFailure.self) {
                try await TestAccount(service).account.submit([.sample()], lists: [16])
            }
            #expect(failure?.kind == .temporary)
            #expect(service.requests.count == 1)
        }
    }

    @Test(arguments: [([Change](), [16]), ([.sample()], [])])
    func `contacts of no list, or none at all, are no import`(changes: [Change], lists: [Int]) async throws {
        let service = FakeService()
        await #expect(throws: ConnectorFailure.self) {
            try await TestAccount(service).account.submit(changes, lists: lists)
        }
        #expect(service.requests.isEmpty)
    }

    @Test(arguments: [
        (Change.sample(), true), (.sample("a@x.io", ["CONSENT": .bool(false)]), false),
        (.sample("a@x.io", ["CONSENT": .bool(true)]), false),
        (.sample("a@x.io", ["SMS": .string("33612345678")]), false),
        (.sample("a@x.io", ["WHATSAPP": .string("33612345678")]), false),
        (.sample("a@x.io", ["NOTE": .string(String(repeating: "x", count: 700))]), true),
        (.sample("a@x.io", ["NOTE": .string(String(repeating: "x", count: 750))]), false),
        (.sample("a@x.io", ["NOTE": .string(String(repeating: "\u{1}", count: 200))]), false),
    ])
    func `what an import would lose or hide goes by itself`(change: Change, canSubmit: Bool) throws {
        #expect((try TestAccount(FakeService()).account.submissionRow(change) != nil) == canSubmit)
    }

    @Test func `a full import of the largest contacts stays within what Brevo advises`() {
        #expect(BulkImport.maxContacts * BulkImport.maxContactBytes + 10_000 <= BulkImport.maxBytes)
    }

    // MARK: following

    private func process(_ status: JSONValue, info: JSONValue = nil) -> FakeService.Reply {
        .status(200, ["id": 78, "name": "IMPORTUSER", "status": status, "info": info])
    }

    private func follow(_ replies: FakeService.Reply...) async throws -> (BulkResult, FakeService, TestAccount) {
        let service = FakeService { _, number in number < replies.count ? replies[number] : .status(599) }
        let account = try TestAccount(service)
        return (try await account.account.follow(Ticket(id: "78")), service, account)
    }

    @Test func `an import is asked after until it is completed`() async throws {
        let (result, service, account) = try await follow(
            process("queued"),
            process("in_process"),
            process("processing"),
            process("whatever_comes_next"),
            process("completed", info: ["import": ["invalid_emails": nil, "duplicate_phone_id": 0]])
        )
        #expect(result == BulkResult(isCompleted: true))
        #expect(service.lines == Array(repeating: "GET /processes/78", count: 5))
        #expect(account.passed == 0.65)
    }

    @Test(arguments: ["failed", "cancelled"])
    func `an import that ended early is not completed`(status: String) async throws {
        #expect(try await follow(process(.string(status))).0 == BulkResult(isCompleted: false))
    }

    @Test func `an import that never ends is left to a later run`() async throws {
        let service = FakeService { _, _ in .status(200, ["id": 78, "name": "IMPORTUSER", "status": "queued"]) }
        let account = try TestAccount(service)
        let failure = await #expect(throws: ConnectorFailure.self) {
            try await account.account.follow(Ticket(id: "78"))
        }
        #expect(failure?.kind == .temporary)
        #expect(account.passed <= 7_200)
        #expect(service.requests.count < 140)
    }

    @Test func `an import that vanished is not completed`() async throws {
        let (result, _, _) = try await follow(
            process("queued"),
            .status(404, ["code": "document_not_found", "message": ""])
        )
        #expect(result == BulkResult(isCompleted: false))
    }

    @Test func `reports are read without the key, and what they name goes by itself from then on`() async throws {
        let report: JSONValue = [
            "import": [
                "invalid_emails": "https://s3.example.com/1.csv?sig=x",
                "duplicate_phone_id": "https://s3.example.com/2.csv",
            ]
        ]
        let service = FakeService { request, _ in
            if request.url.contains("1.csv") { return .text("EMAIL\nbad@x.io\n") }
            if request.url.contains("2.csv") { return .text("EMAIL\nb@x.io\n") }
            return .status(200, ["id": 78, "name": "IMPORTUSER", "status": "completed", "info": report])
        }
        let account = try TestAccount(service).account
        let result = try await account.follow(Ticket(id: "78"))
        #expect(result.isCompleted)
        #expect(result.exceptions.keys.sorted() == ["b@x.io", "bad@x.io"])
        #expect(
            result.exceptions["b@x.io"] == .deferred(reason: "Brevo's import left the contact out (duplicate_phone_id)")
        )
        for request in service.requests.dropFirst() { #expect(!request.headers.contains("api-key")) }
        #expect(service.requests.count == 3)
        #expect(account.submissionRow(.sample("b@x.io")) == nil)
        #expect(account.submissionRow(.sample("c@x.io")) != nil)
    }

    @Test(arguments: ["http://example.com/1.csv", "file:///etc/passwd", "ftp://x.io/1", "1.csv"])
    func `a report is only fetched over https`(url: String) async throws {
        let (result, service, _) = try await follow(
            process("completed", info: ["import": ["invalid_emails": .string(url)]])
        )
        #expect(result == BulkResult(isCompleted: false))
        #expect(service.requests.allSatisfy { $0.url.contains("/processes/") })
    }

    @Test(arguments: [
        FakeService.Reply.status(403), .failed(.tooLarge), .text("SMS\n33612345678\n"),
    ])
    func `what a report leaves open is written again`(reply: FakeService.Reply) async throws {
        let info: JSONValue = ["import": ["invalid_emails": "https://s3.example.com/1.csv"]]
        #expect(try await follow(process("completed", info: info), reply).0 == BulkResult(isCompleted: false))
    }

    @Test func `a report is tried again`() async throws {
        let info: JSONValue = ["import": ["invalid_emails": "https://s3.example.com/1.csv"]]
        let (result, _, _) = try await follow(
            process("completed", info: info),
            .status(503),
            .failed(.reset),
            .text("EMAIL\na@x.io\n")
        )
        #expect(result.exceptions.keys.sorted() == ["a@x.io"])
    }

    @Test func `a count without a report, as older definitions have it, leaves it open too`() async throws {
        let (result, _, _) = try await follow(process("completed", info: ["import": ["invalid_emails": 2]]))
        #expect(result == BulkResult(isCompleted: false))
    }

    // MARK: after a crash

    @Test func `it is waited for until no import is under way`() async throws {
        func rows(_ status: JSONValue) -> FakeService.Reply {
            .status(
                200,
                [
                    "count": 3,
                    "processes": [
                        ["id": 3, "name": "SEARCH_EXPORT_USERS", "status": "queued"],
                        ["id": 2, "name": "IMPORTUSER", "status": status],
                        ["id": 1, "name": "IMPORTUSER", "status": "failed"],
                    ],
                ]
            )
        }
        let service = FakeService(rows("queued"), rows("processing"), rows("completed"))
        try await TestAccount(service).account.awaitUnknownSubmissions()
        #expect(service.lines == Array(repeating: "GET /processes?limit=50&offset=0&sort=desc", count: 3))
    }

    @Test func `an account without processes has none under way`() async throws {
        let service = FakeService(.status(200, ["count": 0]))
        try await TestAccount(service).account.awaitUnknownSubmissions()
        #expect(service.requests.count == 1)
    }
}
