import HTTP
import PipelineCore
import Testing

@testable import ZoomConnector

@Suite struct BudgetTests {
    @Test(arguments: [
        (ZoomPlan.free, RateLabel.heavy, 1, 1_000), (.pro, .heavy, 10, 30_000), (.business, .heavy, 40, 60_000),
        (.free, .light, 4, 6_000), (.free, .medium, 2, 2_000), (.pro, .resourceIntensive, 10, 30_000),
    ])
    func `a plan's limits are those that Zoom publishes`(plan: ZoomPlan, label: RateLabel, pace: Int, day: Int) {
        let table = RateTable(plan: plan)
        #expect(table.limits[label]?.map(\.count) == [pace, day])
        #expect(table.dailyCaps[label] == day)
    }

    @Test(arguments: [(ZoomPlan.pro, RateLabel.light, 30), (.pro, .medium, 20), (.business, .light, 80)])
    func `light and medium requests have no daily cap on paid plans`(plan: ZoomPlan, label: RateLabel, pace: Int) {
        #expect(RateTable(plan: plan).limits[label] == [RateLimit(pace, per: .seconds(1))])
    }

    @Test func `overrides replace the pace or the cap, and the share holds for both`() {
        let overrides = Options([
            "medium": .rates([Rate(40, per: .second)]),
            "heavy": .rates([Rate(20, per: .second), Rate(50_000, per: .day)]),
        ])
        let table = RateTable(plan: .pro, overrides: overrides, share: 0.5)
        #expect(table.limits[.medium] == [RateLimit(20, per: .seconds(1))])
        #expect(table.limits[.heavy]?.map(\.count) == [10, 25_000])
        #expect(table.dailyCaps[.resourceIntensive] == 25_000)
        #expect(RateTable(plan: .free, share: 0.01).limits[.heavy]?.map(\.count) == [1, 10])
    }

    @Test func `what earlier processes used today counts, and is saved with ours`() async throws {
        let today = Bench.start.startOfDay
        let used = SavedCounter(period: 86_400, start: today, used: 9)
        let counters = MemoryCounters(["zoom:account heavy": [used]])
        let limits = Options(["heavy": .rates([Rate(10, per: .day)])])
        let bench = try Bench(options: ["limits": .object(limits)], counters: counters)
        bench.zoom.on("/users", .ok(Bodies.page("users", [Bodies.user("h1", "a@acme.example")])))
        bench.zoom.on("/report/users/h1/meetings", .ok(Bodies.page("meetings", [], next: "more")), .ok("{}"))
        let source = try bench.source("zoom.meeting_participants")
        let failure = await #expect(throws: ConnectorFailure.self) { try await bench.discover(source) }
        #expect(failure?.kind == .exhausted(until: Bench.start.nextDay.later(2)))
        #expect(bench.zoom.requests.count == 2)
        await bench.session.close()
        let saved = await counters.saved["zoom:account heavy"]
        #expect(saved == [SavedCounter(period: 86_400, start: today, used: 10)])
        #expect(await bench.session.usage.requests == ["medium": 1, "heavy": 1])
    }

    @Test func `yesterday's counters are forgotten`() async throws {
        let yesterday = Bench.start.startOfDay.later(-86_400)
        let used = SavedCounter(period: 86_400, start: yesterday, used: 10)
        let counters = MemoryCounters(["zoom:account heavy": [used]])
        let limits = Options(["heavy": .rates([Rate(10, per: .day)])])
        let bench = try Bench(options: ["limits": .object(limits)], counters: counters)
        bench.zoom.on("/users", .ok(Bodies.page("users", [Bodies.user("h1", "a@acme.example")])))
        bench.zoom.on("/report/users/h1/meetings", .ok(Bodies.page("meetings", [])))
        _ = try await bench.discover(try bench.source("zoom.meeting_participants"))
        #expect(bench.zoom.requests.count == 2)
    }

    @Test func `what Zoom says is left of the day corrects our count`() async throws {
        let headers: HTTPHeaders = ["X-RateLimit-Type": "Daily-limit", "X-RateLimit-Remaining": "0"]
        let bench = try Bench()
        let users = [Bodies.user("h1", "a@acme.example")]
        bench.zoom.on("/users", .ok(Bodies.page("users", users)))
        bench.zoom.on(
            "/report/users/h1/meetings",
            .json(200, Bodies.page("meetings", [], next: "more"), headers),
            .ok("{}")
        )
        let source = try bench.source("zoom.meeting_participants")
        let failure = await #expect(throws: ConnectorFailure.self) { try await bench.discover(source) }
        guard case .exhausted? = failure?.kind else {
            Issue.record("not exhausted: \(String(describing: failure))")
            return
        }
        #expect(bench.zoom.requests.count == 2)
    }

    @Test func `requests are paced by the label's rate`() async throws {
        let zoom = ScriptedZoom()
        zoom.on("/users/u", .ok(#"{"id":"u"}"#))
        let clock = JumpingClock()
        let client = try Bench.client(zoom, clock: clock)
        for _ in 0..<91 { _ = try await client.object(ZoomRequest(Operations.getUser, ["u"]), group: "p") }
        #expect(clock.passed >= .seconds(3))
        #expect(clock.passed < .seconds(6))
    }
}
