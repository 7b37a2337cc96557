import Testing

@testable import Sandbox

@Suite struct BrevoContactsTests {
    @Test func `the first write creates with 201 and an id, the second updates with 204 and nothing`() async throws {
        try await withSandbox { client, sandbox in
            let body: WireValue = [
                "email": "Ada@Example.com", "attributes": ["FIRSTNAME": "Ada"], "listIds": [2], "updateEnabled": true,
            ]
            let created = try await client.brevo("POST", "/contacts", body)
            #expect(created.status == 201)
            #expect(created.json["id"]?.integer == 1)
            let updated = try await client.brevo("POST", "/contacts", body)
            #expect(updated.status == 204)
            #expect(updated.body.isEmpty)
            let contact = try #require(sandbox.world.contact("ADA@example.com"))
            #expect(contact.email == "ada@example.com")
            #expect(contact.attributes == ["FIRSTNAME": .text("Ada")])
            #expect(contact.listIDs == [2])
            #expect(contact.writes == 2)
            #expect(sandbox.world.members(ofList: 2) == ["ada@example.com"])
        }
    }

    @Test func `an existing contact without updateEnabled is a duplicate`() async throws {
        try await withSandbox {
            $0.contacts = [SandboxContact(email: "ada@example.com")]
        } _: { client, sandbox in
            let answer = try await client.brevo("POST", "/contacts", ["email": "ADA@example.com"])
            #expect(answer.status == 400)
            #expect(answer.json["code"] == "duplicate_parameter")
            #expect(answer.json["metadata"] == ["duplicate_identifiers": ["email"]])
            #expect(sandbox.world.contact("ada@example.com")?.writes == 0)
        }
    }

    @Test(
        arguments: [
            (["UNKNOWN": "x"], [:]), (["firstname": "x"], [:]), (["MINUTES": "12"], [:]),
            (["MINUTES": 12.5], ["MINUTES": .number(12.5)]),
            (["VIP": "yes"], [:]), (["VIP": false], ["VIP": .boolean(false)]), (["DAY": "24/11/2026"], [:]),
            (["DAY": "2026-11-24"], ["DAY": .text("2026-11-24")]), (["SIZE": "Big"], ["SIZE": .number(2)]),
            (["SIZE": "Huge"], [:]), (["TAGS": ["a", "b"]], ["TAGS": .texts(["a", "b"])]), (["TAGS": ["a", "z"]], [:]),
            (["FIRSTNAME": 5], [:]),
        ] as [(WireValue, [String: SandboxContact.Value])]
    )
    func `unknown attributes and mistyped values are ignored without a word`(
        given: WireValue,
        stored: [String: SandboxContact.Value]
    ) async throws {
        try await withSandbox {
            $0.attributes = [
                SandboxAttribute("MINUTES", .float), SandboxAttribute("VIP", .boolean), SandboxAttribute("DAY", .date),
                SandboxAttribute("SIZE", .category, options: ["Small", "Big"]),
                SandboxAttribute("TAGS", .multipleChoice, options: ["a", "b"]),
            ]
        } _: { client, sandbox in
            let answer = try await client.brevo("POST", "/contacts", ["email": "a@example.com", "attributes": given])
            #expect(answer.status == 201)
            #expect(sandbox.world.contact("a@example.com")?.attributes == stored)
            #expect(sandbox.world.violations.isEmpty)
        }
    }

    @Test func `a phone number belongs to one contact, in all its spellings`() async throws {
        try await withSandbox { client, sandbox in
            let first = try await client.brevo(
                "POST",
                "/contacts",
                ["email": "a@example.com", "attributes": ["SMS": "+49301234567"]]
            )
            #expect(first.status == 201)
            let second = try await client.brevo(
                "POST",
                "/contacts",
                ["email": "b@example.com", "attributes": ["SMS": "0049301234567"], "updateEnabled": true]
            )
            #expect(second.status == 400)
            #expect(second.json["metadata"] == ["duplicate_identifiers": ["SMS"]])
            #expect(sandbox.world.contact("b@example.com") == nil)
            let bad = try await client.brevo(
                "POST",
                "/contacts",
                ["email": "b@example.com", "attributes": ["SMS": "030 12"]]
            )
            #expect(bad.json["message"] == "Invalid phone number")
        }
    }

    @Test(arguments: ["no-at", "two@@example.com", " a@example.com", "a@example", "a b@example.com", "a@-x.com"])
    func `an address that is none is refused`(email: String) async throws {
        try await withSandbox { client, sandbox in
            let answer = try await client.brevo("POST", "/contacts", ["email": .string(email)])
            #expect(answer.status == 400)
            #expect(answer.json["code"] == "invalid_parameter")
            #expect(sandbox.world.contacts.isEmpty)
        }
    }

