import Testing

@testable import Sandbox

@Suite struct BrevoListsTests {
    @Test func `adding nobody is an error, adding somebody tells who`() async throws {
        try await withSandbox {
            $0.contacts = [
                SandboxContact(email: "a@example.com"), SandboxContact(email: "b@example.com", listIDs: [1]),
            ]
        } _: { client, sandbox in
            let path = "/contacts/lists/1/contacts/add"
            let added = try await client.brevo(
                "POST",
                path,
                ["emails": ["A@example.com", "b@example.com", "x@example.com"]]
            )
            #expect(added.status == 201)
            #expect(
                added.json
                    == ["contacts": ["success": ["A@example.com"], "failure": ["b@example.com", "x@example.com"]]]
            )
            let again = try await client.brevo("POST", path, ["ids": [1, 2]])
            #expect(again.status == 400)
            #expect(again.json["message"] == "Contact already in list and/or does not exist")
            #expect(try await client.brevo("POST", path, ["emails": [], "ids": [1]]).status == 400)
            #expect(try await client.brevo("POST", "/contacts/lists/9/contacts/add", ["ids": [1]]).status == 404)
            let removed = try await client.brevo("POST", "/contacts/lists/1/contacts/remove", ["ids": [1]])
            #expect(removed.status == 201)
            #expect(sandbox.world.members(ofList: 1) == ["b@example.com"])
            let cleared = try await client.brevo("POST", "/contacts/lists/1/contacts/remove", ["all": true])
            #expect(cleared.json["contacts"]?["total"] == 1)
            #expect(sandbox.world.members(ofList: 1) == [])
        }
    }

    @Test func `151 entries are too many`() async throws {
        try await withSandbox { client, sandbox in
            let answer = try await client.brevo(
                "POST",
                "/contacts/lists/1/contacts/add",
                ["ids": .array((1...151).map(WireValue.integer))]
            )
            #expect(answer.json["code"] == "out_of_range")
            #expect(sandbox.world.violations.count == 1)
        }
    }

    @Test func `lists are paged by ten, at most fifty, the newest first`() async throws {
        try await withSandbox {
            $0.lists = (1...60).map { "List \($0)" }
        } _: { client, _ in
            let first = try await client.brevo("GET", "/contacts/lists").json
            #expect(first["lists"]?.elements?.map { $0["id"]?.integer } == Array((51...60).reversed()))
            #expect(first["count"] == 60)
            let rest = try await client.brevo("GET", "/contacts/lists?limit=50&offset=50&sort=asc").json
            #expect(rest["lists"]?.elements?.count == 10)
            #expect(try await client.brevo("GET", "/contacts/lists?limit=51").status == 400)
        }
    }

    @Test func `a list needs a folder there is`() async throws {
        try await withSandbox { client, _ in
            let wrong = try await client.brevo("POST", "/contacts/lists", ["name": "New", "folderId": 9])
            #expect(wrong.status == 404)
            #expect(wrong.json["message"] == "Folder ID does not exist")
            let missing = try await client.brevo("POST", "/contacts/lists", ["name": "New"])
            #expect(missing.json["code"] == "missing_parameter")
            let created = try await client.brevo("POST", "/contacts/lists", ["name": "New", "folderId": 1])
            #expect(created.json == ["id": 3])
        }
    }

    @Test func `joining again by the API undoes leaving, and is counted as a resubscription`() async throws {
        try await withSandbox {
            $0.contacts = [SandboxContact(email: "a@example.com", unsubscribedListIDs: [2])]
        } _: { client, _ in
            let body: WireValue = ["email": "a@example.com", "listIds": [2], "updateEnabled": true]
            _ = try await client.brevo("POST", "/contacts", body)
            let contact = try await client.inspect("contacts")["contacts"]?.elements?.first
            #expect(contact?["resubscriptions"] == 1)
            #expect(contact?["listUnsubscribed"] == [])
        }
    }
}
