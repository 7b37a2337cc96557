internal import CEL
internal import JSON
internal import PipelineCore

/// Request bodies of contact writes. They never hold `EMAIL` among the attributes (a rename, which lifts a blocklisting),
/// `emailBlacklisted` or `forceMerge` (BREVO.md §0.5, §1.2).
enum ContactBody {
    /// The body of `POST /contacts`.
    static func upsert(_ change: Change) -> [UInt8] {
        var writer = JSONWriter(capacity: 512)
        writer.beginObject()
        writer.member("email", change.key)
        write(change.attributes, to: &writer)
        if !change.memberships.isEmpty { write(lists: change.memberships, to: &writer) }
        writer.member("updateEnabled", true)
        writer.endObject()
        return writer.bytes
    }

    /// The body of `POST /contacts/import`, of changes that share their memberships.
    static func importing(_ changes: [Change], lists: [Int]) -> [UInt8] {
        var writer = JSONWriter(capacity: changes.count * 200 + 256)
        writer.beginObject()
        writer.key("jsonBody")
        writer.beginArray()
        for change in changes { write(row: change, to: &writer) }
        writer.endArray()
        write(lists: lists, to: &writer)
        writer.member("updateExistingContacts", true)
        writer.member("emptyContactsAttributes", false)
        // Otherwise the account's owner gets a mail for each import.
        writer.member("disableNotification", true)
        writer.endObject()
        return writer.bytes
    }

    /// The bytes that a change takes in an import.
    static func importSize(_ change: Change) -> Int {
        var writer = JSONWriter(capacity: 512)
        write(row: change, to: &writer)
        return writer.bytes.count + 1
    }

    private static func write(row change: Change, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("email", change.key)
        write(change.attributes, to: &writer)
        writer.endObject()
    }

    private static func write(_ attributes: [String: Value], to writer: inout JSONWriter) {
        guard !attributes.isEmpty else { return }
        writer.key("attributes")
        writer.beginObject()
        for (name, value) in attributes.sorted(by: { $0.key < $1.key }) where name.uppercased() != "EMAIL" {
            writer.member(name.uppercased(), JSONValue(value))
        }
        writer.endObject()
    }

    private static func write(lists: [Int], to writer: inout JSONWriter) {
        writer.key("listIds")
        writer.beginArray()
        for list in lists { writer.value(list) }
        writer.endArray()
    }
}

extension JSONValue {
    /// A coerced value as it is sent; whole numbers without a fraction.
    fileprivate init(_ value: CEL.Value) {
        switch value {
        case .string(let text): self = .string(text)
        case .bool(let flag): self = .bool(flag)
        case .int(let number): self = .int(number)
        case .double(let number):
            let whole = Int(exactly: number).flatMap { abs($0) <= 1 << 53 ? $0 : nil }
            self = whole.map(JSONValue.int) ?? .double(number)
        case .list(let items): self = .array(items.map { JSONValue($0) })
        case .null, .uint, .bytes, .map, .timestamp, .duration, .type, .optional: self = .null
        }
    }
}
