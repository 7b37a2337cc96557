internal import CEL
internal import JSON
internal import PipelineCore

/// The sink `brevo.campaign`: a row is a campaign to lists, created and sent once for each instance.
struct BrevoCampaign: SendSink {
    let name: String
    let sender: any Sender
    let audience: (any Destination)? = nil
    let consent = ConsentRule()
    private let columns: [(place: Int, name: String)]
    private let members: [(String, JSONValue)]
    private let template: Int
    private let lists: [Int]
    private let client: Client
    private let pipeline: PipelineSettings

    static let descriptor = SinkDescriptor(
        name: CampaignSender.kind,
        doc:
            "Creates an email campaign for lists and sends it: once for each instance (a recording's link to all attendees). "
            + "Every column is a parameter (`{{ params.NAME }}`). Brevo leaves out who is blocklisted or has left the list.",
        options: [
            OptionField(
                "name",
                .string,
                "What the campaigns are called in Brevo; the instance is added, by which they are found again.",
                isRequired: true,
                examples: ["Recording"]
            ),
            OptionField(
                "template",
                .int(1...Int.max),
                "The template's number in Brevo; it must be active.",
                isRequired: true,
                examples: ["12"]
            ),
            OptionField(
                "subject",
                .string,
                "The subject line.",
                isRequired: true,
                examples: ["The recording is ready"]
            ),
            OptionField(
                "lists",
                .list(.listReference),
                "The lists whose members get it.",
                isRequired: true,
                examples: ["[webinar_attendees]"]
            ),
            OptionField(
                "exclude_lists",
                .list(.listReference),
                "Members of these lists don't get it.",
                default: .list([])
            ),
            SendOptions.campaignSender,
        ],
        columns: ColumnRules(allowed: propertyTypes, areIdentifiers: true)
    )

    init(_ options: Options, columns: [RowColumn], account: BrevoAccount, client: Client, pipeline: PipelineSettings) {
        name = options.string("name") ?? ""
        template = options.int("template") ?? 0
        lists = Set(options.ints("lists")).sorted()
        let excluded = Set(options.ints("exclude_lists")).sorted()
        var recipients: [(String, JSONValue)] = [("listIds", .array(lists.map(JSONValue.int)))]
        if !excluded.isEmpty { recipients.append(("exclusionListIds", .array(excluded.map(JSONValue.int)))) }
        members = [
            ("sender", SendOptions.sender(options) ?? .null), ("templateId", .int(template)),
            ("subject", .string(options.string("subject") ?? "")),
            ("recipients", .object(JSONObject(recipients))),
        ]
        self.columns = columns.enumerated().map { ($0.offset, $0.element.name) }
        self.client = client
        self.pipeline = pipeline
        sender = CampaignSender(client: client, account: account.id)
    }

    func preflight() async throws -> [PreflightFinding] {
        let found = try await ListCheck(client: client).find(Set(lists))
        let needs = Dictionary(uniqueKeysWithValues: lists.map { ($0, [pipeline.name]) })
        let template = try await TemplateCheck(client: client)
            .find(template, isConfirmation: false, pipeline: pipeline.name)
        return ListCheck.findings(found, needs: needs) + template
    }

    func prepare(_ row: Row) -> SendPreparation {
        let title = row.moment.instance.isEmpty ? row.moment.asOf.rfc3339 : row.moment.instance
        let parameters = columns.filter { !row.values[$0.place].setsNothing }
            .map { ($0.name, JSONValue(property: row.values[$0.place])) }
        var body = [("name", JSONValue.string("\(name) [\(title)]"))] + members
        if !parameters.isEmpty { body.append(("params", .object(JSONObject(parameters)))) }
        return .send(Send(recipient: "", moment: row.moment, item: JSONValue.object(JSONObject(body)).bytes))
    }
}
