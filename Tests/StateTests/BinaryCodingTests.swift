import CEL
import PipelineCore
import Testing

@testable import State

@Suite struct BinaryCodingTests {
    static let values: [Value] = [
        .null, .bool(true), .bool(false), .int(0), .int(1), .int(-1), .int(63), .int(64), .int(.max), .int(.min),
        .int(.max - 1), .int(.min + 1), .uint(0), .uint(.max), .double(0), .double(-0.0), .double(.pi),
        .double(.infinity), .double(-.infinity), .double(.leastNonzeroMagnitude), .double(.greatestFiniteMagnitude),
        .string(""), .string("Zoë 👩‍👩‍👧‍👦 e\u{301}\u{0}"), .string(String(repeating: "ü", count: 300)),
        .list([]), .list([.string("a"), .list([.int(1), .null])]), .timestamp(.at(0)),
        .timestamp(Timestamp(seconds: -62_135_596_800, nanoseconds: 0)),
        .timestamp(Timestamp(seconds: 253_402_300_799, nanoseconds: 999_999_999)),
    ]

    @Test(arguments: values)
    func `a value comes back as it was`(value: CEL.Value) throws {
        let back = try Entry(key: "k", encoded: Self.entry(value).encoded())
        #expect(back == Self.entry(value))
        if case .double(let number) = value, case .double(let other) = back.assignments[0].value {
            #expect(number.bitPattern == other.bitPattern)
        }
    }

    @Test func `not a number comes back as such`() throws {
        let back = try Entry(key: "k", encoded: Self.entry(.double(.nan)).encoded())
        guard case .double(let number) = back.assignments[0].value else {
            Issue.record("no double")
            return
        }
        #expect(number.isNaN)
    }

    @Test func `a ledger entry, an entity and a ticket's keys come back as they were`() throws {
        #expect(try LedgerEntry(encoded: Self.ledger.encoded()) == Self.ledger)
        #expect(try LedgerEntry(encoded: LedgerEntry().encoded()) == LedgerEntry())
        #expect(try Existing(key: "k", encoded: Self.existing.encoded()) == Self.existing)
        #expect(try SettledKey.decoded(SettledKey.encoded(Self.keys)) == Self.keys)
    }

    @Test func `a ledger entry of the first version has joined nothing`() throws {
        var ledger = Self.ledger
        ledger.joined = [16]
        var bytes = try ledger.encoded()
        #expect(try LedgerEntry(encoded: bytes) == ledger)
        ledger.joined = []
        bytes = try ledger.encoded().dropLast()
        bytes[0] = 1
        #expect(try LedgerEntry(encoded: bytes) == ledger)
    }

    @Test func `attributes of one record share one claim`() throws {
        let claim = Claim(moment: Moment(asOf: .at(5), instance: String(repeating: "u", count: 100)), pipeline: 1)
        var ledger = LedgerEntry(run: 1)
        for name in 0..<10 { ledger.attributes["A\(name)"] = .init(value: .int(name), claim: claim, writtenIn: 1) }
        #expect(try ledger.encoded().count < 250)
        #expect(try LedgerEntry(encoded: ledger.encoded()) == ledger)
    }

    @Test func `every blob that was cut short is an error`() throws {
        let blobs: [([UInt8], ([UInt8]) throws -> Void)] = [
            (
                try Self.entry(.list(Self.values.filter { $0 != .list([]) })).encoded(),
                { _ = try Entry(key: "k", encoded: $0) }
            ),
            (try Self.ledger.encoded(), { _ = try LedgerEntry(encoded: $0) }),
            (try Self.existing.encoded(), { _ = try Existing(key: "k", encoded: $0) }),
            (try SettledKey.encoded(Self.keys), { _ = try SettledKey.decoded($0) }),
        ]
        for (blob, read) in blobs {
            try read(blob)
            for count in blob.indices {
                #expect(throws: BinaryReader.Malformed.self) { try read(Array(blob.prefix(count))) }
            }
            #expect(throws: BinaryReader.Malformed.self) { try read(blob + [0]) }
        }
    }

