import CEL
import HTTP
import JSON
import PipelineCore
import Testing

@testable import BrevoConnector

@Suite struct LookUpTests {
    private func lookUp(_ key: String, _ reply: FakeService.Reply) async throws -> (Existing?, [String]) {
        let service = FakeService(.status(200, attributesBody), reply)
        let existing = try await TestAccount(service).account.lookUp(key, attributes: ["FIRSTNAME"])
        return (existing, service.lines)
    }

    @Test func `an address is encoded once, as a path segment`() async throws {
        let (existing, lines) = try await lookUp("a+b@x.io", .status(404))
        #expect(existing == nil)
        #expect(lines.last == "GET /contacts/a%2Bb%40x.io?identifierType=email_id")
    }

    @Test func `a contact is read as in a scan`() async throws {
        let (existing, _) = try await lookUp(
            "a@x.io",
            .status(
                200,
                [
                    "id": 1, "email": "A@x.io", "emailBlacklisted": false, "listIds": [3], "listUnsubscribed": [4],
                    "attributes": ["FIRSTNAME": "Ada", "LASTNAME": "L"],
                ]
            )
        )
        #expect(
            existing
                == Existing(
                    key: "a@x.io",
                    attributes: ["FIRSTNAME": .string("Ada")],
                    memberships: [3],
                    refusedMemberships: [4],
                    isBlocked: false
                )
        )
    }

    @Test func `an address that Brevo doesn't take isn't there`() async throws {
        #expect(try await lookUp("a@x.io", .status(400, ["code": "invalid_parameter", "message": "x"])).0 == nil)
    }

    @Test func `without word of a blocklisting nothing is guessed`() async throws {
        await #expect(throws: ConnectorFailure.self) {
            try await lookUp("a@x.io", .status(200, ["email": "a@x.io", "listIds": [], "attributes": [:]]))
        }
    }
}
