internal import PipelineCore

/// Asks people to confirm by mail before they join a list (BREVO.md §3.11).
struct ConfirmationSender: Sender {
    let client: Client
    let account: String

    static let kind = "brevo.double_optin"

    var kind: String { Self.kind }

    var traits: SendTraits { SendTraits(maxConcurrent: 4) }

    func body(of sends: [Send], token: String) -> [UInt8] { sends.first?.item ?? [] }

    func send(_ request: SendRequest) async throws -> SendOutcome {
        let handover = try await client.handOver(.requestConfirmation, body: request.body)
        guard case .answered(let answer) = handover else { return handover.outcome ?? .answered([]) }
        return answer.isSuccess ? .answered([.accepted(reference: nil)]) : answer.refusal
    }
}
