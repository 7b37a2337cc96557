import CEL
import PipelineCore
import State
import Synchronization

@testable import Engine

/// A sender in memory that counts what reached it.
final class FakeSender: Sender {
    /// How the service behaves apart from the usual.
    struct Manners: Sendable {
        /// What a request gives, in this order, and whether it takes effect all the same; then it works.
        var outcomes: [(outcome: SendOutcome, takesEffect: Bool)] = []
        /// Recipients refused by themselves.
        var refused: Set<String> = []
        /// Recipients because of whom a whole request is refused.
        var poison: Set<String> = []
        var lookingUp: ConnectorFailure?
    }

    fileprivate struct State {
        /// How often each item arrived.
        var arrived: [String: Int] = [:]
        var tokens: Set<String> = []
        var manners = Manners()
        var requests = 0
    }

    let account = "brevo/test"
    let kind: String
    let traits: SendTraits
    let crash: Crash
    private let state = Mutex(State())

    init(_ kind: String = "brevo.events", _ traits: SendTraits = SendTraits(), crash: Crash = Crash()) {
        self.kind = kind
        self.traits = traits
        self.crash = crash
    }

    var arrived: [String: Int] { state.withLock { $0.arrived } }
    var requests: Int { state.withLock { $0.requests } }

    func change(_ body: @Sendable (inout Manners) -> Void) { state.withLock { body(&$0.manners) } }

    func body(of sends: [Send], token: String) -> [UInt8] {
        Array(sends.map { String(decoding: $0.item, as: UTF8.self) }.joined(separator: "\n").utf8)
    }

    func send(_ request: SendRequest) async throws -> SendOutcome {
        try crash.call { state.withLock { $0.answer(request, traits) } }
    }

    func lookUp(_ request: SendRequest) async throws -> [Int: String] {
        if let failure = state.withLock({ $0.manners.lookingUp }) { throw failure }
        let arrived = arrived
        return request.sends.filter { arrived[String(decoding: $0.value.item, as: UTF8.self)] != nil }
            .mapValues { _ in "found" }
    }
}

extension FakeSender.State {
    fileprivate mutating func answer(_ request: SendRequest, _ traits: SendTraits) -> SendOutcome {
        requests += 1
        let items = String(decoding: request.body, as: UTF8.self).split(separator: "\n").map(String.init)
        if let planned = manners.outcomes.first {
            manners.outcomes.removeFirst()
            if planned.takesEffect { take(items, request.token, traits) }
            return planned.outcome
        }
        if items.contains(where: manners.poison.contains) { return .refused(code: "bad", reason: "one is bad") }
        let good = items.filter { !manners.refused.contains($0) }
        take(good, request.token, traits)
        return .answered(
            items.map {
                manners.refused.contains($0)
                    ? .refused(code: "bad", reason: "it is bad") : .accepted(reference: request.token)
            }
        )
    }

    private mutating func take(_ items: [String], _ token: String, _ traits: SendTraits) {
        // Who knows repeats takes each token once.
        let isNew = tokens.insert(token).inserted
        guard isNew || traits.repeats == .never else { return }
        for item in items { arrived[item, default: 0] += 1 }
    }
}

/// A pipeline's side of a ``FakeSender``: the first column is the recipient and the whole item.
struct FakeSendSink: SendSink {
    let name: String
    let sender: any Sender
    let audience: (any Destination)?
    let consent: ConsentRule

    init(
        _ sender: FakeSender,
        name: String = "attended",
        audience: (any Destination)? = nil,
        consent: ConsentRule = ConsentRule()
    ) {
        self.name = name
        self.sender = sender
        self.audience = audience
        self.consent = consent
    }

    func preflight() async throws -> [PreflightFinding] { [] }

    func prepare(_ row: Row) -> SendPreparation {
        guard case .string(let key) = row.values[0], !key.isEmpty else { return .skip(reason: "no_email") }
        return .send(Send(recipient: key, moment: row.moment, item: Array(key.utf8)))
    }
}

extension RunnablePipeline {
    /// A pipeline from a fake source to a fake sender.
    static func sending(
        _ name: String = "attended",
        fingerprint: String = "f1",
        from source: FakeSource,
        to sink: FakeSendSink
    ) -> RunnablePipeline {
        RunnablePipeline(
            identity: PipelineIdentity(name: name, fingerprint: fingerprint),
            source: source,
            since: 3_600,
            stages: [],
            columns: [RowColumn(name: "email", type: .string), RowColumn(name: "A", type: .dyn)],
            sink: .sends(sink)
        )
    }
}
