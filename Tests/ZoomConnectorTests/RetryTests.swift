import HTTP
import PipelineCore
import Testing

@testable import ZoomConnector

@Suite struct RetryTests {
    private let request = ZoomRequest(Operations.getUser, ["u"])
    private let user = ScriptedZoom.Answer.ok(#"{"id":"u"}"#)

    private func send(_ answers: ScriptedZoom.Answer...) async throws -> (zoom: ScriptedZoom, waited: Duration) {
        let zoom = ScriptedZoom()
        var answers = answers
        let last = answers.removeLast()
        let all = answers + [last]
        switch all.count {
        case 1: zoom.on("/users/u", all[0])
        case 2: zoom.on("/users/u", all[0], all[1])
        default: zoom.on("/users/u", all[0], all[1], all[2])
        }
        let clock = JumpingClock()
        _ = try await Bench.client(zoom, clock: clock).object(request, group: "p")
        return (zoom, clock.passed)
    }

    @Test(arguments: [500, 502, 503, 408])
    func `trouble on Zoom's side is waited out with growing waits`(status: Int) async throws {
        let (zoom, waited) = try await send(.json(status, "oops", [:]), .json(status, "oops", [:]), user)
        #expect(zoom.requests.count == 3)
        #expect(waited == .seconds(3))
    }

    @Test func `a broken connection or a broken body is tried again`() async throws {
        let truncated = ScriptedZoom.Answer.failure(HTTPFailure(.truncated, "broke off", mayHaveArrived: true))
        let (zoom, _) = try await send(truncated, .ok(#"{"id":"u","em"#), user)
        #expect(zoom.requests.count == 3)
    }

    @Test func `an answer without what it should have is not taken for an empty one`() async throws {
        let (zoom, _) = try await send(.ok("{}"), user)
        #expect(zoom.requests.count == 2)
    }

    @Test func `after eight attempts it is given up as temporary`() async throws {
        let zoom = ScriptedZoom()
        zoom.on("/users/u", .json(500, #"{"message":"Sorry"}"#, ["x-zm-trackingid": "v=2.0;rid=WEB_1"]))
        let clock = JumpingClock()
        let client = try Bench.client(zoom, clock: clock)
        let failure = await #expect(throws: ZoomFailure.self) { try await client.object(request, group: "p") }
        #expect(zoom.requests.count == 8)
        #expect(failure?.connectorFailure.kind == .temporary)
        #expect(failure?.connectorFailure.message.contains("rid=WEB_1") == true)
        #expect(failure?.connectorFailure.message.contains("GET /users/{userId}") == true)
        #expect(clock.passed <= .seconds(120))
    }

    @Test func `a service that never answered is unreachable, one that did is in trouble`() async throws {
        let zoom = ScriptedZoom()
        zoom.on("/users/u", .noConnection)
        zoom.on("/users/v", .ok(#"{"id":"v"}"#))
        let client = try Bench.client(zoom, clock: JumpingClock())
        let first = await #expect(throws: ZoomFailure.self) { try await client.object(request, group: "p") }
        #expect(first?.kind == .unreachable)
        _ = try await client.object(ZoomRequest(Operations.getUser, ["v"]), group: "p")
        let second = await #expect(throws: ZoomFailure.self) { try await client.object(request, group: "p") }
        #expect(second?.kind == .temporary)
    }

    @Test(arguments: [
        ("7", 7.0), ("2026-11-18T12:00:07Z", 7), ("Wed, 18 Nov 2026 12:00:07 GMT", 7),
    ])
    func `Retry-After counts in all its forms`(value: String, seconds: Double) async throws {
        let slow = ScriptedZoom.Answer.error(429, 429, "per-second rate limit", ["Retry-After": value])
        let (zoom, waited) = try await send(slow, user)
        #expect(zoom.requests.count == 2)
        #expect(waited >= .seconds(seconds) && waited < .seconds(seconds + 0.5))
    }

    @Test func `a 429 without a time is waited out from a second on`() async throws {
        let slow = ScriptedZoom.Answer.error(429, 429, "per-second rate limit", ["X-RateLimit-Type": "QPS"])
        let (zoom, waited) = try await send(slow, user)
        #expect(zoom.requests.count == 2)
        #expect(waited == .seconds(2))
    }

    @Test func `a day's limit stops the label at once, until Zoom says`() async throws {
        let zoom = ScriptedZoom()
        let headers: HTTPHeaders = ["X-RateLimit-Type": "Daily-limit", "Retry-After": "2026-11-19T00:00:00Z"]
        zoom.on("/users/u", .error(429, 429, "maximum daily rate limit", headers))
        let client = try Bench.client(zoom, clock: JumpingClock())
        let midnight = Bench.start.nextDay
        for _ in 0..<2 {
            let failure = await #expect(throws: ZoomFailure.self) { try await client.object(request, group: "p") }
            #expect(failure?.connectorFailure.kind == .exhausted(until: midnight))
        }
        #expect(zoom.requests.count == 1)
        #expect(client.usage.throttled == 1)
    }

    @Test func `a day's limit without a time lasts until midnight UTC`() async throws {
        let zoom = ScriptedZoom()
        zoom.on("/users/u", .error(429, 429, "maximum daily rate limit"))
        let client = try Bench.client(zoom, clock: JumpingClock())
        let failure = await #expect(throws: ZoomFailure.self) { try await client.object(request, group: "p") }
        #expect(failure?.kind == .exhausted(until: Bench.start.nextDay))
    }

    @Test func `lasting errors are not tried again`() async throws {
        let zoom = ScriptedZoom()
        zoom.on("/users/u", .error(404, 1001, "User does not exist: jane@acme.example."))
        let client = try Bench.client(zoom, clock: JumpingClock())
        let failure = await #expect(throws: ZoomFailure.self) { try await client.object(request, group: "p") }
        #expect(failure?.kind == .userGone)
        #expect(zoom.requests.count == 1)
        #expect(failure?.message.contains("j…@acme.example") == true)
        #expect(failure?.message.contains("jane") == false)
    }

    @Test func `an error under status 200 is an error`() async throws {
        let zoom = ScriptedZoom()
        zoom.on("/past_webinars/w/absentees", .error(200, 200, "Webinar plan subscription is missing."))
        let client = try Bench.client(zoom, clock: JumpingClock())
        let failure = await #expect(throws: ZoomFailure.self) {
            let request = ZoomRequest(Operations.listAbsentees, ["w"])
            return try await Registrant.listing(Operations.listAbsentees).all(request, client, group: "p")
        }
        #expect(failure?.kind == .webinarPlanMissing)
        #expect(zoom.requests.count == 1)
    }

    @Test func `a scope that the token lacks is named without a request, one that Zoom misses is remembered`()
        async throws
    {
        let zoom = ScriptedZoom(scopes: "user:read:admin webinar:read:admin")
        zoom.on("/users/u", .error(400, 4711, "Invalid access token, does not contain scopes:[user:read:user:admin]."))
        let client = try Bench.client(zoom, clock: JumpingClock())
        let unseen = await #expect(throws: ZoomFailure.self) {
            try await client.object(ZoomRequest(Operations.getMeeting, ["1"]), group: "p")
        }
        #expect(unseen?.kind == .missingScopes(["meeting:read:meeting:admin"]))
        #expect(zoom.requests.isEmpty)
        for _ in 0..<2 {
            let failure = await #expect(throws: ZoomFailure.self) { try await client.object(request, group: "p") }
            #expect(failure?.connectorFailure.kind == .missingScopes(["user:read:user:admin"]))
        }
        #expect(zoom.requests.count == 1)
    }

    @Test func `a cancelled wait ends at once`() async throws {
        let zoom = ScriptedZoom()
        zoom.on("/users/u", .failure(HTTPFailure(.cancelled, "cancelled", mayHaveArrived: true)))
        let client = try Bench.client(zoom, clock: JumpingClock())
        await #expect(throws: CancellationError.self) { try await client.object(request, group: "p") }
        #expect(zoom.requests.count == 1)
    }
}
