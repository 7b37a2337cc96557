import Foundation
import Testing

@testable import Sandbox

/// What the sandbox answers against the official response schemas, each operation at least once.
@Suite(.enabled(if: Reference.isPresent, Comment(rawValue: Reference.absence)))
struct ResponsesTests {
    @Test func `every Zoom answer is of the form the definition has`() async throws {
        let reference = try Reference.zoom.get()
        let checker = SchemaChecker(reference: reference)
        try await withSandbox {
            $0.meetings = 10
            $0.participants = 30
            $0.webinars = 4
        } _: { client, sandbox in
            var seen: Set<String> = []
            for (operation, path) in try await Self.zoomCalls(client) {
                let answer = try await client.zoom(path)
                guard answer.status == 200, answer.json["code"] == nil else { continue }
                let schema = try #require(reference.schema(operation, status: 200))
                #expect(checker.faults(answer.json, schema) == [], "\(operation.name)")
                seen.insert(operation.name)
            }
            #expect(Set(Operations.zoom.map(\.name)).subtracting(seen).isEmpty, "never answered with rows")
            #expect(sandbox.world.violations.isEmpty)
        }
    }

    /// Each operation with paths made from the world's users, meetings and webinars.
    private static func zoomCalls(_ client: Client) async throws -> [(APIOperation, String)] {
        let world = try await client.inspect("world")
        let now = Moment(Date())
        let span = "from=\(now.adding(seconds: -86_400 * 30).dateText)&to=\(now.dateText)"
        var calls: [(APIOperation, String)] = []
        for operation in Operations.zoom {
            var path = operation.path
            if operation.parameters.contains(where: { $0.name == "from" }) { path += "?\(span)" }
            if operation.parameters.contains(where: {
                $0.name == "include_fields" && $0.kind == .choice(["registrant_id"])
            }) {
                path += "?include_fields=registrant_id"
            }
            if operation.path == "/meetings/{meetingId}/recordings" { path += "?include_fields=download_access_token" }
            path = path.replacing("{userId}", with: "host1@acme.example")
            let isWebinar = operation.path.contains("{webinarId}")
            guard path.contains("{") else {
                calls.append((operation, path))
                continue
            }
            for session in world["sessions"]?.elements ?? []
            where (session["family"] == "webinar") == isWebinar && session["host"] == "host1@acme.example" {
                let id = String(session["id"]?.integer ?? 0)
                var filled = path.replacing("{webinarId}", with: id).replacing("{meetingId}", with: id)
                if filled.contains("{registrantId}") {
                    let list = "/\(isWebinar ? "webinars" : "meetings")/\(id)/registrants"
                    let registrant = try await client.zoom(list).json["registrants"]?.elements?.first?["id"]?.string
                    filled = filled.replacing("{registrantId}", with: registrant ?? "none")
                }
                calls.append((operation, filled))
            }
        }
        return calls
    }

