import Testing

@testable import Sandbox

@Suite struct BrevoMessagesTests {
    @Test func `an event is taken in for a known contact and changes its attributes`() async throws {
        try await withSandbox {
            $0.contacts = [SandboxContact(email: "a@example.com")]
        } _: { client, sandbox in
            let answer = try await client.brevo(
                "POST",
                "/events",
                [
                    "event_name": "zoom_webinar_attended", "identifiers": ["email_id": "A@example.com"],
                    "event_properties": ["minutes": 42.5, "tags": ["x"], "more": ["a": 1]],
                    "contact_properties": ["FIRSTNAME": "Ada"], "event_date": "2026-11-23T10:00:00+01:00",
                ]
            )
            #expect(answer.status == 204)
            let event = try await client.inspect("events")["events"]?.elements?.first
            #expect(event?["contact_id"] == 1)
            #expect(event?["event_properties"]?["minutes"] == 42.5)
            #expect(sandbox.world.contact("a@example.com")?.attributes == ["FIRSTNAME": .text("Ada")])
        }
    }

    @Test func `a batch tells which events it refused, and takes the others`() async throws {
        try await withSandbox { client, _ in
            let good: WireValue = ["event_name": "e", "identifiers": ["email_id": "a@example.com"]]
            let mixed = try await client.brevo(
                "POST",
                "/events/batch",
                ["events": [good, ["identifiers": ["contact_id": 1]], good, ["event_name": "e"]]]
            )
            #expect(mixed.status == 207)
            #expect(mixed.json["status"] == "partiallyQueued")
            #expect(mixed.json["successful_events"] == 2)
            #expect(
                mixed.json["errors"]
                    == [
                        ["eventIndex": [1], "message": "undefined event_name"],
                        ["eventIndex": [3], "message": "Please pass at least one identifier or contact id"],
                    ]
            )
            let bad = try await client.brevo("POST", "/events/batch", ["events": [["event_name": "e"]]])
            #expect(bad.status == 400)
            #expect(bad.json["status"] == "failed")
            let many = try await client.brevo(
                "POST",
                "/events/batch",
                ["events": .array(Array(repeating: good, count: 201))]
            )
            #expect(many.status == 400)
            #expect(try await client.inspect("events")["events"]?.elements?.count == 2)
        }
    }

    @Test func `a mail's idempotency key works once in 30 minutes`() async throws {
        let clock = ManualClock()
        try await withSandbox {
            $0.now = { clock.now }
        } _: { client, _ in
            let mail: WireValue = [
                "templateId": 1, "to": [["email": "a@example.com"]], "headers": ["idempotencyKey": "k-1"],
            ]
            #expect(try await client.brevo("POST", "/smtp/email", mail).status == 201)
            clock.advance(by: .seconds(1799))
            let replay = try await client.brevo("POST", "/smtp/email", mail)
            #expect(replay.status == 400)
            #expect(replay.json["code"] == "duplicate_parameter")
            clock.advance(by: .seconds(1))
            #expect(try await client.brevo("POST", "/smtp/email", mail).status == 201)
            #expect(try await client.inspect("mails")["mails"]?.elements?.count == 2)
        }
    }

    @Test(
        arguments: [
            (["to": [["email": "a@example.com"]]], 400), (["templateId": 3, "to": [["email": "a@example.com"]]], 400),
            (["templateId": 1, "to": [["email": "a"]]], 400), (["templateId": 1, "to": []], 400),
            (["templateId": 1, "to": [["email": "a@example.com"]], "scheduledAt": "2026-11-30T00:00:00Z"], 400),
            (["templateId": 1, "to": [["email": "a@example.com"]], "scheduledAt": "2026-11-24T00:00:00Z"], 202),
            (
                [
                    "templateId": 1,
                    "messageVersions": [["to": [["email": "a@example.com"]]], ["to": [["email": "b@example.com"]]]],
                ], 201
            ),
            (["sender": ["id": 1], "subject": "S", "textContent": "T", "to": [["email": "a@example.com"]]], 201),
        ] as [(WireValue, Int)]
    )
    func `a mail is checked before it counts as sent`(mail: WireValue, status: Int) async throws {
        let clock = ManualClock()
        try await withSandbox {
            $0.now = { clock.now }
        } _: { client, _ in
            #expect(try await client.brevo("POST", "/smtp/email", mail).status == status)
            let sent = try await client.inspect("mails")["mails"]?.elements?.count ?? 0
            #expect((sent > 0) == (status < 300))
        }
    }

    @Test func `a mail with the sandbox header is answered but not sent`() async throws {
        try await withSandbox { client, _ in
            let mail: WireValue = [
                "templateId": 1, "to": [["email": "a@example.com"]], "headers": ["X-Sib-Sandbox": "drop"],
            ]
            let answer = try await client.brevo("POST", "/smtp/email", mail)
            #expect(answer.status == 201)
            #expect(try await client.inspect("mails")["mails"] == [])
        }
    }

    @Test func `a campaign goes once, to members who aren't blocklisted`() async throws {
        try await withSandbox {
            $0.contacts = [
                SandboxContact(email: "a@example.com", listIDs: [1]),
                SandboxContact(email: "b@example.com", listIDs: [1], isBlocklisted: true),
                SandboxContact(email: "c@example.com", listIDs: [1, 2]),
            ]
        } _: { client, _ in
            let body: WireValue = [
                "name": "C", "sender": ["email": "s@acme.example"], "subject": "S", "templateId": 1,
                "recipients": ["listIds": [1], "exclusionListIds": [2]],
            ]
            #expect(try await client.brevo("POST", "/emailCampaigns", body).json == ["id": 1])
            #expect(try await client.brevo("POST", "/emailCampaigns/1/sendNow").status == 204)
            #expect(try await client.brevo("POST", "/emailCampaigns/1/sendNow").json["code"] == "campaign_sent")
            let campaign = try await client.inspect("campaigns")["campaigns"]?.elements?.first
            #expect(campaign?["recipients"] == ["a@example.com"])
        }
    }

    @Test func `a double opt-in joins its lists only after the click`() async throws {
        try await withSandbox { client, sandbox in
            var body: WireValue = [
                "email": "a@example.com", "includeListIds": [2], "templateId": 1,
                "redirectionUrl": "https://acme.example",
            ]
            let wrong = try await client.brevo("POST", "/contacts/doubleOptinConfirmation", body)
            #expect(wrong.json["message"] == "An active DOI template does not exist")
            body = [
                "email": "a@example.com", "includeListIds": [2], "templateId": 2,
                "redirectionUrl": "https://acme.example",
            ]
            #expect(try await client.brevo("POST", "/contacts/doubleOptinConfirmation", body).status == 201)
            #expect(sandbox.world.contacts.isEmpty)
            try await client.change("contacts", ["email": "a@example.com", "confirm": true])
            #expect(sandbox.world.members(ofList: 2) == ["a@example.com"])
            #expect(try await client.brevo("POST", "/contacts/doubleOptinConfirmation", body).status == 204)
        }
    }
}
