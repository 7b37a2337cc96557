import HTTP
import PipelineCore
import Testing

@testable import ZoomConnector

@Suite struct SubscriptionTests {
    private let path = "/marketplace/app/event_subscription"

    private func subscriptions(_ zoom: ScriptedZoom) throws -> any WebhookSubscriptions {
        let session = try Bench(zoom).session
        return try #require(session as? any WebhookSubscriptions)
    }

    @Test func `a subscription is made and its id is told`() async throws {
        let zoom = ScriptedZoom()
        zoom.on(path, .json(201, #"{"event_subscription_id":"s1"}"#, [:]))
        let id = try await subscriptions(zoom).subscribe(to: ["meeting.ended"], at: "https://h.example", name: "p")
        #expect(id == "s1")
        #expect(zoom.requests == [path])
    }

    @Test func `subscriptions are listed page by page, in the name of some user`() async throws {
        let zoom = ScriptedZoom()
        zoom.on("/users", .ok(Bodies.page("users", [Bodies.user("h1", "ann@acme.example")])))
        func page(_ id: String, next: String) -> ScriptedZoom.Answer {
            .ok(
                #"{"next_page_token":"\#(next)","event_subscriptions":[{"event_subscription_id":"\#(id)","#
                    + #""events":["meeting.ended"],"event_subscription_name":"n","event_webhook_url":"https://h.example"}]}"#
            )
        }
        zoom.on(path, page("s1", next: "t"), page("s2", next: ""))
        let found = try await subscriptions(zoom).subscriptions()
        #expect(found.map(\.id) == ["s1", "s2"])
        #expect(found.first?.events == ["meeting.ended"])
        let query = "user_id=h1&account_id=account&subscription_scope=account"
        #expect(zoom.requests.dropFirst() == ["\(path)?\(query)", "\(path)?\(query)&next_page_token=t"])
    }

    @Test func `a subscription is removed by its id`() async throws {
        let zoom = ScriptedZoom()
        zoom.on(path + "/s%2F1", .json(204, "", [:]))
        try await subscriptions(zoom).removeSubscription("s/1")
        #expect(zoom.requests == [path + "/s%2F1"])
    }

    @Test(arguments: [
        (404, 1701, "url validate failed", "start `pipeline serve` behind it"),
        (400, 1602, "event not allowed", "scopes"), (404, 1601, "invalid", "webhooks list"),
        (401, 124, "Invalid access token.", "credentials"),
    ])
    func `a refusal says what to do`(status: Int, code: Int, message: String, remedy: String) async throws {
        let zoom = ScriptedZoom()
        zoom.on(path, .error(status, code, message))
        let failure = await #expect(throws: ConnectorFailure.self) {
            _ = try await subscriptions(zoom).subscribe(to: ["a.b"], at: "https://h.example", name: "p")
        }
        #expect(failure?.message.contains(message) == true)
        #expect(failure?.remedy?.contains(remedy) == true, "\(failure?.remedy ?? "")")
    }
}
