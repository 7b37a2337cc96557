import Testing

@testable import Sandbox

@Suite struct BrevoAttributesTests {
    @Test(
        arguments: [
            ("normal", "MINUTES", ["type": "float"], 201), ("normal", "MINUTES", ["type": "integer"], 400),
            ("normal", "FIRSTNAME", ["type": "text"], 400), ("normal", "minutes", ["type": "float"], 400),
            ("normal", "REF", ["type": "id"], 400), ("transactional", "REF", ["type": "id"], 201),
            ("category", "SIZE", ["enumeration": [["value": 1, "label": "S"]]], 201), ("category", "SIZE", [:], 400),
            ("odd", "SIZE", ["type": "text"], 400),
        ] as [(String, String, WireValue, Int)]
    )
    func `attributes are made as their category allows`(category: String, name: String, body: WireValue, status: Int)
        async throws
    {
        try await withSandbox { client, _ in
            let answer = try await client.brevo("POST", "/contacts/attributes/\(category)/\(name)", body)
            #expect(answer.status == status)
            if status == 201 {
                #expect(answer.body.isEmpty)
                let all = try await client.brevo("GET", "/contacts/attributes").json["attributes"]?.elements ?? []
                #expect(all.contains { $0["name"]?.string == name && $0["category"]?.string == category })
            }
        }
    }

    @Test func `a deleted attribute takes its values along`() async throws {
        try await withSandbox {
            $0.attributes = [SandboxAttribute("MINUTES", .float)]
            $0.contacts = [SandboxContact(email: "a@example.com", attributes: ["MINUTES": .number(5)])]
        } _: { client, sandbox in
            let answer = try await client.brevo("DELETE", "/contacts/attributes/normal/MINUTES")
            #expect(answer.status == 204)
            #expect(sandbox.world.contact("a@example.com")?.attributes == [:])
            #expect(try await client.brevo("DELETE", "/contacts/attributes/normal/MINUTES").status == 404)
        }
    }
}
