import CEL
import PipelineCore
import State
import Testing

@testable import Engine

@Suite struct ResolutionTests {
    /// One entity, what waits for it, and what becomes of it.
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let rows: [PendingEntry]
        var ledger: LedgerEntry?
        var existing: Existing?
        /// What is written; nil when nothing is.
        var writes: [String: Value]?
        var adds: [Int] = []
        var creates = false
        let verdicts: [Int: Verdict]

        init(
            _ description: String,
            _ rows: [PendingEntry],
            ledger: LedgerEntry? = nil,
            existing: Existing? = entity(),
            writes: [String: Value]? = nil,
            adds: [Int] = [],
            creates: Bool = false,
            _ verdicts: [Int: Verdict]
        ) {
            testDescription = description
            self.rows = rows
            self.ledger = ledger
            self.existing = existing
            self.writes = writes
            self.adds = adds
            self.creates = creates
            self.verdicts = verdicts
        }
    }

    static let updated = Verdict.delivered(created: false)
    static let created = Verdict.delivered(created: true)

    static let whichValueWins = [
        Case(
            "the newest wins, attribute by attribute",
            [row(1, .at(1), ["A": .int(1), "B": .int(1)]), row(2, .at(2), ["A": .int(2)])],
            writes: ["A": .int(2), "B": .int(1)],
            [1: updated, 2: updated]
        ),
        Case(
            "a row all of whose values are older is superseded",
            [row(1, .at(2), ["A": .int(2)]), row(2, .at(1), ["A": .int(1)])],
            writes: ["A": .int(2)],
            [1: updated, 2: .superseded]
        ),
        Case(
            "of equal moments attended beats absent beats registered",
            [
                row(1, .at(1, .attended), ["A": .string("attended")]),
                row(2, .at(1, .absent), ["A": .string("absent")]), row(3, .at(1), ["A": .string("registered")]),
            ],
            writes: ["A": .string("attended")],
            [1: updated, 2: .superseded, 3: .superseded]
        ),
        Case(
            "of equal moments and ranks the greater instance wins",
            [row(1, .at(1, .attended, "b"), ["A": .int(2)]), row(2, .at(1, .attended, "a"), ["A": .int(1)])],
            writes: ["A": .int(2)],
            [1: updated, 2: .superseded]
        ),
        Case(
            "an older row doesn't overwrite what was delivered",
            [row(1, .at(5), ["A": .int(1)])],
            ledger: .delivered(["A": .int(2)], at: .at(10)),
            [1: .superseded]
        ),
        Case(
            "a newer row does",
            [row(1, .at(15), ["A": .int(1)])],
            ledger: .delivered(["A": .int(2)], at: .at(10)),
            existing: entity(["A": .int(2)]),
            writes: ["A": .int(1)],
            [1: updated]
        ),
        Case(
            "a record read again is unchanged",
            [row(1, .at(10), ["A": .int(2)], lists: [16])],
            ledger: .delivered(["A": .int(2)], at: .at(10), lists: [16]),
            [1: .unchanged]
        ),
        Case(
            "a record read again with another value is delivered: it changed without notice",
            [row(1, .at(10), ["A": .int(3)])],
            ledger: .delivered(["A": .int(2)], at: .at(10)),
            existing: entity(["A": .int(2)]),
            writes: ["A": .int(3)],
            [1: updated]
        ),
        Case(
            "of one moment in two pipelines the younger pipeline's wins, before and after",
            [row(1, .at(10), ["A": .int(1)], pipeline: 1)],
            ledger: .delivered(["A": .int(2)], at: .at(10), pipeline: 2),
            existing: entity(["A": .int(2)]),
            [1: .superseded]
        ),
        Case(
            "rows that set nothing new are unchanged beside one that does",
            [row(1, .at(1), ["A": .int(1)]), row(2, .at(2), ["A": .int(1)]), row(3, .at(3), ["B": .int(1)])],
            writes: ["A": .int(1), "B": .int(1)],
            [1: .unchanged, 2: updated, 3: updated]
        ),
        Case(
            "an older claim for the same value doesn't take the ledger back",
            [row(1, .at(5), ["A": .int(2)]), row(2, .at(6), ["B": .int(1)])],
            ledger: .delivered(["A": .int(2)], at: .at(10)),
            existing: entity(["A": .int(2)]),
            writes: ["B": .int(1)],
            [1: .unchanged, 2: updated]
        ),
    ]

    static let whatTheServiceHas = [
        Case(
            "a new entity is created with everything, once",
            [row(1, .at(1), ["A": .int(1)], lists: [16]), row(2, .at(2), ["B": .int(1)], lists: [16])],
            existing: nil,
            writes: ["A": .int(1), "B": .int(1)],
            adds: [16],
            creates: true,
            [1: updated, 2: created]
        ),
        Case(
            "an entity with nothing but its key is created",
            [row(1, .at(1))],
            existing: nil,
            writes: [:],
            creates: true,
            [1: created]
        ),
        Case("an entity with nothing to add stays as it is", [row(1, .at(1))], [1: .unchanged]),
        Case(
            "what is in place already isn't written",
            [row(1, .at(1), ["A": .int(1)], lists: [16])],
            existing: entity(["A": .int(1)], lists: [16]),
            [1: .unchanged]
        ),
        Case(
            "a whole number that comes back with decimals is the same",
            [row(1, .at(1), ["A": .int(1)])],
            existing: entity(["A": .double(1)]),
            [1: .unchanged]
        ),
        Case(
            "what people changed isn't overwritten while our value stays",
            [row(1, .at(20), ["A": .int(2)]), row(2, .at(20), ["B": .int(1)])],
            ledger: .delivered(["A": .int(2)], at: .at(10)),
            existing: entity(["A": .int(99)]),
            writes: ["B": .int(1)],
            [1: .unchanged, 2: updated]
        ),
        Case(
            "a newer value of ours overwrites what people changed",
            [row(1, .at(20), ["A": .int(3)])],
            ledger: .delivered(["A": .int(2)], at: .at(10)),
            existing: entity(["A": .int(99)]),
            writes: ["A": .int(3)],
            [1: updated]
        ),
        Case(
            "who was taken off a list after we delivered isn't put back",
            [row(1, .at(20), ["A": .int(3)], lists: [16])],
            ledger: .delivered(["A": .int(2)], lists: [16]),
            existing: entity(["A": .int(2)]),
            writes: ["A": .int(3)],
            [1: updated]
        ),
        Case(
            "another list is added",
            [row(1, .at(10), ["A": .int(2)], lists: [17, 16])],
            ledger: .delivered(["A": .int(2)], lists: [16]),
            existing: entity(["A": .int(2)]),
            writes: [:],
            adds: [17],
            [1: updated]
        ),
        Case(
            "who was deleted after we delivered isn't recreated",
            [row(1, .at(20), ["A": .int(3)]), row(2, .at(1), ["A": .int(1)])],
            ledger: .delivered(["A": .int(2)]),
            existing: nil,
            [1: .skipped(reason: "deleted"), 2: .skipped(reason: "deleted")]
        ),
        Case(
            "who was created in this run is missing in an older snapshot, and is updated",
            [row(1, .at(20), ["A": .int(3)])],
            ledger: .delivered(["A": .int(2)], writtenIn: 4, run: 4),
            existing: nil,
            writes: ["A": .int(3)],
            [1: updated]
        ),
        Case(
            "what was written in this run counts more than an older snapshot",
            [row(1, .at(20), ["A": .int(1)], write: .always)],
            ledger: .delivered(["A": .int(2)], writtenIn: 4, run: 4),
            existing: entity(["A": .int(1)]),
            writes: ["A": .int(1)],
            [1: updated]
        ),
    ]

    static let consent = [
        Case(
            "nobody who is blocked is written to",
            [row(1, .at(1), ["A": .int(1)]), row(2, .at(2), lists: [16])],
            existing: entity(isBlocked: true),
            [1: .skipped(reason: "blocklisted"), 2: .skipped(reason: "blocklisted")]
        ),
        Case(
            "a row for a list that the person left is skipped as a whole, others aren't",
            [row(1, .at(2), ["A": .int(2)], lists: [16]), row(2, .at(1), ["A": .int(1)], lists: [17])],
            existing: entity(refused: [16]),
            writes: ["A": .int(1)],
            adds: [17],
            [1: .skipped(reason: "unsubscribed"), 2: updated]
        ),
        Case(
            "when all rows are for a list that the person left, nothing is written",
            [row(1, .at(2), ["A": .int(2)], lists: [16, 17])],
            existing: entity(refused: [16]),
            [1: .skipped(reason: "unsubscribed")]
        ),
    ]

    static let ifEmpty = [
        Case(
            "a value for an empty place is written there",
            [row(1, .at(1), ["A": .string("x")], write: .ifEmpty)],
            existing: entity(["A": .string("")]),
            writes: ["A": .string("x")],
            [1: updated]
        ),
        Case(
            "it leaves what is there",
            [row(1, .at(1), ["A": .string("x")], write: .ifEmpty)],
            existing: entity(["A": .string("y")]),
            [1: .unchanged]
        ),
        Case(
            "it replaces an older one of ours",
            [row(1, .at(20), ["A": .string("x")], write: .ifEmpty)],
            ledger: .delivered(["A": .string("y")], at: .at(10), write: .ifEmpty),
            existing: entity(["A": .string("y")]),
            writes: ["A": .string("x")],
            [1: updated]
        ),
        Case(
            "it leaves a value equal to ours that was there before us",
            [row(1, .at(20), ["A": .string("x")], write: .ifEmpty)],
            ledger: .delivered(["A": .string("y")], at: .at(10), write: .ifEmpty, writtenIn: 0),
            existing: entity(["A": .string("y")]),
            [1: .unchanged]
        ),
        Case(
            "it yields to a value that is always written, however old",
            [
                row(1, .at(9), ["A": .string("display")], write: .ifEmpty),
                row(2, .at(1), ["A": .string("good")]),
            ],
            existing: nil,
            writes: ["A": .string("good")],
            creates: true,
            [1: .superseded, 2: created]
        ),
        Case(
            "it yields to one that was delivered",
            [row(1, .at(20), ["A": .string("display")], write: .ifEmpty)],
            ledger: .delivered(["A": .string("good")]),
            existing: entity([:]),
            [1: .superseded]
        ),
        Case(
            "a value that stood back is written once it is to be written always",
            [row(1, .at(20), ["A": .string("x")])],
            ledger: .delivered(["A": .string("x")], write: .ifEmpty, writtenIn: 0),
            existing: entity(["A": .string("y")]),
            writes: ["A": .string("x")],
            [1: updated]
        ),
        Case(
            "after a crash our own value isn't taken for one that was there before",
            [
                row(1, .at(1), ["A": .string("old")], write: .ifEmpty),
                row(2, .at(2), ["A": .string("new")], write: .ifEmpty),
            ],
            ledger: LedgerEntry(intended: ["A": .string("old")]),
            existing: entity(["A": .string("old")]),
            writes: ["A": .string("new")],
            [1: .superseded, 2: updated]
        ),
    ]

    @Test(arguments: whichValueWins + whatTheServiceHas + consent + ifEmpty)
    func `what is written and what becomes of each row`(one: Case) throws {
        let resolution = try #require(
            Resolution(pending(one.rows, one.ledger), knowledge: .known(one.existing), run: 4)
        )
        #expect(resolution.verdicts == one.verdicts)
        #expect(resolution.change?.attributes == one.writes)
        #expect(resolution.change?.memberships ?? [] == one.adds)
        #expect(resolution.change?.creates ?? false == one.creates)
    }

    @Test func `nothing is looked up when the ledger answers`() throws {
        let ledger = LedgerEntry.delivered(["A": .int(2)], at: .at(10), lists: [16])
        let rows = [row(1, .at(20), ["A": .int(2)], lists: [16]), row(2, .at(5), ["A": .int(1)])]
        let resolution = try #require(Resolution(pending(rows, ledger), knowledge: .unknown, run: 4))
        #expect(resolution.change == nil)
        #expect(resolution.verdicts == [1: .unchanged, 2: .superseded])
        // The value now holds its place with the newer moment.
        #expect(resolution.settled.ledger?.attributes["A"]?.claim.moment == .at(20))
        #expect(resolution.settled.ledger?.attributes["A"]?.writtenIn == 3)
    }

    @Test(
        arguments: [
            ([row(1, .at(20), ["A": .int(3)])], LedgerEntry.delivered(["A": .int(2)])),
            ([row(1, .at(5), ["B": .int(3)])], .delivered(["A": .int(2)])),
            ([row(1, .at(5), ["A": .int(2)], lists: [16])], .delivered(["A": .int(2)])),
            ([row(1, .at(5))], nil),
            ([row(1, .at(5))], LedgerEntry(intended: ["A": .int(1)])),
        ] as [([PendingEntry], LedgerEntry?)]
    )
    func `whatever may be written is looked up first`(rows: [PendingEntry], ledger: LedgerEntry?) {
        #expect(Resolution(pending(rows, ledger), knowledge: .unknown, run: 4) == nil)
    }

    @Test func `the ledger never goes back`() throws {
        let ledger = LedgerEntry.delivered(["A": .int(2)], at: .at(10))
        let rows = [row(1, .at(5), ["A": .int(2)]), row(2, .at(6), ["B": .int(1)])]
        let resolution = try #require(Resolution(pending(rows, ledger), knowledge: .known(entity()), run: 4))
        #expect(resolution.settled.ledger?.attributes["A"]?.claim.moment == .at(10))
        #expect(resolution.settled.ledger?.attributes["B"]?.claim.moment == .at(6))
        #expect(resolution.settled.ledger?.run == 4)
    }

    @Test(arguments: [
        (LedgerEntry.delivered(["A": .int(1)], lists: [16], run: 4), Set<Int>(), nil as [Int]?),
        (.delivered(["A": .int(1)], lists: [16], run: 3), Set([16]), nil),
        (.delivered(["A": .int(1)], lists: [16], run: 4), Set([16]), [16]),
    ])
    func `a list that this run added is one the entity is in, whatever was read before`(
        ledger: LedgerEntry,
        joined: Set<Int>,
        memberships: [Int]?
    ) throws {
        var ledger = ledger
        ledger.joined = joined
        let rows = [row(1, .at(20), ["A": .int(2)], lists: [16])]
        let resolution = try #require(Resolution(pending(rows, ledger), knowledge: .known(entity()), run: 4))
        let change = try #require(resolution.change)
        #expect(change.memberships.isEmpty)
        #expect(change.submissionMemberships == memberships)
    }

    @Test func `the lists that a run adds are remembered as long as it lasts`() throws {
        let rows = [row(1, .at(20), ["A": .int(2)], lists: [16, 17])]
        let first = try #require(
            Resolution(pending(rows), knowledge: .known(entity(lists: [17])), run: 4)?.settled.ledger
        )
        #expect(first.memberships == [16, 17])
        #expect(first.joined == [16])
        let more = [row(2, .at(30), ["A": .int(3)], lists: [18])]
        for (run, joined) in [(4, Set([16, 18])), (5, [18])] {
            let next = Resolution(pending(more, first), knowledge: .known(entity()), run: run)?.settled.ledger
            #expect(next?.joined == joined)
        }
    }

    @Test func `only values for empty places are remembered before they are written`() throws {
        let rows = [row(1, .at(1), ["A": .int(1)], write: .ifEmpty), row(2, .at(1), ["B": .int(2)])]
        let resolution = try #require(Resolution(pending(rows), knowledge: .known(nil), run: 4))
        #expect(resolution.intent == LedgerEntry(intended: ["A": .int(1)]))
        #expect(resolution.settled.ledger?.intended == [:])
        let always = try #require(Resolution(pending([rows[1]]), knowledge: .known(nil), run: 4))
        #expect(always.intent == nil)
    }
}