    @Test(
        arguments: [
            ("GET /account", "", nil, 200), ("GET /contacts", "", nil, 200),
            ("GET /contacts/{identifier}", "a@example.com", nil, 200), ("GET /contacts/attributes", "", nil, 200),
            ("GET /contacts/lists", "", nil, 200), ("GET /contacts/lists/{listId}", "1", nil, 200),
            ("GET /contacts/lists/{listId}/contacts", "1", nil, 200), ("GET /contacts/folders", "", nil, 200),
            ("GET /contacts/folders/{folderId}/lists", "1", nil, 200), ("GET /contacts/segments", "", nil, 200),
            ("GET /senders", "", nil, 200), ("GET /smtp/templates", "", nil, 200),
            ("GET /smtp/templates/{templateId}", "1", nil, 200), ("GET /smtp/blockedContacts", "", nil, 200),
            ("GET /smtp/emails", "?templateId=1", nil, 200), ("GET /emailCampaigns", "", nil, 200),
            ("POST /contacts", "", ["email": "n@example.com"], 201),
            ("POST /contacts/lists", "", ["name": "New", "folderId": 1], 201),
            ("POST /contacts/folders", "", ["name": "New"], 201),
            ("POST /contacts/lists/{listId}/contacts/add", "1", ["emails": ["b@example.com"]], 201),
            ("POST /contacts/lists/{listId}/contacts/remove", "1", ["emails": ["a@example.com"]], 201),
            ("POST /contacts/import", "", ["jsonBody": [["email": "x@example.com"]], "listIds": [1]], 202),
            (
                "POST /events/batch", "",
                ["events": [["event_name": "e", "identifiers": ["email_id": "a@example.com"]]]], 202
            ),
            (
                "POST /events/batch", "",
                ["events": [["event_name": "e", "identifiers": ["email_id": "a@example.com"]], ["event_name": "e"]]],
                207
            ),
            ("POST /smtp/email", "", ["templateId": 1, "to": [["email": "a@example.com"]]], 201),
            (
                "POST /emailCampaigns", "",
                ["name": "C", "sender": ["id": 1], "subject": "S", "htmlContent": "<p>Hello there</p>"], 201
            ),
        ] as [(String, String, WireValue?, Int)]
    )
    func `a Brevo answer is of the form the definition has`(
        name: String,
        parameter: String,
        body: WireValue?,
        status: Int
    ) async throws {
        let reference = try Reference.brevo.get()
        let operation = try #require(Operations.brevo.first { $0.name == name })
        try await withSandbox {
            $0.contacts = [
                SandboxContact(email: "a@example.com", attributes: ["FIRSTNAME": .text("A")], listIDs: [1]),
                SandboxContact(email: "b@example.com"),
            ]
            $0.attributes = [
                SandboxAttribute("SIZE", .category, options: ["S", "L"]),
                SandboxAttribute("TAGS", .multipleChoice, options: ["a"]), SandboxAttribute("AGE", .float),
            ]
        } _: { client, sandbox in
            let path = operation.path.split(separator: "/").map { $0.hasPrefix("{") ? parameter : String($0) }
            let query = parameter.hasPrefix("?") ? parameter : ""
            let mail: WireValue = ["templateId": 1, "to": [["email": "a@example.com"]], "tags": ["t"]]
            _ = try await client.brevo("POST", "/smtp/email", mail)
            let campaign: WireValue = ["name": "A", "sender": ["id": 1], "subject": "S", "templateId": 1]
            _ = try await client.brevo("POST", "/emailCampaigns", campaign)
            let answer = try await client.brevo(operation.method, "/" + path.joined(separator: "/") + query, body)
            #expect(answer.status == status)
            let schema = try #require(reference.schema(operation, status: status))
            // What Brevo changed after this copy of the definition (BREVO.md §1.2).
            let outdated = ["whatsappBlacklisted: not in the definition", "dateTimePreferences is missing"]
            let faults = SchemaChecker(reference: reference).faults(answer.json, schema)
            #expect(faults.filter { fault in !outdated.contains(where: fault.hasSuffix) } == [])
            #expect(sandbox.world.violations.isEmpty)
        }
    }

    @Test func `a finished import is of the form the newer definition has`() async throws {
        let reference = try Reference.brevoSDK.get()
        let clock = ManualClock()
        try await withSandbox {
            $0.now = { clock.now }
        } _: { client, _ in
            let rows: WireValue = [["email": "x@example.com"], ["email": "none"]]
            _ = try await client.brevo("POST", "/contacts/import", ["jsonBody": rows, "listIds": [1]])
            clock.advance(by: .seconds(1))
            let process = try await client.brevo("GET", "/processes/1").json
            let schema = try #require(reference.document["operations"]?["ProcessClient.get_process"]?["response"])
            #expect(SchemaChecker(reference: reference).faults(process, schema) == [])
            #expect(process["info"]?["import"]?["invalid_emails"]?.string?.hasSuffix(".csv") == true)
        }
    }
}
