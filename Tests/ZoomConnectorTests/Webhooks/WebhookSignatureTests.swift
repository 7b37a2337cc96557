import CEL
import PipelineCore
import Testing
import ZoomConnector

@Suite struct WebhookSignatureTests {
    private let body = Array(#"{"event":"meeting.ended","event_ts":1}"#.utf8)
    private let now = Timestamp(seconds: 1_800_000_000)

    private func verifier() throws -> WebhookSignature {
        try #require(WebhookSignature(secret: Secret("it's a secret")))
    }

    /// Worked out with `printf 'v0:1800000000:{"event":"meeting.ended","event_ts":1}' | openssl dgst -sha256 -hmac "it's a secret"`.
    private let known = "v0=ddc1ccdba44fa04aa23f6f2ee15718b8d55d3e8e9c8a2706b4916336f222d7cb"

    @Test func `a signature is that of OpenSSL`() throws {
        #expect(try verifier().signature(of: body, timestamp: "1800000000") == known)
        #expect(try verifier().problem(signature: known, timestamp: "1800000000", body: body, at: now) == nil)
    }

    @Test(arguments: [
        ("v0=00", "1800000000", WebhookSignature.Problem.unsigned), ("", "1800000000", .unsigned),
        ("v1=KNOWNHEX", "1800000000", .unsigned), ("v0=KNOWNHEX", "1800000001", .wrongSignature),
        ("v0=KNOWNHEX", " 1800000000", .undated), ("v0=KNOWNHEX", "", .undated), ("v0=KNOWNHEX", "-5", .undated),
        ("v0=KNOWNHEX", "18000000000000", .undated),
        ("v0=" + String(repeating: "0", count: 64), "1800000000", .wrongSignature),
        ("v0=" + String(repeating: "g", count: 64), "1800000000", .unsigned),
    ])
    func `what isn't signed by Zoom isn't believed`(
        signature: String,
        timestamp: String,
        problem: WebhookSignature.Problem
    ) throws {
        let signature = signature.replacing("KNOWNHEX", with: known.dropFirst(3))
        let found = try verifier().problem(signature: signature, timestamp: timestamp, body: body, at: now)
        #expect(found == problem)
    }

    @Test func `the same JSON written in another way isn't what was signed`() throws {
        let spaced = Array(#"{"event": "meeting.ended", "event_ts": 1}"#.utf8)
        let found = try verifier().problem(signature: known, timestamp: "1800000000", body: spaced, at: now)
        #expect(found == .wrongSignature)
    }

    @Test(arguments: [(-5_400, true), (-5_401, false), (5_400, true), (5_401, false), (0, true)])
    func `what was signed too long ago, or in the future, is stale`(seconds: Int64, isFresh: Bool) throws {
        let then = Timestamp(seconds: now.seconds - seconds)
        let problem = try verifier().problem(signature: known, timestamp: "1800000000", body: body, at: then)
        #expect(problem == (isFresh ? nil : .stale))
    }

    @Test func `without a secret there is no verifier`() {
        #expect(WebhookSignature(secret: Secret("")) == nil)
    }
}
