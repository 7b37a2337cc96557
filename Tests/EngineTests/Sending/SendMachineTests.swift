import PipelineCore
import State
import Testing

@testable import Engine

@Suite struct SendMachineTests {
    private static let failure = ConnectorFailure(.temporary, "lost")
    private static let never = SendTraits(maxItems: 10)
    private static let seen = SendTraits(maxItems: 10, canLookUp: true)
    private static let mail = SendTraits(maxItems: 10, repeats: .within(seconds: 1_500), canLookUp: true)
    private static let campaign = SendTraits(repeats: .always)

    @Test(
        arguments: [
            (never, .new, .send), (mail, .new, .send),
            (never, .recovered(secondsAgo: 0), .settle([0: Self.doubt, 1: Self.doubt])),
            (seen, .recovered(secondsAgo: 0), .lookUp), (mail, .recovered(secondsAgo: 1_499), .send),
            (mail, .recovered(secondsAgo: 1_500), .lookUp), (mail, .recovered(secondsAgo: -1), .lookUp),
            (campaign, .recovered(secondsAgo: 1_000_000), .send), (never, .inDoubt, .leave), (seen, .inDoubt, .lookUp),
        ] as [(SendTraits, SendMachine.Beginning, SendMachine.Step)]
    )
    func `a request is made again only where that can't do anything twice`(
        traits: SendTraits,
        beginning: SendMachine.Beginning,
        step: SendMachine.Step
    ) {
        #expect(SendMachine(traits, places: [0, 1], beginning).begin() == step)
    }

    private static let doubt = SendVerdict.inDoubt(
        reason: "the run that was sending it ended before it heard of the outcome"
    )
    private static let lost = SendVerdict.inDoubt(reason: "lost")

    @Test(
        arguments: [
            (never, .new, .notTaken(failure), .settle([0: .waiting, 1: .waiting])),
            (never, .new, .unknown(failure), .settle([0: lost, 1: lost])), (seen, .new, .unknown(failure), .lookUp),
            (mail, .new, .unknown(failure), .leave), (mail, .recovered(secondsAgo: 9), .unknown(failure), .leave),
            (mail, .recovered(secondsAgo: 9), .notTaken(failure), .leave),
            (mail, .recovered(secondsAgo: 9), .refused(code: "c", reason: "r"), .lookUp),
            (mail, .new, .refused(code: "c", reason: "r"), .takeApart),
            (
                seen, .new, .answered([.accepted(reference: "x"), .refused(code: "c", reason: "r")]),
                .settle([0: .accepted(reference: "x"), 1: .refused(code: "c", reason: "r")])
            ),
            (
                mail, .recovered(secondsAgo: 9), .answered([.accepted(reference: nil), .accepted(reference: nil)]),
                .settle([0: .accepted(reference: nil), 1: .accepted(reference: nil)])
            ),
        ] as [(SendTraits, SendMachine.Beginning, SendOutcome, SendMachine.Step)]
    )
    func `an outcome is taken for what it proves`(
        traits: SendTraits,
        beginning: SendMachine.Beginning,
        outcome: SendOutcome,
        step: SendMachine.Step
    ) {
        var machine = SendMachine(traits, places: [0, 1], beginning)
        #expect(machine.sent(outcome) == step)
    }

    @Test func `a send refused by itself is refused for good`() {
        var machine = SendMachine(Self.never, places: [0], .new)
        #expect(
            machine.sent(.refused(code: "c", reason: "r")) == .settle([0: .refused(code: "c", reason: "r")])
        )
    }

    @Test func `what a look-up finds is accepted, what it doesn't find is in doubt`() {
        let recovered = SendMachine(Self.seen, places: [0, 3], .recovered(secondsAgo: 5))
        #expect(recovered.lookedUp([3: "id"]) == .settle([0: Self.doubt, 3: .accepted(reference: "id")]))
        #expect(recovered.lookedUp(nil) == .settle([0: Self.doubt, 3: Self.doubt]))
        let doubted = SendMachine(Self.seen, places: [0, 3], .inDoubt)
        #expect(doubted.lookedUp([3: "id"]) == .settle([3: .accepted(reference: "id")]))
        #expect(doubted.lookedUp([:]) == .leave)
        #expect(doubted.lookedUp(nil) == .leave)
    }
}
