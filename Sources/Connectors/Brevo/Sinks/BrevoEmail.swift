internal import CEL
internal import JSON
internal import PipelineCore

/// The sink `brevo.email`: a row is a transactional mail by template, once for each person and instance.
struct BrevoEmail: SendSink {
    let name: String
    let sender: any Sender
    let audience: (any Destination)?
    let consent: ConsentRule
    private let columns: SendColumns
    private let envelope: [UInt8]
    private let template: Int
    private let client: Client
    private let pipeline: PipelineSettings

    /// Brevo takes 100 KB for each recipient.
    private static let maxParameterBytes = 100 * 1_024

    static let descriptor = SinkDescriptor(
        name: MailSender.kind,
        doc:
            "Sends a transactional mail by template: once for each person and instance, each by itself. Every column but `email` "
            + "is a parameter (`{{ params.NAME }}`).",
        options: [
            OptionField(
                "template",
                .int(1...Int.max),
                "The template's number in Brevo; it must be active.",
                isRequired: true,
                examples: ["12"]
            ),
            SendOptions.sender,
            OptionField(
                "tags",
                .list(.string),
                "Tags by which the mails are found in Brevo's statistics.",
                default: .list([]),
                examples: ["[webinar]"]
            ),
            SendOptions.blocklisted("They get the mail all the same: for mails that aren't marketing."),
            SendOptions.unsubscribed,
        ],
        columns: ColumnRules(required: ["email": .string], allowed: propertyTypes, areIdentifiers: true)
    )

    init(
        _ options: Options,
        columns: [RowColumn],
        account: BrevoAccount,
        client: Client,
        pipeline: PipelineSettings
    ) throws {
        template = options.int("template") ?? 0
        name = "template \(template)"
        self.client = client
        self.pipeline = pipeline
        self.columns = try SendColumns(columns, pipeline: pipeline)
        sender = MailSender(client: client, account: account.id)
        audience = account
        consent = ConsentRule(
            skipsBlocked: options.string("blocklisted") != "send",
            lists: options.ints("unless_unsubscribed"),
            isFresh: true
        )
        var members: [(String, JSONValue)] = [("templateId", .int(template))]
        if let sender = SendOptions.sender(options) { members.append(("sender", sender)) }
        let tags = options.strings("tags").map(JSONValue.string)
        if !tags.isEmpty { members.append(("tags", .array(tags))) }
        envelope = JSONValue.object(JSONObject(members)).bytes
    }

    func preflight() async throws -> [PreflightFinding] {
        try await TemplateCheck(client: client).find(template, isConfirmation: false, pipeline: pipeline.name)
    }

    func prepare(_ row: Row) -> SendPreparation {
        let email: String
        switch columns.recipient(of: row) {
        case .email(let found): email = found
        case .nobody(let why): return why
        }
        var writer = JSONWriter(capacity: 512)
        writer.beginObject()
        writer.key("to")
        writer.beginArray()
        writer.beginObject()
        writer.member("email", email)
        writer.endObject()
        writer.endArray()
        if !columns.rest.isEmpty {
            writer.key("params")
            writer.beginObject()
            columns.write(row, to: &writer)
            writer.endObject()
        }
        writer.endObject()
        guard writer.bytes.count <= Self.maxParameterBytes else {
            return .reject(code: "too_large", reason: "the mail's parameters are larger than Brevo takes (100 KB)")
        }
        return .send(Send(recipient: email, moment: row.moment, envelope: envelope, item: writer.bytes))
    }
}
