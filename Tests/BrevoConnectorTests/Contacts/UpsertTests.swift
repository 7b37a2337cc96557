import CEL
import HTTP
import JSON
import PipelineCore
import Testing

@testable import BrevoConnector

@Suite struct UpsertTests {
    @Test func `the body holds email, attributes in capitals, lists and the wish to update, and nothing else`()
        async throws
    {
        let service = FakeService(.status(201, ["id": 7]))
        let change = Change.sample(
            "ada+x@example.com",
            [
                "FIRSTNAME": .string("Ada \"A\""), "MEETING_DURATION": .double(45), "SHARE": .double(0.5),
                "CONSENT": .bool(false), "TAGS": .list([.string("blue"), .string("red")]),
                "EMAIL": .string("other@x.io"),
            ],
            lists: [16, 17]
        )
        #expect(try await TestAccount(service).account.upsert(change) == .delivered(created: true, leftOut: [:]))
        #expect(service.lines == ["POST /contacts"])
        #expect(
            service.bodies == [
                #"{"email":"ada+x@example.com","attributes":{"CONSENT":false,"FIRSTNAME":"Ada \"A\"","MEETING_DURATION":45,"#
                    + #""SHARE":0.5,"TAGS":["blue","red"]},"listIds":[16,17],"updateEnabled":true}"#
            ]
        )
        let headers = service.requests.first?.headers
        #expect(headers?.first("api-key") == "xkeysib-secret")
        #expect(headers?.first("Content-Type") == "application/json")
        #expect(headers?.first("Accept") == "application/json")
    }

    @Test func `without attributes and lists only the email is sent`() async throws {
        let service = FakeService(.status(204))
        _ = try await TestAccount(service).account.upsert(.sample("a@x.io", [:], lists: []))
        #expect(service.bodies == [#"{"email":"a@x.io","updateEnabled":true}"#])
    }

    @Test(arguments: [(201, true), (204, false), (200, false)])
    func `201 is a new contact, 204 an old one`(status: Int, created: Bool) async throws {
        let service = FakeService(.status(status))
        #expect(try await TestAccount(service).account.upsert(.sample()) == .delivered(created: created, leftOut: [:]))
    }

    @Test(arguments: [FakeService.Reply.status(502), .failed(.reset)])
    func `a new contact whose first answer was lost was created by us`(lost: FakeService.Reply) async throws {
        for (creates, created) in [(true, true), (false, false)] {
            let service = FakeService(lost, .status(204))
            let outcome = try await TestAccount(service).account.upsert(.sample(creates: creates))
            #expect(outcome == .delivered(created: created, leftOut: [:]))
        }
        let refused = FakeService(
            .status(429),
            .failed(.couldNotConnect, mayHaveArrived: false),
            .status(425),
            .status(204)
        )
        let outcome = try await TestAccount(refused).account.upsert(.sample(creates: true))
        #expect(outcome == .delivered(created: false, leftOut: [:]))
    }

    private static let phones: [String: Value] = [
        "FIRSTNAME": .string("Ada"), "SMS": .string("33612345678"), "WHATSAPP": .string("33612345679"),
    ]

    @Test func `a phone number that another contact has is left out, the other one stays`() async throws {
        let body: JSONValue = [
            "code": "duplicate_parameter",
            "message": "Unable to create contact, SMS is already associated with another Contact",
            "metadata": ["duplicate_identifiers": ["SMS"]],
        ]
        let service = FakeService(.status(400, body), .status(204))
        let outcome = try await TestAccount(service).account.upsert(.sample("a@x.io", Self.phones))
        let reason = "duplicate_parameter: Unable to create contact, SMS is already associated with another Contact"
        #expect(outcome == .delivered(created: false, leftOut: ["SMS": reason]))
        #expect(service.bodies.last?.contains("SMS") == false)
        #expect(service.bodies.last?.contains("WHATSAPP") == true)
    }

    private static let phoneRefusals: [(JSONValue, [String])] = [
        (["code": "invalid_parameter", "message": "Invalid phone number"], ["SMS", "WHATSAPP"]),
        (["code": "invalid_parameter", "message": "Invalid WHATSAPP number"], ["WHATSAPP"]),
        (["code": "x", "message": "Unable to update contact, SMS or EXT_ID are already associated"], ["SMS"]),
        (["code": "x", "message": "", "metadata": ["duplicate_identifiers": ["whatsapp"]]], ["WHATSAPP"]),
    ]

    @Test(arguments: phoneRefusals)
    func `phones are left out by code, words or metadata`(body: JSONValue, names: [String]) async throws {
        let service = FakeService(.status(400, body), .status(201, ["id": 1]))
        let outcome = try await TestAccount(service).account.upsert(.sample("a@x.io", Self.phones))
        guard case .delivered(created: true, let leftOut) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(leftOut.keys.sorted() == names)
    }

    @Test func `phones are left out one after the other`() async throws {
        func taken(_ name: String) -> JSONValue {
            ["code": "d", "message": "", "metadata": ["duplicate_identifiers": [.string(name)]]]
        }
        let service = FakeService(.status(400, taken("SMS")), .status(400, taken("WHATSAPP")), .status(204))
        let outcome = try await TestAccount(service).account.upsert(.sample("a@x.io", Self.phones))
        #expect(outcome == .delivered(created: false, leftOut: ["SMS": "d", "WHATSAPP": "d"]))
    }

    @Test func `a change of nothing but a refused phone is a dead letter`() async throws {
        let service = FakeService(.status(400, ["code": "invalid_parameter", "message": "Invalid phone number"]))
        let outcome = try await TestAccount(service).account.upsert(.sample("a@x.io", ["SMS": .string("x")], lists: []))
        #expect(outcome == .rejected(code: "phone_refused", reason: "invalid_parameter: Invalid phone number"))
        #expect(service.requests.count == 1)
    }

    @Test func `any other 400 is a dead letter whose reason hides the address`() async throws {
        let service = FakeService(
            .status(
                400,
                ["code": "invalid_parameter", "message": "email ada@example.com is invalid"],
                ["sib-request-id": "r-1"]
            )
        )
        #expect(
            try await TestAccount(service).account.upsert(.sample())
                == .rejected(
                    code: "invalid_parameter",
                    reason:
                        "POST /contacts was answered 400 (invalid_parameter: email a…@example.com is invalid; request r-1)"
                )
        )
    }

    @Test(arguments: [
        (400, "List ID does not exist"), (400, "Invalid list id"), (404, "List not found"),
    ])
    func `a deleted list isn't the contact's fault`(status: Int, message: String) async throws {
        let service = FakeService(.status(status, ["code": "invalid_parameter", "message": .string(message)]))
        let failure = await #expect(throws: ConnectorFailure.self) {
            try await TestAccount(service).account.upsert(.sample())
        }
        #expect(failure?.kind == .missingPrerequisite)
    }

    @Test(arguments: [425, 429, 408, 500, 503])
    func `trouble that passes is repeated`(status: Int) async throws {
        let service = FakeService(.status(status), .status(status), .status(204))
        #expect(try await TestAccount(service).account.upsert(.sample()) == .delivered(created: false, leftOut: [:]))
        #expect(service.requests.count == 3)
    }

    @Test(arguments: [HTTPFailure.Kind.timedOut, .reset, .truncated, .couldNotConnect])
    func `a lost answer is repeated, for an upsert does no harm twice`(kind: HTTPFailure.Kind) async throws {
        let service = FakeService(.failed(kind), .status(201, ["id": 1]))
        #expect(try await TestAccount(service).account.upsert(.sample()) == .delivered(created: true, leftOut: [:]))
    }

    @Test func `trouble that stays leaves the contact pending`() async throws {
        let service = FakeService { _, _ in .status(503, ["code": "x", "message": "down"]) }
        let outcome = try await TestAccount(service).account.upsert(.sample())
        #expect(outcome == .deferred(reason: "POST /contacts was answered 503 (x: down)"))
        #expect(service.requests.count == Client.attempts)
    }
}
