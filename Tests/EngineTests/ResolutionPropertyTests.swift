import CEL
import PipelineCore
import State
import Testing

@testable import Engine

/// Whatever comes in whatever order, in whatever lots, over runs and crashes: the entity ends the same.
@Suite struct ResolutionPropertyTests {
    @Test(arguments: 0..<400)
    func `the order of arrival changes nothing`(seed: Int) throws {
        var random = Seeded(state: UInt64(seed))
        let first = Self.start(&random)
        let rows = Self.rows(&random)
        var expected = Simulation(existing: first)
        try expected.deliver(rows.map(\.row))
        for _ in 0..<6 {
            var simulation = Simulation(existing: first)
            var waiting = rows.shuffled(using: &random).map(\.row)
            while !waiting.isEmpty {
                let lot = waiting.prefix(Int.random(in: 1...waiting.count, using: &random))
                waiting.removeFirst(lot.count)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: simulation.beginRun()
                case 1: try simulation.crash(Array(lot))
                default: break
                }
                try simulation.deliver(Array(lot))
            }
            #expect(simulation.attributes == expected.attributes)
            #expect(simulation.lists == expected.lists)
        }
    }

    @Test(arguments: 0..<100)
    func `what was delivered is never delivered again`(seed: Int) throws {
        var random = Seeded(state: UInt64(seed) + 5_000)
        var simulation = Simulation(existing: Self.start(&random))
        let rows = Self.rows(&random).map(\.row)
        try simulation.deliver(rows)
        let writes = simulation.writes
        try simulation.deliver(rows)
        simulation.beginRun()
        try simulation.deliver(rows)
        #expect(simulation.writes == writes)
    }

    /// A row and nothing else; the wrapper keeps test output short.
    struct Draft: Sendable {
        let row: PendingEntry
    }

    static func rows(_ random: inout Seeded) -> [Draft] {
        (1...Int.random(in: 1...7, using: &random)).map { id in
            let names = ["A", "B", "C"].filter { _ in Bool.random(using: &random) }
            return Draft(
                row: row(
                    id,
                    Moment(
                        asOf: .at(.random(in: 0...3, using: &random)),
                        rank: Moment.Rank.allCases.randomElement(using: &random) ?? .absent,
                        instance: "\(id)"
                    ),
                    Dictionary(uniqueKeysWithValues: names.map { ($0, .int(.random(in: 1...3, using: &random))) }),
                    write: Int.random(in: 0..<3, using: &random) == 0 ? .ifEmpty : .always,
                    lists: [16, 17, 18].filter { _ in Int.random(in: 0..<3, using: &random) == 0 },
                    pipeline: Int.random(in: 1...2, using: &random)
                )
            )
        }
    }

    static func start(_ random: inout Seeded) -> Existing? {
        switch Int.random(in: 0..<4, using: &random) {
        case 0: nil
        case 1: entity(["A": .int(2), "B": .int(9)], lists: [17])
        case 2: entity(["C": .int(1)], refused: [18])
        default: entity()
        }
    }
}

/// One entity of a service, and what the state knows of it.
private struct Simulation {
    private(set) var existing: Existing?
    /// The entity when the run began: what a snapshot would say.
    private var snapshot: Existing?
    private var ledger: LedgerEntry?
    private var run = 1
    private(set) var writes = 0

    var attributes: [String: Value] { existing?.attributes ?? [:] }
    var lists: Set<Int> { existing?.memberships ?? [] }

    init(existing: Existing?) {
        self.existing = existing
        snapshot = existing
    }

    mutating func beginRun() {
        run += 1
        snapshot = existing
    }

    mutating func deliver(_ rows: [PendingEntry]) throws {
        let resolution = try resolve(rows)
        if let change = resolution.change { write(change) }
        if let ledger = resolution.settled.ledger { self.ledger = ledger }
        #expect(resolution.settled.entries.map(\.id) == rows.map(\.id))
    }

    /// Writes, and ends before that is recorded; a new run begins.
    mutating func crash(_ rows: [PendingEntry]) throws {
        let resolution = try resolve(rows)
        if let intent = resolution.intent { ledger = intent }
        if let change = resolution.change { write(change) }
        beginRun()
    }

    private func resolve(_ rows: [PendingEntry]) throws -> Resolution {
        try #require(Resolution(pending(rows, ledger), knowledge: .known(snapshot), run: run))
    }

    private mutating func write(_ change: Change) {
        writes += 1
        #expect(existing?.refusedMemberships.isDisjoint(with: change.memberships) != false)
        existing = entity(
            attributes.merging(change.attributes) { _, new in new },
            lists: lists.union(change.memberships),
            refused: existing?.refusedMemberships ?? []
        )
    }
}
