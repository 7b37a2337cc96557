import Testing

@testable import Sandbox

@Suite struct BrevoImportsTests {
    private let clock = ManualClock()

    /// Runs an import to its end and hands over the process and the sandbox.
    private func imported(
        _ body: WireValue,
        _ configure: (inout SandboxConfiguration) -> Void = { _ in },
        _ check: (Client, Sandbox, WireValue) async throws -> Void
    ) async throws {
        try await withSandbox {
            $0.now = { [clock] in clock.now }
            configure(&$0)
        } _: { client, sandbox in
            let accepted = try await client.brevo("POST", "/contacts/import", body)
            #expect(accepted.status == 202)
            clock.advance(by: .seconds(60))
            let process = try await client.brevo("GET", "/processes/\(accepted.json["processId"]?.integer ?? 0)")
            #expect(process.json["status"] == "completed")
            try await check(client, sandbox, process.json)
        }
    }

    @Test func `an import is queued, worked on, then done, and only then are the contacts there`() async throws {
        try await withSandbox {
            $0.now = { [clock] in clock.now }
        } _: { client, sandbox in
            let rows = (0..<1000).map { WireValue.fields(["email": .string("c\($0)@example.com")]) }
            _ = try await client.brevo("POST", "/contacts/import", ["jsonBody": .array(rows), "listIds": [1]])
            func status() async throws -> String? {
                try await client.brevo("GET", "/processes/1").json["status"]?.string
            }
            #expect(try await status() == "queued")
            clock.advance(by: .milliseconds(100))
            #expect(try await status() == "processing")
            clock.advance(by: .milliseconds(219))
            #expect(try await status() == "processing")
            #expect(sandbox.world.contacts.isEmpty)
            clock.advance(by: .milliseconds(1))
            #expect(try await status() == "completed")
            #expect(sandbox.world.contacts.count == 1000)
            #expect(sandbox.world.members(ofList: 1)?.count == 1000)
        }
    }

    @Test func `a CSV body is read with its quotes, and its cells take the attributes' types`() async throws {
        let csv = #"""
            EMAIL;FIRSTNAME;MINUTES;VIP;DAY;UNKNOWN;EXT_ID
            Ada@Example.com;"Ada; the ""first""";42.5;yes;2026-11-24;x;e-1
            b@example.com;Bo;many;no;24.11.2026;x;
            """#
        try await imported(["fileBody": .string(csv), "listIds": [1, 2]]) {
            $0.attributes = [
                SandboxAttribute("MINUTES", .float), SandboxAttribute("VIP", .boolean), SandboxAttribute("DAY", .date),
            ]
        } _: { _, sandbox, _ in
            let ada = try #require(sandbox.world.contact("ada@example.com"))
            #expect(
                ada.attributes == [
                    "FIRSTNAME": .text("Ada; the \"first\""), "MINUTES": .number(42.5), "VIP": .boolean(true),
                    "DAY": .text("2026-11-24"),
                ]
            )
            #expect(ada.extID == "e-1")
            #expect(ada.listIDs == [1, 2])
            #expect(
                sandbox.world.contact("b@example.com")?.attributes == [
                    "FIRSTNAME": .text("Bo"), "VIP": .boolean(false),
                ]
            )
        }
    }

    @Test func `a boolean false in a JSON body is not applied`() async throws {
        let rows: WireValue = [["email": "a@example.com", "attributes": ["VIP": false, "FIRSTNAME": "New"]]]
        try await imported(["jsonBody": rows, "listIds": [1]]) {
            $0.attributes = [SandboxAttribute("VIP", .boolean)]
            $0.contacts = [SandboxContact(email: "a@example.com", attributes: ["VIP": .boolean(true)])]
        } _: { _, sandbox, _ in
            let contact = sandbox.world.contact("a@example.com")
            #expect(contact?.attributes == ["VIP": .boolean(true), "FIRSTNAME": .text("New")])
            #expect(contact?.writes == 1)
        }
    }

    @Test func `bad emails and taken phones are left out and reported in CSV files that need no key`() async throws {
        let rows: WireValue = [
            ["email": "not;one"], ["email": "b@example.com", "attributes": ["SMS": "+491701234567"]],
            ["email": "c@example.com"],
        ]
        try await imported(["jsonBody": rows, "listIds": [1]]) {
            $0.contacts = [SandboxContact(email: "a@example.com", attributes: ["SMS": .text("491701234567")])]
        } _: { client, sandbox, process in
            let info = process["info"]?["import"]
            func report(_ name: String) async throws -> String? {
                guard let file = info?[name]?.string?.split(separator: "/").suffix(2) else { return nil }
                let answer = try await client.send("GET", "/brevo/reports/\(file.joined(separator: "/"))")
                return answer.status == 200 ? String(decoding: answer.body, as: UTF8.self) : nil
            }
            let (emails, phones) = try await (report("invalid_emails"), report("duplicate_phone_id"))
            #expect(emails == "EMAIL\n\"not;one\"\n")
            #expect(phones == "SMS\n491701234567\n")
            #expect(info?["duplicate_ext_id"] == .null)
            #expect(sandbox.world.members(ofList: 1) == ["c@example.com"])
        }
    }

    @Test(arguments: [(true, "New", [1]), (false, "Old", [1])])
    func `existing contacts are updated unless told otherwise, and join the list`(
        updates: Bool,
        name: String,
        lists: [Int]
    ) async throws {
        let rows: WireValue = [["email": "A@example.com", "attributes": ["FIRSTNAME": "New", "LASTNAME": ""]]]
        let body: WireValue = ["jsonBody": rows, "listIds": [1], "updateExistingContacts": .boolean(updates)]
        try await imported(body) {
            $0.contacts = [
                SandboxContact(
                    email: "a@example.com",
                    attributes: ["FIRSTNAME": .text("Old"), "LASTNAME": .text("Kept")],
                    isBlocklisted: true
                )
            ]
        } _: { _, sandbox, _ in
            let contact = sandbox.world.contact("a@example.com")
            #expect(contact?.attributes == ["FIRSTNAME": .text(name), "LASTNAME": .text("Kept")])
            #expect(contact?.listIDs == lists)
            #expect(contact?.isBlocklisted == true)
        }
    }

    @Test(
        arguments: [
            ["listIds": [1]], ["jsonBody": [], "fileBody": "EMAIL", "listIds": [1]], ["jsonBody": []],
            ["jsonBody": [], "listIds": [9]], ["jsonBody": [], "newList": ["listName": "x"]],
            ["fileBody": "NAME\nAda", "listIds": [1]], ["jsonBody": [["mail": "a@example.com"]], "listIds": [1]],
        ] as [WireValue]
    )
    func `a request that can't be an import is refused`(body: WireValue) async throws {
        try await withSandbox { client, sandbox in
            let answer = try await client.brevo("POST", "/contacts/import", body)
            #expect(answer.status == 400)
            #expect(try await client.inspect("imports")["imports"] == [])
        }
    }

    @Test func `ten megabytes are the most`() async throws {
        try await withSandbox { client, _ in
            let text = "EMAIL\n" + String(repeating: "a@example.com\n", count: 10 * 1024 * 1024 / 14)
            let answer = try await client.brevo(
                "POST",
                "/contacts/import",
                ["fileBody": .string(text), "listIds": [1]]
            )
            #expect(answer.status == 400)
        }
    }

    @Test func `an unknown process is not found`() async throws {
        try await withSandbox { client, _ in
            let answer = try await client.brevo("GET", "/processes/7")
            #expect(answer.status == 404)
            #expect(answer.json["code"] == "document_not_found")
        }
    }
}