    @Test(arguments: ["a+b@example.com", "a%2Bb@example.com", "a%2bb%40example.com", "A+B@Example.com"])
    func `a plus in a path is a plus, encoded or not`(identifier: String) async throws {
        try await withSandbox {
            $0.contacts = [SandboxContact(email: "a+b@example.com")]
        } _: { client, _ in
            let answer = try await client.brevo("GET", "/contacts/\(identifier)?identifierType=email_id")
            #expect(answer.json["email"] == "a+b@example.com")
            #expect(answer.json["statistics"] != nil)
        }
    }

    @Test func `a changed address lifts the blocklisting, which is counted`() async throws {
        try await withSandbox {
            $0.contacts = [SandboxContact(email: "a@example.com", isBlocklisted: true)]
        } _: { client, _ in
            let same = try await client.brevo("POST", "/contacts", ["email": "a@example.com", "updateEnabled": true])
            #expect(same.status == 204)
            #expect(
                try await client.inspect("contacts?email=a@example.com")["contacts"]?.elements?[0]["emailBlacklisted"]
                    == true
            )
            let renamed = try await client.brevo(
                "PUT",
                "/contacts/a@example.com",
                ["attributes": ["EMAIL": "c@example.com"]]
            )
            #expect(renamed.status == 204)
            let contact = try await client.inspect("contacts?email=c@example.com")["contacts"]?.elements?[0]
            #expect(contact?["emailBlacklisted"] == false)
            #expect(contact?["resubscriptions"] == 1)
            #expect(try await client.brevo("GET", "/contacts/a@example.com").json["code"] == "document_not_found")
        }
    }

    @Test func `contacts are listed by creation, filtered by list and time`() async throws {
        let clock = ManualClock()
        try await withSandbox {
            $0.now = { clock.now }
            $0.contacts = (1...5).map { SandboxContact(email: "c\($0)@example.com", listIDs: $0 < 3 ? [1] : [2]) }
        } _: { client, _ in
            func emails(_ query: String) async throws -> [String] {
                try await client.brevo("GET", "/contacts?\(query)").json["contacts"]?.elements?
                    .compactMap { $0["email"]?.string?.prefix(2).description } ?? []
            }
            #expect(try await emails("") == ["c5", "c4", "c3", "c2", "c1"])
            #expect(try await emails("sort=asc&limit=2&offset=1") == ["c2", "c3"])
            #expect(try await emails("listIds=1") == ["c2", "c1"])
            #expect(try await emails("listIds=1&listIds=2&limit=1000").count == 5)
            clock.advance(by: .seconds(60))
            _ = try await client.brevo("PUT", "/contacts/c3@example.com", ["listIds": [1]])
            #expect(try await emails("modifiedSince=2026-11-23T13:00:30%2B01:00") == ["c3"])
            #expect(try await client.brevo("GET", "/contacts?limit=1001").status == 400)
        }
    }

    @Test func `an unknown list refuses the whole write`() async throws {
        try await withSandbox { client, sandbox in
            let answer = try await client.brevo("POST", "/contacts", ["email": "a@example.com", "listIds": [99]])
            #expect(answer.status == 400)
            #expect(sandbox.world.contacts.isEmpty)
        }
    }

    @Test(
        arguments: [(nil, "authentication not found in headers"), ("xkeysib-wrong", "Key not found")]
            as [(String?, String)]
    )
    func `the key is checked`(key: String?, message: String) async throws {
        try await withSandbox { client, _ in
            var other = client
            other.apiKey = key
            let answer = try await other.brevo("GET", "/account")
            #expect(answer.status == 401)
            #expect(answer.json == ["code": "unauthorized", "message": .string(message)])
        }
    }

    @Test func `the retired batch endpoint is gone`() async throws {
        try await withSandbox { client, _ in
            let answer = try await client.brevo("POST", "/contacts/batch", ["contacts": []])
            #expect(answer.status == 410)
        }
    }

    @Test func `what a third party changes is no write of ours`() async throws {
        try await withSandbox {
            $0.contacts = [SandboxContact(email: "a@example.com", listIDs: [1, 2])]
        } _: { client, sandbox in
            try await client.change(
                "contacts",
                ["email": "a@example.com", "unsubscribe": [1], "emailBlacklisted": true]
            )
            let contact = try #require(sandbox.world.contact("a@example.com"))
            #expect(contact.listIDs == [2])
            #expect(contact.unsubscribedListIDs == [1])
            #expect(contact.isBlocklisted)
            #expect(contact.writes == 0)
            try await client.change("contacts", ["email": "a@example.com", "delete": true])
            #expect(sandbox.world.contacts.isEmpty)
        }
    }
}
