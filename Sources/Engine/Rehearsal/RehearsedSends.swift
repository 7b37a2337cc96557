internal import PipelineCore

/// A sink whose sender and people are stood in for: nothing is sent.
struct RehearsedSendSink: SendSink {
    let real: any SendSink
    let sender: any Sender
    let audience: (any Destination)?

    init(_ real: any SendSink, audience: (any Destination)?) {
        self.real = real
        self.audience = audience
        sender = RehearsedSender(real: real.sender)
    }

    var name: String { real.name }

    var consent: ConsentRule { real.consent }

    func preflight() async throws -> [PreflightFinding] { try await real.preflight() }

    func prepare(_ row: Row) -> SendPreparation { real.prepare(row) }
}

/// Answers every request as accepted, and sends none.
private struct RehearsedSender: Sender {
    let real: any Sender

    var account: String { real.account }

    var kind: String { real.kind }

    var traits: SendTraits { real.traits }

    func body(of sends: [Send], token: String) -> [UInt8] { real.body(of: sends, token: token) }

    func send(_ request: SendRequest) -> SendOutcome {
        .answered(Array(repeating: .accepted(reference: nil), count: request.count))
    }

    func lookUp(_ request: SendRequest) async throws -> [Int: String] { try await real.lookUp(request) }
}
