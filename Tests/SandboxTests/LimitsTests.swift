import Testing

@testable import Sandbox

@Suite struct LimitsTests {
    @Test func `Zoom lets through a label's rate in any second, and refuses the next with its headers`() async throws {
        let clock = ManualClock()
        try await withSandbox {
            $0.now = { clock.now }
            $0.limits = SandboxLimits(custom: ["zoom:medium": [.perSecond(3)]])
        } _: { client, sandbox in
            for left in [2, 1, 0] {
                let answer = try await client.zoom("/users")
                #expect(answer.status == 200)
                #expect(answer.headers["x-ratelimit-remaining"] == String(left))
                #expect(answer.headers["x-ratelimit-category"] == "Medium")
                #expect(answer.headers["x-ratelimit-type"] == "QPS")
                clock.advance(by: .milliseconds(300))
            }
            let refused = try await client.zoom("/users")
            #expect(refused.status == 429)
            #expect(refused.json["code"] == 429)
            #expect(refused.headers["retry-after"] == nil)
            // The first request is a second old now, the other two are not.
            clock.advance(by: .milliseconds(100))
            #expect(try await client.zoom("/users").status == 200)
            #expect(try await client.zoom("/users").status == 429)
            // Another label has its own count.
            #expect(try await client.zoom("/users/host1@acme.example").status == 200)
            #expect(sandbox.world.limitedCounts == ["zoom:medium": 2])
        }
    }

    @Test func `heavy calls have a daily cap that says when the next day begins`() async throws {
        let clock = ManualClock()
        try await withSandbox {
            $0.now = { clock.now }
            $0.limits = SandboxLimits(custom: ["zoom:heavy-daily": [.perDay(1)]])
        } _: { client, _ in
            let path = "/report/users/host1@acme.example/meetings?from=2026-11-01&to=2026-11-23"
            #expect(try await client.zoom(path).status == 200)
            let refused = try await client.zoom(path)
            #expect(refused.status == 429)
            #expect(refused.headers["x-ratelimit-type"] == "Daily-limit")
            #expect(refused.headers["retry-after"] == "2026-11-24T00:00:00Z")
            #expect(refused.json["message"]?.string?.contains("daily rate limit") == true)
            clock.advance(by: .seconds(12 * 3600))
            var fresh = client
            fresh.token = try await client.freshToken()
            #expect(try await fresh.zoom(path).status == 200)
        }
    }

    @Test func `Brevo's families have rates of their own, told in headers, without Retry-After`() async throws {
        let clock = ManualClock()
        try await withSandbox {
            $0.now = { clock.now }
            $0.limits = SandboxLimits()
        } _: { client, _ in
            for left in (0..<10).reversed() {
                let answer = try await client.brevo("GET", "/contacts/lists")
                #expect(answer.status == 200)
                #expect(answer.headers["x-sib-ratelimit-limit"] == "10")
                #expect(answer.headers["x-sib-ratelimit-remaining"] == String(left))
            }
            let refused = try await client.brevo("POST", "/contacts", ["email": "a@example.com"])
            #expect(refused.status == 429)
            #expect(refused.headers["x-sib-ratelimit-reset"] == "1")
            #expect(refused.headers["retry-after"] == nil)
            #expect(try await client.brevo("GET", "/account").headers["x-sib-ratelimit-limit"] == "100")
            clock.advance(by: .seconds(1))
            #expect(try await client.brevo("GET", "/contacts/lists").status == 200)
        }
    }

    @Test func `a hundred in an hour are all the other endpoints get`() async throws {
        let clock = ManualClock()
        try await withSandbox {
            $0.now = { clock.now }
            $0.limits = SandboxLimits()
        } _: { client, _ in
            for _ in 0..<100 { #expect(try await client.brevo("GET", "/account").status == 200) }
            clock.advance(by: .seconds(1000))
            let refused = try await client.brevo("GET", "/account")
            #expect(refused.status == 429)
            #expect(refused.headers["x-sib-ratelimit-reset"] == "2600")
        }
    }

    @Test func `of two full rates the longer wait is told, and a refused request uses up nothing`() {
        var gate = RateGate(["label": [.perSecond(2), .perHour(3)]])
        func pass(_ milliseconds: Int) -> RateGate.Standing? {
            gate.pass(["label"], at: Moment(milliseconds: milliseconds))
        }
        #expect(pass(0)?.remaining == 1)
        #expect(pass(0)?.isRefused == false)
        #expect(pass(500)?.reset == 1)
        #expect(pass(1000)?.isRefused == false)
        let refused = pass(1000)
        #expect(refused?.isRefused == true && refused?.rate == .perHour(3) && refused?.reset == 3599)
        #expect(pass(3_599_999)?.isRefused == true)
        #expect(pass(3_600_000)?.isRefused == false)
        #expect(pass(3_600_000)?.isRefused == false)
        #expect(gate.pass(["other"], at: Moment(milliseconds: 0)) == nil)
    }

    @Test func `a sliding window never lets more than its rate through in any span`() {
        var generator = SplitMix64(seed: 3)
        var window = SlidingWindow(.perSecond(5))
        var passed: [Int] = []
        var now = 0
        for _ in 0..<5000 {
            now += generator.below(120)
            let moment = Moment(milliseconds: now)
            if window.remaining(at: moment) > 0 {
                window.count(at: moment)
                passed.append(now)
            }
        }
        #expect(passed.count > 1000)
        for (index, first) in passed.enumerated() where index + 5 < passed.count {
            #expect(passed[index + 5] - first >= 1000)
        }
    }

    @Test func `the inspection tells the peak of each label`() async throws {
        let clock = ManualClock()
        try await withSandbox {
            $0.now = { clock.now }
        } _: { client, _ in
            for _ in 0..<4 {
                _ = try await client.zoom("/users")
                clock.advance(by: .milliseconds(400))
            }
            let label = try await client.inspect("requests")["labels"]?.elements?.first
            #expect(label == ["label": "zoom:medium", "count": 4, "limited": 0, "max_per_second": 3])
            try await client.change("reset")
            #expect(try await client.inspect("requests")["total"] == 0)
        }
    }
}
