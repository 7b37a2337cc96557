internal import CEL
internal import PipelineCore
internal import State

/// What a contest's winners have written to one entity.
struct Writing: Sendable, Hashable {
    /// The ledger once it was written.
    var ledger: LedgerEntry

    /// Whether the entity is expected not to exist yet.
    let creates: Bool

    /// The attributes to write.
    var attributes: [String: Value] = [:]

    /// The lists to add, each with the row that asks for it.
    var memberships: [Int: Int] = [:]

    /// The rows because of which something is written.
    var winners: Set<Int> = []

    init(ledger: LedgerEntry, creates: Bool) {
        self.ledger = ledger
        self.creates = creates
    }

    /// Whether nothing need be written.
    var isNothing: Bool { winners.isEmpty }

    /// What is remembered before values go to where there was none: only so a crash in between doesn't make our own value look
    /// like one that was there before.
    func intent(over old: LedgerEntry?) -> LedgerEntry? {
        let intended = attributes.filter { ledger.attributes[$0.key]?.claim.write == .ifEmpty }
        guard !intended.isEmpty else { return nil }
        var intent = old ?? LedgerEntry()
        intent.intended = intended
        return intent
    }
}

extension Value {
    /// Whether a service would show both as the same: a whole number may come back as one with decimals.
    func isSame(as other: Value) -> Bool {
        switch (self, other) {
        case (.int(let whole), .double(let number)), (.double(let number), .int(let whole)):
            Double(whole) == number
        default: self == other
        }
    }
}
