internal import CEL
internal import PipelineCore
internal import State

/// What earlier runs and people decided that bears on reading a pipeline's records.
struct Precedents: Sendable {
    /// Records that couldn't be delivered before: they aren't tried again by themselves.
    let deadLetters: KnownDeadLetters
    /// People who aren't read in.
    let forgotten: Forgotten
    /// The fields of a record, in the order of its slots.
    let fields: [String]
    /// The slot of the record's email.
    let email: Int?

    init(deadLetters: KnownDeadLetters, forgotten: Forgotten, fields: [String]) {
        self.deadLetters = deadLetters
        self.forgotten = forgotten
        self.fields = fields
        email = fields.firstIndex(of: "email")
    }

    /// Why an entry isn't delivered whatever it asks; nil when nothing speaks against it.
    func objection(to entry: Entry) -> String? {
        if forgotten.contains(entry.key) { return "forgotten" }
        return deadLetters.entries[entry.key]?.contains(entry) == true ? "dead_letter" : nil
    }

    /// The record as a dead letter keeps it.
    func fields(of record: Record) -> [DeadLetterField] {
        zip(fields, record.slots).map { DeadLetterField(name: $0, value: $1.source) }
    }

    /// The key of the person whom a record is about, as far as it names one.
    func person(of record: Record) -> String? {
        guard let email, case .string(let text) = record.slots[email] else { return nil }
        let key = text.trimmed.lowercased()
        return key.isEmpty ? nil : key
    }
}

extension String {
    /// Without spaces around it.
    fileprivate var trimmed: Substring {
        let start = drop(while: \.isWhitespace)
        guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return start[...last]
    }
}
