import Testing

@testable import ZoomConnector

@Suite struct ListingTests {
    private let path = "/past_meetings/m/participants"

    private func names(_ zoom: ScriptedZoom) async throws -> [String] {
        let client = try Bench.client(zoom, clock: JumpingClock())
        let operation = Operations.listMeetingParticipants
        let request = ZoomRequest(operation, ["m"])
        return try await AttendanceRow.listing(operation).all(request, client, group: "p").map(\.name)
    }

    private func page(_ names: [String], next: String = "") -> ScriptedZoom.Answer {
        .ok(Bodies.page("participants", names.map { Bodies.participant($0) }, next: next))
    }

    @Test func `pages follow the token, the other parameters stay`() async throws {
        let zoom = ScriptedZoom()
        zoom.on(path, page(["a"], next: "t/1=="), page(["b"], next: "t2"), page(["c"]))
        #expect(try await names(zoom) == ["a", "b", "c"])
        #expect(
            zoom.requests == [
                "\(path)?page_size=300", "\(path)?page_size=300&next_page_token=t%2F1%3D%3D",
                "\(path)?page_size=300&next_page_token=t2",
            ]
        )
    }

    @Test func `an expired token starts the listing anew, and nothing counts twice`() async throws {
        let zoom = ScriptedZoom()
        let expired = ScriptedZoom.Answer.error(400, 300, "The next page token is invalid or expired.")
        zoom.on(path, page(["a"], next: "t1"), expired, page(["a"], next: "t2"), page(["b"]))
        #expect(try await names(zoom) == ["a", "b"])
    }

    @Test func `a token that always expires is given up after three restarts`() async throws {
        let zoom = ScriptedZoom()
        let first = page(["a"], next: "t1")
        zoom.on(
            path,
            .byQuery { query in
                query.contains("next_page_token")
                    ? .error(400, 300, "The next page token is invalid or expired.") : first
            }
        )
        let failure = await #expect(throws: ZoomFailure.self) { try await names(zoom) }
        #expect(failure?.kind == .temporary)
        #expect(zoom.requests.count == 8)
    }

    @Test func `a page that comes twice is no progress`() async throws {
        let zoom = ScriptedZoom()
        zoom.on(path, page(["a"], next: "same"))
        let failure = await #expect(throws: ZoomFailure.self) { try await names(zoom) }
        #expect(failure?.kind == .temporary)
        #expect(zoom.requests.count == 8)
    }

    @Test func `a token that comes back is no progress`() async throws {
        let zoom = ScriptedZoom()
        zoom.on(path, page(["a"], next: "t1"), page(["b"], next: "t2"), page(["c"], next: "t1"), page(["d"]))
        #expect(try await names(zoom) == ["d"])
    }

    @Test func `a field of the wrong type is told, not guessed`() async throws {
        let zoom = ScriptedZoom()
        zoom.on(path, .ok(#"{"participants":[{"name":"a","duration":"long"}]}"#))
        let failure = await #expect(throws: ZoomFailure.self) { try await names(zoom) }
        #expect(failure?.kind == .refused)
        #expect(failure?.message.contains("duration") == true)
    }

    @Test func `webinars are paged by number up to the page count`() async throws {
        let zoom = ScriptedZoom()
        let first = Bodies.page("webinars", [Bodies.scheduled(1)], next: "ignored", pages: 2)
        let second = Bodies.page("webinars", [Bodies.scheduled(2)], next: "ignored", pages: 2)
        zoom.on("/users/u/webinars", .byQuery { $0.hasSuffix("page_number=1") ? .ok(first) : .ok(second) })
        #expect(try await webinars(zoom) == [1, 2])
        #expect(
            zoom.requests == [
                "/users/u/webinars?type=scheduled&page_size=300&page_number=1",
                "/users/u/webinars?type=scheduled&page_size=300&page_number=2",
            ]
        )
    }

    @Test func `webinars whose pages repeat are read once`() async throws {
        let zoom = ScriptedZoom()
        zoom.on("/users/u/webinars", .ok(Bodies.page("webinars", [Bodies.scheduled(1)], pages: 9)))
        #expect(try await webinars(zoom) == [1])
        #expect(zoom.requests.count == 2)
    }

    private func webinars(_ zoom: ScriptedZoom) async throws -> [Int] {
        let client = try Bench.client(zoom, clock: JumpingClock())
        let request = ZoomRequest(Operations.listWebinars, ["u"], query: [("type", "scheduled")])
        return try await ScheduledSession.listing(Operations.listWebinars)
            .allByNumber(request, client, group: "p").map(\.number)
    }
}
