import CEL
import HTTP
import JSON
import PipelineCore
import Testing

@testable import BrevoConnector

@Suite struct ClientTests {
    private func failure(_ service: FakeService, options: [String: OptionValue] = [:]) async throws -> ConnectorFailure?
    {
        let client = try TestAccount(service, options: options).client
        return await #expect(throws: ConnectorFailure.self) { try await client.send(.listAttributes) }
    }

    @Test(arguments: [
        ("authentication not found in headers", "The request reached Brevo without an API key"),
        ("Key not found", "Brevo doesn't know this API key"),
        ("API key is missing", "The request reached Brevo without an API key"),
        (
            "We have detected you are using an unrecognised IP address 1.2.3.4, see app.brevo.com/security/authorised_ips",
            "Brevo doesn't accept requests from this machine's address"
        ),
        ("This is an SMTP key", "This is an SMTP key (`xsmtpsib-…`)"),
    ])
    func `each mistake with the key has its own remedy`(message: String, remedy: String) async throws {
        let service = FakeService(.status(401, ["code": "unauthorized", "message": .string(message)]))
        let failure = try await failure(service)
        #expect(failure?.kind == .unauthorized)
        #expect(failure?.remedy?.hasPrefix(remedy) == true)
        #expect(service.requests.count == 1)
    }

    @Test func `an SMTP key or none is told without a request`() async throws {
        let service = FakeService()
        let smtp = try await failure(service, options: ["api_key": .secret(Secret("xsmtpsib-1234"))])
        #expect(smtp?.kind == .unauthorized)
        #expect(smtp?.remedy == Answer.smtpKeyRemedy)
        let none = try await failure(service, options: ["api_key": .secret(Secret(""))])
        #expect(none?.kind == .unauthorized)
        #expect(none?.remedy == "Set `connectors.brevo.api_key`, or `BREVO_API_KEY` in the environment.")
        #expect(service.requests.isEmpty)
    }

    @Test(arguments: [
        (402, "not_enough_credits", ConnectorFailure.Kind.missingPrerequisite),
        (403, "permission_denied", .unauthorized),
        (403, "account_under_validation", .unauthorized),
    ])
    func `trouble of the account ends the run`(status: Int, code: String, kind: ConnectorFailure.Kind) async throws {
        let failure = try await failure(FakeService(.status(status, ["code": .string(code), "message": "m"])))
        #expect(failure?.kind == kind)
        #expect(failure?.endsTheRun == true)
    }

    @Test(arguments: [HTTPFailure.Kind.couldNotResolve, .couldNotConnect, .tls])
    func `a service that can't be reached is unreachable`(kind: HTTPFailure.Kind) async throws {
        let failure = try await failure(FakeService { _, _ in .failed(kind, mayHaveArrived: false) })
        #expect(failure?.kind == .unreachable)
    }

    @Test func `repeats wait ever longer`() async throws {
        let account = try TestAccount(FakeService { _, _ in .status(500) })
        await #expect(throws: ConnectorFailure.self) { try await account.client.send(.listAttributes) }
        #expect(account.passed == 15.5)
    }

    @Test func `Retry-After is obeyed`() async throws {
        let account = try TestAccount(FakeService(.status(503, nil, ["Retry-After": "20"]), .status(200)))
        _ = try await account.client.send(.listAttributes)
        #expect(account.passed == 20)
    }

    private static let throttles: [(HTTPHeaders, Double)] = [
        (["x-sib-ratelimit-reset": "7"], 7), (["Retry-After": "3", "x-sib-ratelimit-reset": "7"], 3),
        ([:], 1), (["x-sib-ratelimit-reset": "5000"], 60), (["x-sib-ratelimit-reset": "x"], 1),
    ]

    @Test(arguments: throttles)
    func `after a 429 the whole family waits as long as it is told, within reason`(
        headers: HTTPHeaders,
        seconds: Double
    ) async throws {
        let account = try TestAccount(FakeService(.status(429, nil, headers), .status(200)))
        _ = try await account.client.send(.listAttributes)
        #expect(account.passed == seconds)
        #expect(account.client.pacing.usage.throttled == 1)
        #expect(account.client.pacing.usage.requests == ["contacts": 2])
    }

    @Test func `a used-up hour is reported with its end, not waited for`() async throws {
        let headers: HTTPHeaders = [
            "x-sib-ratelimit-limit": "100", "x-sib-ratelimit-remaining": "0", "x-sib-ratelimit-reset": "1800",
        ]
        let service = FakeService(.status(429, ["code": "too_many_requests", "message": "m"], headers))
        let client = try TestAccount(service).client
        let failure = await #expect(throws: ConnectorFailure.self) { try await client.send(.getProcess, ["1"]) }
        #expect(failure?.kind == .exhausted(until: Timestamp(seconds: 1_763_951_800)))
        #expect(service.requests.count == 1)
    }

    @Test func `a limit that doesn't end is given up`() async throws {
        let service = FakeService { _, _ in .status(429, nil, ["x-sib-ratelimit-reset": "1"]) }
        let failure = try await failure(service)
        guard case .exhausted = failure?.kind else {
            Issue.record("\(String(describing: failure))")
            return
        }
        #expect(service.requests.count == Client.throttles)
    }

    @Test func `429s that don't say how long are waited for ever longer`() async throws {
        let account = try TestAccount(FakeService(.status(429), .status(429), .status(429), .status(200)))
        _ = try await account.client.send(.listAttributes)
        #expect(account.passed == 7)
    }

    @Test func `a service that answers nothing for long counts as down`() async throws {
        let client = try TestAccount(FakeService { _, _ in .status(503) }).client
        var kinds: [ConnectorFailure.Kind] = []
        for _ in 0..<Outage.threshold {
            do {
                _ = try await client.send(.listAttributes)
            } catch let failure as ConnectorFailure {
                kinds.append(failure.kind)
            }
        }
        #expect(kinds == Array(repeating: .temporary, count: Outage.threshold - 1) + [.unreachable])
    }

    @Test func `one answer shows that it is up`() async throws {
        let client = try TestAccount(FakeService { _, number in number % 12 == 6 ? .status(204) : .status(503) }).client
        for _ in 0..<Outage.threshold * 3 {
            do {
                _ = try await client.send(.listAttributes)
            } catch let failure as ConnectorFailure {
                #expect(failure.kind == .temporary)
            }
        }
    }

    @Test func `a cancelled request is no failure of Brevo`() async throws {
        let client = try TestAccount(FakeService(.failed(.cancelled))).client
        await #expect(throws: CancellationError.self) { try await client.send(.listAttributes) }
    }

    @Test func `neither key nor address appears in a message`() async throws {
        let service = FakeService(.status(418, ["code": "x", "message": "for ada@example.com,"]))
        let client = try TestAccount(service).client
        let summary = try await client.send(.getContact, ["ada@example.com"]).summary
        #expect(summary == "GET /contacts/{identifier} was answered 418 (x: for a…@example.com,)")
    }

    @Test(arguments: [
        ("https://api.brevo.com/v3/", "https://api.brevo.com/v3/contacts/attributes"),
        ("http://127.0.0.1:8080/v3", "http://127.0.0.1:8080/v3/contacts/attributes"),
        ("https://proxy.example.com", "https://proxy.example.com/contacts/attributes"),
    ])
    func `the base address is joined with one slash`(base: String, url: String) async throws {
        let service = FakeService(.status(200))
        let client = try TestAccount(service, options: ["api_url": .string(base)]).client
        _ = try await client.send(.listAttributes)
        #expect(service.requests.first?.url == url)
    }
}
