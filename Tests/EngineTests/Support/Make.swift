import CEL
import PipelineCore
import State

@testable import Engine

/// Short ways to write what tests are about.
extension Timestamp {
    static func at(_ seconds: Int64) -> Timestamp { Timestamp(seconds: seconds, nanoseconds: 0) }
}

extension Moment {
    static func at(_ seconds: Int64, _ rank: Rank = .registered, _ instance: String = "") -> Moment {
        Moment(asOf: .at(seconds), rank: rank, instance: instance)
    }
}

/// A row that waits for `a@example.com`.
func row(
    _ id: Int,
    _ moment: Moment,
    _ values: [String: Value] = [:],
    write: WriteMode = .always,
    lists: [Int] = [],
    pipeline: Int = 1
) -> PendingEntry {
    let assignments = values.sorted { $0.key < $1.key }.map { Assignment(name: $0.key, value: $0.value, write: write) }
    return PendingEntry(
        id: id,
        pipeline: pipeline,
        partition: 1,
        entry: Entry(key: "a@example.com", assignments: assignments, memberships: lists, moment: moment)
    )
}

func pending(_ rows: [PendingEntry], _ ledger: LedgerEntry? = nil) -> PendingKey {
    PendingKey(key: "a@example.com", entries: rows, ledger: ledger, existing: nil)
}

func entity(
    _ attributes: [String: Value] = [:],
    lists: Set<Int> = [],
    refused: Set<Int> = [],
    isBlocked: Bool = false
) -> Existing {
    Existing(
        key: "a@example.com",
        attributes: attributes,
        memberships: lists,
        refusedMemberships: refused,
        isBlocked: isBlocked
    )
}

extension LedgerEntry {
    /// A ledger entry of an earlier run (3, when the run at hand is 4).
    static func delivered(
        _ values: [String: Value] = [:],
        at moment: Moment = .at(10),
        write: WriteMode = .always,
        pipeline: Int = 1,
        writtenIn: Int = 3,
        lists: Set<Int> = [],
        run: Int = 3
    ) -> LedgerEntry {
        LedgerEntry(
            attributes: values.mapValues {
                Delivered(
                    value: $0,
                    claim: Claim(write: write, moment: moment, pipeline: pipeline),
                    writtenIn: writtenIn
                )
            },
            memberships: lists,
            run: run
        )
    }
}

extension Resolution {
    /// The verdicts by row.
    var verdicts: [Int: Verdict] {
        Dictionary(uniqueKeysWithValues: settled.entries.map { ($0.id, $0.verdict) })
    }
}

/// A small generator, the same in each run (SplitMix64).
struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
