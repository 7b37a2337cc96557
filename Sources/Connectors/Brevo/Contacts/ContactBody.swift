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

    /// The body of `POST /contacts/import`, of rows made by ``importRow(_:)``.
    static func importing(_ rows: [[UInt8]], lists: [Int]) -> [UInt8] {
        var writer = JSONWriter(capacity: 256)
        writer.beginObject()
        write(lists: lists, to: &writer)
        writer.member("updateExistingContacts", true)
        writer.member("emptyContactsAttributes", false)
        // Otherwise the account's owner gets a mail for each import.
        writer.member("disableNotification", true)
        writer.endObject()
        let rest = writer.bytes.dropFirst()
        let head = Array(#"{"jsonBody":["#.utf8)
        var body: [UInt8] = []
        body.reserveCapacity(rows.reduce(head.count + rest.count + 2) { $0 + $1.count + 1 })
        body += head
        for (place, row) in rows.enumerated() {
            if place > 0 { body.append(UInt8(ascii: ",")) }
            body += row
        }
        body.append(UInt8(ascii: "]"))
        body.append(UInt8(ascii: ","))
        body += rest
        return body
    }

    /// A contact as it stands in an import.
    static func importRow(_ change: Change) -> [UInt8] {
        var writer = JSONWriter(capacity: 256)
        writer.beginObject()
        writer.member("email", change.key)
        write(change.attributes, to: &writer)
        writer.endObject()
        // Without the room that was reserved: thousands wait in this form.
        return writer.bytes.withUnsafeBufferPointer { Array($0) }
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
