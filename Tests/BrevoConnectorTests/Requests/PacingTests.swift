import CEL
import HTTP
import JSON
import PipelineCore
import Testing

@testable import BrevoConnector

@Suite struct PacingTests {
    @Test(arguments: [
        ("general", 1.0, 11, 1.0), ("advanced", 1, 21, 1), ("extended", 1, 61, 1), ("general", 0.5, 11, 2),
    ])
    func `requests go at the plan's pace, or our share of it`(
        plan: String,
        share: Double,
        requests: Int,
        seconds: Double
    ) async throws {
        let account = try TestAccount(
            FakeService { _, _ in .status(204) },
            options: ["plan": .string(plan), "rate_share": .double(share)]
        )
        for _ in 0..<requests { _ = try await account.client.send(.listAttributes) }
        #expect(account.passed >= seconds)
        #expect(account.passed < seconds + 0.5)
    }

    @Test func `a limit in the file replaces the plan's`() async throws {
        let account = try TestAccount(
            FakeService { _, _ in .status(204) },
            options: ["limits": .map(["contacts": .rates([Rate(2, per: .second)])])]
        )
        for _ in 0..<3 { _ = try await account.client.send(.listAttributes) }
        #expect(account.passed >= 1)
        #expect(account.account.bulk.secondsPerUpsert == 0.5)
    }

    @Test func `an unknown family is refused with those there are`() throws {
        let failure = #expect(throws: ConnectorFailure.self) {
            try TestAccount(FakeService(), options: ["limits": .map(["contact": .rates([Rate(2, per: .second)])])])
        }
        #expect(failure?.message == "`connectors.brevo.limits` names `contact`, which is no family of requests")
        #expect(failure?.remedy == "The families are `contacts`, `events`, `email`, `smtp`, `other`.")
    }

    @Test func `what others use is learnt from the headers`() async throws {
        let service = FakeService { _, _ in
            .status(
                200,
                [:],
                ["x-sib-ratelimit-limit": "100", "x-sib-ratelimit-remaining": "1", "x-sib-ratelimit-reset": "900"]
            )
        }
        let client = try TestAccount(service).client
        _ = try await client.send(.getProcess, ["1"])
        _ = try await client.send(.getProcess, ["1"])
        let failure = await #expect(throws: ConnectorFailure.self) { try await client.send(.getProcess, ["1"]) }
        guard case .exhausted(until: let until?) = failure?.kind else {
            Issue.record("\(String(describing: failure))")
            return
        }
        #expect(until.seconds == 1_763_950_900)
    }

    @Test func `an hour's requests survive a restart`() async throws {
        let counters = MemoryCounters()
        let service = FakeService { _, _ in .status(200, [:]) }
        let before = try TestAccount(service, counters: counters)
        for _ in 0..<99 { _ = try await before.client.send(.getProcess, ["1"]) }
        #expect(counters.total("other") == 99)

        let after = try TestAccount(service, counters: counters)
        _ = try await after.client.send(.getProcess, ["1"])
        #expect(after.client.pacing.hourLeft(.other) == 0)
        let failure = await #expect(throws: ConnectorFailure.self) { try await after.client.send(.getProcess, ["1"]) }
        guard case .exhausted(until: let until?) = failure?.kind else {
            Issue.record("\(String(describing: failure))")
            return
        }
        #expect(until.seconds > 1_763_950_000 + 3_000)
        #expect(until.seconds <= 1_763_950_000 + 3_700)
    }

    @Test func `busy families are saved now and then, and at the end`() async throws {
        let counters = MemoryCounters()
        let account = try TestAccount(FakeService { _, _ in .status(204) }, counters: counters)
        for _ in 0..<200 { _ = try await account.client.send(.listAttributes) }
        #expect(counters.total("contacts") == 180)
        await account.client.pacing.save()
        #expect(counters.total("contacts") == 200)
    }

    @Test func `a run right after another doesn't exceed the second`() async throws {
        let counters = MemoryCounters()
        let service = FakeService { _, _ in .status(204) }
        let before = try TestAccount(service, counters: counters)
        for _ in 0..<8 { _ = try await before.client.send(.listAttributes) }
        await before.client.pacing.save()

        let after = try TestAccount(service, counters: counters)
        for _ in 0..<2 { _ = try await after.client.send(.listAttributes) }
        #expect(after.passed == 0)
        _ = try await after.client.send(.listAttributes)
        #expect(after.passed == 1)
    }

    @Test func `requests that never left don't count`() async throws {
        let account = try TestAccount(
            FakeService(.failed(.couldNotConnect, mayHaveArrived: false), .status(200))
        )
        _ = try await account.client.send(.listAttributes)
        #expect(account.client.pacing.usage.requests == ["contacts": 1])
    }
}
