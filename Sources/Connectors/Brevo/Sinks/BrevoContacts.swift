internal import CEL
internal import PipelineCore

/// The sink `brevo.contacts`: a row is a contact's attributes and lists, by its email.
struct BrevoContacts: KeyedSink {
    let account: BrevoAccount
    let memberships: [Int]
    private let email: Int
    private let attributes: [(place: Int, name: String, write: WriteMode)]
    private let zone: TimeZoneName

    static let descriptor = SinkDescriptor(
        name: "brevo.contacts",
        doc: "Creates and updates contacts with attributes, and adds them to lists; by single requests or by import.",
        options: [
            OptionField(
                "lists",
                .list(.listReference),
                "The lists that each contact is added to. Nobody is ever taken off a list.",
                default: .list([]),
                examples: ["[webinar_attendees]", "15"]
            )
        ],
        columns: ColumnRules(
            required: ["email": .string],
            allowed: allowed,
            refused: [
                "EMAIL": "a changed EMAIL lifts a blocklisting; the contact is found by `email`, in small letters",
                "EXT_ID": "it identifies contacts, so a wrong one merges people; the contact is found by `email`",
            ],
            areCapitals: true
        )
    )

    private static let allowed: [ValueType] = {
        let plain: [ValueType] = [.string, .int, .double, .bool, .timestamp, .list(.string)]
        return plain + plain.map { .nullable($0) }
    }()

    init(_ options: Options, columns: [RowColumn], account: BrevoAccount, pipeline: PipelineSettings) throws {
        guard let email = columns.firstIndex(where: { $0.name == "email" }) else {
            throw ConnectorFailure(
                .permanent,
                "`\(pipeline.name)` maps no `email`",
                remedy: "Map one: it is how Brevo knows a contact."
            )
        }
        guard let zone = TimeZoneName(pipeline.timeZone) else {
            throw ConnectorFailure(
                .permanent,
                "there is no time zone `\(pipeline.timeZone)`",
                remedy: "Use an IANA name."
            )
        }
        self.account = account
        self.email = email
        self.zone = zone
        memberships = Set(options.ints("lists")).sorted()
        attributes = columns.enumerated().filter { $0.offset != email && $0.element.name.uppercased() != "EMAIL" }
            .map { ($0.offset, $0.element.name.uppercased(), $0.element.write) }
    }

    var destination: any Destination { account }

    func prepare(_ row: Row) -> Preparation {
        guard case .string(let text) = row.values[email] else { return .skip(reason: "no_email") }
        let key = EmailAddress.normalised(text)
        if key.isEmpty { return .skip(reason: "no_email") }
        if let problem = EmailAddress.problem(key) {
            return .reject(code: "invalid_email", reason: "the email can't be an address: \(problem)")
        }
        let table = account.table ?? AttributeTable()
        var assignments: [Assignment] = []
        assignments.reserveCapacity(attributes.count)
        for (place, name, write) in attributes {
            let value = row.values[place]
            guard let type = table[name] ?? AttributeType(natural: value) else { continue }
            switch Coercion.coerce(value, to: type, named: name, zone: zone) {
            case .value(let value): assignments.append(Assignment(name: name, value: value, write: write))
            case .nothing: break
            case .refused(let code, let reason): return .reject(code: code, reason: reason)
            }
        }
        return .entry(Entry(key: key, assignments: assignments, memberships: memberships, moment: row.moment))
    }
}

extension AttributeType {
    /// The type that suits a value, where the account's isn't known; nil for null.
    init?(natural value: Value) {
        switch value {
        case .null: return nil
        case .int, .uint, .double: self = .number
        case .bool: self = .boolean
        case .timestamp: self = .date
        case .list: self = .multipleChoice(options: nil)
        default: self = .text
        }
    }
}