    @Test func `any change of a byte gives a value or an error, never a crash`() throws {
        var random = Seeded(state: 7)
        for blob in [try Self.ledger.encoded(), try SettledKey.encoded(Self.keys), try Self.existing.encoded()] {
            for place in blob.indices {
                for _ in 0..<8 {
                    var damaged = blob
                    damaged[place] = UInt8.random(in: 0...255, using: &random)
                    _ = try? LedgerEntry(encoded: damaged)
                    _ = try? SettledKey.decoded(damaged)
                    _ = try? Existing(key: "k", encoded: damaged)
                    _ = try? Entry(key: "k", encoded: damaged)
                }
            }
        }
    }

    @Test(
        arguments: [
            [], [0], [2], [1, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01],
            [1, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F],
            [1, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01], [1, 0xFE, 0xFF, 0xFF, 0xFF, 0x0F],
        ] as [[UInt8]]
    )
    func `hostile counts and depths are errors`(blob: [UInt8]) {
        #expect(throws: BinaryReader.Malformed.self) { try Existing(key: "k", encoded: blob) }
        #expect(throws: BinaryReader.Malformed.self) { try SettledKey.decoded(blob) }
    }

    @Test func `lists in lists end somewhere`() throws {
        var deep = Value.int(1)
        for _ in 0..<BinaryWriter.maxDepth { deep = .list([deep]) }
        #expect(try Entry(key: "k", encoded: Self.entry(deep).encoded()) == Self.entry(deep))
        #expect(throws: BinaryWriter.Unstorable.self) { try Self.entry(.list([deep])).encoded() }
        // One assignment called "" whose value is a list in a list in a list …
        let head: [UInt8] = [1, 0, 0, 0, 0, 0, 2, 0]
        #expect(throws: BinaryReader.Malformed.self) {
            try Entry(key: "k", encoded: head + (0..<50_000).flatMap { _ in [6, 2] as [UInt8] })
        }
    }

    @Test func `text that is no UTF-8 is an error`() throws {
        var blob = try Self.entry(.string("abc")).encoded()
        let place = try #require(blob.firstRange(of: Array("abc".utf8))).lowerBound
        blob[place] = 0xFF
        #expect(throws: BinaryReader.Malformed.self) { try Entry(key: "k", encoded: blob) }
    }

    @Test func `a value that can't be kept is refused`() {
        #expect(throws: BinaryWriter.Unstorable.self) { try Self.entry(.bytes([1])).encoded() }
    }

    static func entry(_ value: Value) -> Entry {
        Entry(
            key: "k",
            assignments: [
                Assignment(name: "A", value: value), Assignment(name: "B", value: .int(2), write: .ifEmpty),
            ],
            memberships: [16, -3],
            moment: Moment(
                asOf: Timestamp(seconds: 7, nanoseconds: 9),
                rank: .absent,
                instance: "4444AAAiAAAAAiAiAiiAii=="
            )
        )
    }

    static let ledger = LedgerEntry(
        attributes: [
            "A": .init(value: .string("é"), claim: Claim(moment: Moment(asOf: .at(-1)), pipeline: 3), writtenIn: 0),
            "B": .init(
                value: .list([.string("x")]),
                claim: Claim(
                    write: .ifEmpty,
                    moment: Moment(asOf: .at(9), rank: .attended, instance: "i"),
                    pipeline: 4
                ),
                writtenIn: 12
            ),
        ],
        memberships: [1, 2, Int.max],
        run: 12,
        intended: ["C": .bool(false)]
    )

    static let existing = Existing(
        key: "k",
        attributes: ["A": .double(1.5), "B": .bool(false)],
        memberships: [4],
        refusedMemberships: [5, 6],
        isBlocked: true
    )

    static let keys: [SettledKey] = [
        SettledKey(
            key: "a@example.com",
            entries: [
                .delivered(created: true), .delivered(created: false), .unchanged, .superseded,
                .skipped(reason: "unsubscribed"), .deadLettered(code: "invalid", reason: "“x”"),
            ].enumerated().map { SettledEntry(id: $0, pipeline: 1, partition: .max, verdict: $1) },
            ledger: ledger
        ),
        SettledKey(key: "b@example.com", entries: [], ledger: nil),
        SettledKey(key: "k", entries: [], ledger: nil, change: change),
    ]

    static let change = EntityChange(
        creates: false,
        before: existing,
        attributes: [
            "A": EntityChange.Setting(value: .double(2), pipeline: 1),
            "B": EntityChange.Setting(value: .string("x"), pipeline: 2),
        ],
        memberships: [16: 2],
        pipeline: 1
    )
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
