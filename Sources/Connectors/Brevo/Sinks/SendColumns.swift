internal import CEL
internal import JSON
internal import PipelineCore

/// The columns of a sink whose rows are sent to somebody: whose address it is, and what else there is.
struct SendColumns: Sendable {
    private let email: Int
    /// The other columns, by name.
    let rest: [(place: Int, name: String)]

    /// - Throws: ``ConnectorFailure``, when no `email` is mapped.
    init(_ columns: [RowColumn], pipeline: PipelineSettings) throws {
        guard let email = columns.firstIndex(where: { $0.name == "email" }) else {
            throw ConnectorFailure(
                .permanent,
                "`\(pipeline.name)` maps no `email`",
                remedy: "Map one: it says whom this goes to."
            )
        }
        self.email = email
        rest = columns.enumerated().filter { $0.offset != email }.map { ($0.offset, $0.element.name) }
    }

    /// Whom a row goes to, or why it goes to nobody.
    enum Recipient: Sendable, Hashable {
        case email(String)
        case nobody(SendPreparation)
    }

    func recipient(of row: Row) -> Recipient {
        guard case .string(let text) = row.values[email] else { return .nobody(.skip(reason: "no_email")) }
        let key = EmailAddress.normalised(text)
        if key.isEmpty { return .nobody(.skip(reason: "no_email")) }
        if let problem = EmailAddress.problem(key) {
            let reason = "the email can't be an address: \(problem)"
            return .nobody(.reject(code: "invalid_email", reason: reason))
        }
        return .email(key)
    }

    /// Writes the other columns as members; those that set nothing are left out.
    func write(_ row: Row, to writer: inout JSONWriter) {
        for (place, name) in rest where !row.values[place].setsNothing {
            writer.member(name, JSONValue(property: row.values[place]))
        }
    }
}

extension JSONValue {
    /// A value as a property or a parameter: moments as ISO 8601, durations in seconds, maps with text keys as objects.
    init(property value: CEL.Value) {
        switch value {
        case .string(let text): self = .string(text)
        case .bool(let flag): self = .bool(flag)
        case .int(let number): self = .int(number)
        case .uint(let number): self = .double(Double(number))
        case .double(let number): self = Int(exactly: number).map(JSONValue.int) ?? .double(number)
        case .timestamp(let moment): self = .string(moment.rfc3339)
        case .list(let items): self = .array(items.map { JSONValue(property: $0) })
        case .map(let map): self = .object(JSONObject(Self.members(map)))
        case .null, .bytes, .duration, .type, .optional: self = .null
        }
    }

    private static func members(_ map: CEL.MapValue) -> [(String, JSONValue)] {
        map.entries.compactMap { entry in
            guard case .string(let name) = entry.key else { return nil }
            return (name, JSONValue(property: entry.value))
        }
    }
}

/// What properties and parameters may be.
let propertyTypes: [ValueType] = {
    let plain: [ValueType] = [
        .string, .int, .uint, .double, .bool, .timestamp, .list(.string), .list(.int), .list(.double),
        .map(.string, .string),
    ]
    return plain + plain.map { .nullable($0) }
}()

/// The options that several of these sinks have.
enum SendOptions {
    static func blocklisted(_ consequence: String) -> OptionField {
        OptionField(
            "blocklisted",
            .choice([
                OptionKind.Choice("skip", "They are left out, and counted."),
                OptionKind.Choice("send", consequence),
            ]),
            "What happens to people who are blocklisted in Brevo as this runs.",
            default: .string("skip")
        )
    }

    static let unsubscribed = OptionField(
        "unless_unsubscribed",
        .list(.listReference),
        "Who has left one of these lists is left out, and counted.",
        default: .list([]),
        examples: ["[webinar_attendees]"]
    )

    private static let senderKeys = OptionKind.object([
        OptionField("email", .string, "A sender that Brevo has verified.", isRequired: true),
        OptionField("name", .string, "What recipients read beside it."),
    ])

    static let sender = OptionField(
        "sender",
        senderKeys,
        "Who it comes from; without it, whom the template names.",
        examples: ["{ email: events@example.com, name: Events }"]
    )

    static let campaignSender = OptionField(
        "sender",
        senderKeys,
        "Who it comes from.",
        isRequired: true,
        examples: ["{ email: events@example.com, name: Events }"]
    )

    /// `{"email": …, "name": …}`; nil when the file names nobody.
    static func sender(_ options: Options) -> JSONValue? {
        let sender = options.object("sender")
        guard let email = sender.string("email") else { return nil }
        var members: [(String, JSONValue)] = [("email", .string(email))]
        if let name = sender.string("name") { members.append(("name", .string(name))) }
        return .object(JSONObject(members))
    }
}
