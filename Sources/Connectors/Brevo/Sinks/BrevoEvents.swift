internal import CEL
internal import JSON
internal import PipelineCore

/// The sink `brevo.events`: a row is a custom event of a contact, once for each person and instance.
struct BrevoEvents: SendSink {
    let name: String
    let sender: any Sender
    let audience: (any Destination)?
    let consent: ConsentRule
    private let columns: SendColumns

    /// Brevo takes 50 KB; the rest is for the delivery id.
    private static let maxPropertyBytes = 50 * 1_024 - 128

    static let descriptor = SinkDescriptor(
        name: EventSender.kind,
        doc:
            "Sends custom events, which start Brevo automations: once for each person and instance. The event's date is the "
            + "moment the record speaks for; every column but `email` is a property.",
        options: [
            OptionField(
                "event",
                .identifier,
                "The event's name, as automations in Brevo know it.",
                isRequired: true,
                examples: ["zoom_webinar_attended"]
            ),
            OptionField(
                "unknown_contacts",
                .choice([
                    OptionKind.Choice(
                        "create",
                        "They are created with their email alone, so that automations can start."
                    ),
                    OptionKind.Choice("skip", "They are left out, and counted."),
                ]),
                "What happens to people whom Brevo has no contact of. Those whom somebody deleted since are always left out.",
                default: .string("create")
            ),
            SendOptions.blocklisted("They get the event, too; Brevo itself sends them no campaigns."),
            SendOptions.unsubscribed,
        ],
        columns: ColumnRules(
            required: ["email": .string],
            allowed: propertyTypes,
            refused: [EventSender.deliveryKey: "every event has it by itself: it tells one event from another"],
            areIdentifiers: true
        )
    )

    init(
        _ options: Options,
        columns: [RowColumn],
        account: BrevoAccount,
        client: Client,
        pipeline: PipelineSettings
    ) throws {
        name = options.string("event") ?? ""
        self.columns = try SendColumns(columns, pipeline: pipeline)
        sender = EventSender(client: client, account: account.id)
        audience = account
        consent = ConsentRule(
            skipsBlocked: options.string("blocklisted") != "send",
            lists: options.ints("unless_unsubscribed"),
            unknown: options.string("unknown_contacts") == "skip" ? .skip : .create
        )
    }

    func preflight() async throws -> [PreflightFinding] { [] }

    func prepare(_ row: Row) -> SendPreparation {
        let email: String
        switch columns.recipient(of: row) {
        case .email(let found): email = found
        case .nobody(let why): return why
        }
        var properties = JSONWriter(capacity: 256)
        properties.beginObject()
        columns.write(row, to: &properties)
        properties.endObject()
        guard properties.bytes.count <= Self.maxPropertyBytes else {
            return .reject(code: "too_large", reason: "the event's properties are larger than Brevo takes (50 KB)")
        }
        var writer = JSONWriter(capacity: 256 + properties.bytes.count)
        writer.beginObject()
        writer.member("event_name", name)
        writer.key("identifiers")
        writer.beginObject()
        writer.member("email_id", email)
        writer.endObject()
        writer.member("event_date", row.moment.asOf.rfc3339)
        writer.endObject()
        // The properties stand last, where the sender adds to them.
        let item = writer.bytes.dropLast() + Array(#","event_properties":"#.utf8) + properties.bytes + Array("}".utf8)
        return .send(Send(recipient: email, moment: row.moment, item: Array(item)))
    }
}
