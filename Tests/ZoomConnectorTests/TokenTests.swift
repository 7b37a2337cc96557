import HTTP
import PipelineCore
import Testing

@testable import ZoomConnector

@Suite struct TokenTests {
    private let request = ZoomRequest(Operations.getUser, ["u"])
    private let user = #"{"id":"u"}"#

    @Test func `many requests at once share one token`() async throws {
        let zoom = ScriptedZoom()
        zoom.on("/users/u", .ok(user))
        let client = try Bench.client(zoom, clock: JumpingClock())
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<20 { group.addTask { _ = try await client.object(request, group: "p") } }
            try await group.waitForAll()
        }
        #expect(zoom.tokens == 1)
        #expect(Set(zoom.authorizations) == ["Bearer token-1"])
    }

    @Test func `a token is renewed a minute before its end`() async throws {
        let zoom = ScriptedZoom()
        zoom.on("/users/u", .ok(user))
        let clock = JumpingClock()
        let client = try Bench.client(zoom, clock: clock)
        _ = try await client.object(request, group: "p")
        clock.advance(by: .seconds(3_530))
        _ = try await client.object(request, group: "p")
        #expect(zoom.tokens == 1)
        clock.advance(by: .seconds(15))
        _ = try await client.object(request, group: "p")
        #expect(zoom.tokens == 2)
        #expect(zoom.authorizations.last == "Bearer token-2")
    }

    @Test(arguments: [401, 400])
    func `a refused token is renewed and the request repeated`(status: Int) async throws {
        let zoom = ScriptedZoom()
        zoom.on("/users/u", .error(status, 124, "Invalid access token."), .ok(user))
        _ = try await Bench.client(zoom, clock: JumpingClock()).object(request, group: "p")
        #expect(zoom.authorizations == ["Bearer token-1", "Bearer token-2"])
    }

    @Test func `a fresh token that is refused, too, means that the app is not accepted`() async throws {
        let zoom = ScriptedZoom()
        zoom.on("/users/u", .error(401, 124, "Invalid access token."))
        let client = try Bench.client(zoom, clock: JumpingClock())
        let failure = await #expect(throws: ZoomFailure.self) { try await client.object(request, group: "p") }
        #expect(failure?.kind == .unauthorized)
        #expect(zoom.requests.count == 2)
        #expect(zoom.tokens == 2)
    }

    @Test func `tokens that worked and then end are followed by others`() {
        var refusals = Refusals()
        let answers = (0..<20).map { _ in refusals.allowRenewal(hadWorked: true, isExpired: true) }
        #expect(answers.prefix(10) == Array(repeating: true, count: 10)[...])
        #expect(answers.last == false)
    }

    @Test(arguments: [(false, 2), (true, 3)])
    func `tokens that never worked are in vain, expired ones a little later`(isExpired: Bool, last: Int) {
        var refusals = Refusals()
        let answers = (0..<last).map { _ in refusals.allowRenewal(hadWorked: false, isExpired: isExpired) }
        #expect(answers.firstIndex(of: false) == last - 1)
    }

    @Test(arguments: [
        #"{"reason":"Invalid client_id or client_secret","error":"invalid_client"}"#,
        #"{"code":4702,"message":"Invalid client_id or client_secret"}"#,
    ])
    func `wrong credentials end the run with what to do, and are tried once`(body: String) async throws {
        let zoom = ScriptedZoom()
        zoom.onToken(.json(400, body, [:]))
        let bench = try Bench(zoom)
        let failure = await #expect(throws: ConnectorFailure.self) { try await bench.session.check() }
        #expect(failure?.kind == .unauthorized)
        #expect(failure?.endsTheRun == true)
        #expect(failure?.message.contains("Invalid client_id or client_secret") == true)
        #expect(failure?.message.contains("hush") == false)
        #expect(failure?.remedy?.contains("client_secret") == true)
        await #expect(throws: ConnectorFailure.self) { try await bench.session.check() }
        #expect(zoom.tokens == 1)
        #expect(zoom.requests.isEmpty)
    }

    @Test func `trouble at the token endpoint is waited out`() async throws {
        let zoom = ScriptedZoom()
        zoom.onToken(.noConnection, .json(503, "", [:]), .json(200, "<html>", [:]))
        let bench = try Bench(zoom)
        try await bench.session.check()
        #expect(zoom.tokens == 4)
        // Full jitter with the highest dice: 1, 2 and 4 seconds.
        #expect(bench.clock.passed == .seconds(7))
    }

    @Test func `credentials stand in the header, the account in the body`() {
        #expect(Base64.encode("client:hush") == "Y2xpZW50Omh1c2g=")
        #expect(Base64.encode("a") == "YQ==")
        #expect(Base64.encode("ab") == "YWI=")
        #expect(Base64.encode("") == "")
    }

    @Test func `missing credentials are told before anything is sent`() {
        let failure = #expect(throws: ConnectorFailure.self) {
            try ZoomSettings(Options(["account_id": .string("a"), "client_id": .string("c")]))
        }
        #expect(failure?.kind == .unauthorized)
    }
}
