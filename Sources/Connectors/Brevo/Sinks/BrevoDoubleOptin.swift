internal import CEL
internal import JSON
internal import PipelineCore

/// The sink `brevo.double_optin`: a row is somebody who is asked by mail to confirm before joining lists.
struct BrevoDoubleOptin: SendSink {
    let name: String
    let sender: any Sender
    let audience: (any Destination)?
    let consent: ConsentRule
    private let columns: SendColumns
    private let lists: [Int]
    private let template: Int
    private let redirection: String
    private let zone: TimeZoneName
    private let account: BrevoAccount
    private let client: Client
    private let pipeline: PipelineSettings

    static let descriptor = SinkDescriptor(
        name: ConfirmationSender.kind,
        doc:
            "Asks people by mail to confirm, and adds them to lists when they do: for registrants who gave no consent. Once for "
            + "each person and instance; who is in the lists already isn't asked.",
        options: [
            OptionField(
                "template",
                .int(1...Int.max),
                "The double opt-in template's number in Brevo.",
                isRequired: true,
                examples: ["3"]
            ),
            OptionField(
                "lists",
                .list(.listReference),
                "The lists that people join when they confirm.",
                isRequired: true,
                examples: ["[newsletter]"]
            ),
            OptionField(
                "redirect_url",
                .url,
                "The page that people come to when they have confirmed.",
                isRequired: true,
                examples: ["https://example.com/thanks"]
            ),
        ],
        columns: ColumnRules(
            required: ["email": .string],
            allowed: BrevoContacts.descriptor.columns.allowed,
            refused: BrevoContacts.descriptor.columns.refused,
            areCapitals: true
        )
    )

    init(
        _ options: Options,
        columns: [RowColumn],
        account: BrevoAccount,
        client: Client,
        pipeline: PipelineSettings
    ) throws {
        guard let zone = TimeZoneName(pipeline.timeZone) else {
            throw ConnectorFailure(.permanent, "there is no time zone `\(pipeline.timeZone)`")
        }
        self.zone = zone
        self.account = account
        self.client = client
        self.pipeline = pipeline
        self.columns = try SendColumns(columns, pipeline: pipeline)
        template = options.int("template") ?? 0
        name = "template \(template)"
        redirection = options.string("redirect_url") ?? ""
        lists = Set(options.ints("lists")).sorted()
        guard !lists.isEmpty else {
            throw ConnectorFailure(
                .permanent,
                "`\(pipeline.name)` asks people to confirm, but names no list",
                remedy: "Name the lists they join under `lists`."
            )
        }
        sender = ConfirmationSender(client: client, account: account.id)
        audience = account
        consent = ConsentRule(lists: lists, unlessIn: lists, isFresh: true)
    }

    func preflight() async throws -> [PreflightFinding] {
        let found = try await ListCheck(client: client).find(Set(lists))
        let needs = Dictionary(uniqueKeysWithValues: lists.map { ($0, [pipeline.name]) })
        let template = try await TemplateCheck(client: client)
            .find(template, isConfirmation: true, pipeline: pipeline.name)
        return ListCheck.findings(found, needs: needs) + template
    }

    func prepare(_ row: Row) -> SendPreparation {
        let email: String
        switch columns.recipient(of: row) {
        case .email(let found): email = found
        case .nobody(let why): return why
        }
        let table = account.table ?? AttributeTable()
        var attributes: [(String, JSONValue)] = []
        for (place, column) in columns.rest {
            let name = column.uppercased()
            let value = row.values[place]
            guard let type = table[name] ?? AttributeType(natural: value) else { continue }
            switch Coercion.coerce(value, to: type, named: name, zone: zone) {
            case .value(let value): attributes.append((name, JSONValue(property: value)))
            case .nothing: break
            case .refused(let code, let reason): return .reject(code: code, reason: reason)
            }
        }
        var members: [(String, JSONValue)] = [
            ("email", .string(email)), ("includeListIds", .array(lists.map(JSONValue.int))),
            ("templateId", .int(template)), ("redirectionUrl", .string(redirection)),
        ]
        if !attributes.isEmpty { members.append(("attributes", .object(JSONObject(attributes)))) }
        return .send(Send(recipient: email, moment: row.moment, item: JSONValue.object(JSONObject(members)).bytes))
    }
}
