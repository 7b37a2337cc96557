import Foundation
import Testing

@testable import Sandbox

@Suite struct FaultTests {
    @Test(arguments: [
        ("429:0.1", Fault(.tooManyRequests, probability: 0.1)), ("500:0.05", Fault(.serverError, probability: 0.05)),
        ("reset:1", Fault(.reset, probability: 1)), ("slow:0", Fault(.slow, probability: 0)),
        ("truncate:0.02", Fault(.truncate, probability: 0.02)),
        ("expire-token:0.01", Fault(.expireToken, probability: 0.01)),
    ])
    func `a fault is read from its text and written as such`(text: String, fault: Fault) throws {
        #expect(try Fault(parsing: text) == fault)
        #expect(try Fault(parsing: fault.description) == fault)
    }

    @Test(arguments: [
        (
            "429",
            "fault '429' is not KIND:PROBABILITY, for instance 429:0.1 (kinds: 429, 500, reset, slow, truncate, expire-token)"
        ),
        ("503:0.1", "fault '503:0.1': unknown kind '503' (kinds: 429, 500, reset, slow, truncate, expire-token)"),
        ("429:10", "fault '429:10': the probability '10' is not a number from 0 to 1"),
        ("reset:-0.1", "fault 'reset:-0.1': the probability '-0.1' is not a number from 0 to 1"),
        ("reset:nan", "fault 'reset:nan': the probability 'nan' is not a number from 0 to 1"),
    ])
    func `a text that is no fault says what to write`(text: String, message: String) {
        let error = #expect(throws: Fault.Malformed.self) { try Fault(parsing: text) }
        #expect(error?.description == message)
    }

    /// Sends numbered upserts under one fault and hands over the answers and the contacts there afterwards.
    private func upserts(_ fault: String, _ check: ([Exchange.Answer], Set<String>) -> Void) async throws {
        try await withSandbox { client, sandbox in
            sandbox.world.change("faults", #"{"faults":["\#(fault)"]}"#)
            var answers: [Exchange.Answer] = []
            for number in 0..<24 {
                let body: WireValue = ["email": .string("c\(number)@example.com"), "updateEnabled": true]
                answers.append(try await client.brevo("POST", "/contacts", body))
            }
            check(answers, Set(sandbox.world.contacts.compactMap(\.email)))
        }
    }

    @Test func `a reset connection answers nothing, the effect having happened or not`() async throws {
        try await upserts("reset:1") { answers, contacts in
            #expect(answers.allSatisfy { $0.status == 0 && $0.readError == ECONNRESET })
            #expect((1..<24).contains(contacts.count))
        }
    }

    @Test func `a server error may come after the effect`() async throws {
        try await upserts("500:1") { answers, contacts in
            #expect(answers.allSatisfy { $0.status == 500 })
            #expect((1..<24).contains(contacts.count))
        }
    }

    @Test func `a truncated answer announces more than it sends`() async throws {
        try await upserts("truncate:1") { answers, contacts in
            #expect(answers.allSatisfy { !$0.isWhole && !$0.body.isEmpty })
            #expect((1..<24).contains(contacts.count))
        }
    }

    @Test func `an invented 429 has no effect`() async throws {
        try await upserts("429:1") { answers, contacts in
            #expect(answers.allSatisfy { $0.status == 429 && $0.headers["x-sib-ratelimit-reset"] == "1" })
            #expect(contacts.isEmpty)
        }
    }

    @Test func `an expired token answers 401 and code 124 until a new one is taken`() async throws {
        try await withSandbox { client, sandbox in
            sandbox.world.change("faults", #"{"faults":["expire-token:1"]}"#)
            #expect(try await client.zoom("/users").json["code"] == 124)
            sandbox.world.change("faults", #"{"faults":[]}"#)
            #expect(try await client.zoom("/users").status == 401)
            var fresh = client
            fresh.token = try await client.freshToken()
            #expect(try await fresh.zoom("/users").status == 200)
        }
    }

    @Test func `a slow answer comes late but whole`() async throws {
        try await withSandbox {
            $0.slowDelay = .milliseconds(80)
            $0.faults = [Fault(.slow, probability: 1)]
        } _: { client, _ in
            let start = ContinuousClock.now
            let answer = try await client.brevo("GET", "/account")
            #expect(answer.isWhole)
            #expect(ContinuousClock.now - start >= .milliseconds(80))
        }
    }

    @Test func `the inspection meets no faults`() async throws {
        try await withSandbox { client, sandbox in
            sandbox.world.change("faults", #"{"faults":["reset:1","500:1","429:1"]}"#)
            for _ in 0..<10 {
                let answer = try await client.send("GET", "/_sandbox/requests")
                #expect(answer.status == 200)
            }
            let wrong = sandbox.world.change("faults", #"{"faults":["often"]}"#)
            #expect(wrong.status == 400)
        }
    }

    @Test func `the same seed strikes the same requests`() {
        func strikes(_ seed: UInt64) -> [FaultDice.Throw] {
            var dice = FaultDice(seed: seed, faults: [Fault(.reset, probability: 0.3), Fault(.slow, probability: 0.2)])
            return (0..<200).map { _ in dice.roll(onZoomAPI: true) }
        }
        #expect(strikes(1) == strikes(1))
        #expect(strikes(1) != strikes(2))
        let resets = strikes(1).count { $0.kind == .reset }
        #expect((40...80).contains(resets))
    }
}
