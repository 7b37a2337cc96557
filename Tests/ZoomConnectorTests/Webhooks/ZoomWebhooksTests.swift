import CEL
import JSON
import PipelineCore
import Testing
import ZoomConnector

@Suite struct ZoomWebhooksTests {
    private let now = Timestamp(seconds: 1_800_000_000)
    private let gate = ZoomWebhooks(
        Options([
            "webhook": .object(
                Options([
                    "secret_token": .secret(Secret("it's a secret")), "verification_token": .secret(Secret("retired")),
                ])
            )
        ])
    )

    private func delivery(_ body: String, signedBy secret: String = "it's a secret") throws -> WebhookDelivery {
        let bytes = Array(body.utf8)
        let verifier = try #require(WebhookSignature(secret: Secret(secret)))
        let headers = [
            "x-zm-request-timestamp": "1800000000",
            "x-zm-signature": verifier.signature(of: bytes, timestamp: "1800000000"),
        ]
        return WebhookDelivery(headers: headers, body: bytes)
    }

    private let challenge = #"{"payload":{"plainToken":"qgg8vlvZRS6UYooatFL8Aw"},"event":"endpoint.url_validation"}"#

    @Test func `the question whether the address is ours is answered with the token encrypted`() throws {
        guard case .answer(let bytes) = gate.judge(try delivery(challenge), at: now) else {
            Issue.record("it wasn't answered")
            return
        }
        let answer = try JSONValue.parse(bytes)
        #expect(answer["plainToken"] == "qgg8vlvZRS6UYooatFL8Aw")
        #expect(answer["encryptedToken"] == "8df04d4de7c02269b0d288637eee9d90e67133587511379d2cd7760e04e7a57f")
    }

    @Test func `that question must be signed, too`() throws {
        #expect(gate.judge(try delivery(challenge, signedBy: "guess"), at: now) == .refused("wrong-signature"))
    }

    @Test func `without a secret token nothing is let in`() throws {
        let closed = ZoomWebhooks(Options(["webhook": .object(Options())]))
        #expect(!closed.isOpen)
        #expect(closed.judge(try delivery(challenge), at: now) == .refused("no-secret-token"))
    }

    @Test(arguments: ["", "not JSON", "[]", "{}", #"{"event":5}"#, #"{"event":""}"#])
    func `what is signed but no event is kept with its problem`(body: String) throws {
        guard case .event(let event) = gate.judge(try delivery(body), at: now) else {
            Issue.record("it wasn't taken")
            return
        }
        #expect(event.problem != nil)
        #expect(event.body == Array(body.utf8))
    }
}
