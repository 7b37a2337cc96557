extension BrevoService {
    private static let templates: [(id: Int, name: String, isActive: Bool, isDOI: Bool)] = [
        (1, "Thank you for coming", true, false), (2, "Please confirm", true, true), (3, "Old draft", false, false),
    ]

    /// `POST /smtp/email`: 201, or 202 when scheduled.
    mutating func sendMail(_ call: Call) throws -> Reply {
        let body = call.body
        try checkMail(body, at: call.now)
        let versions = body["messageVersions"]?.elements ?? [body]
        for version in versions {
            for entry in version["to"]?.elements ?? [] {
                guard let email = entry["email"]?.string, AttributeValue.isEmail(email) else {
                    throw BrevoError.invalid("email is not valid in to")
                }
                guard entry["name"]?.string?.count ?? 0 <= 70 else {
                    throw BrevoError.invalid("name is longer than 70")
                }
            }
            let to = version["to"]?.elements?.count ?? 0
            guard (1...99).contains(to) else { throw BrevoError.invalid("to must hold 1 to 99 recipients") }
        }
        let total = versions.reduce(0) { $0 + ($1["to"]?.elements?.count ?? 0) }
        guard total <= 2000 else { throw BrevoError.invalid("at most 2000 recipients in one request") }
        if let key = body["headers"]?["idempotencyKey"]?.string {
            if let used = mailKeys[key], call.now < used.adding(seconds: 1800) {
                throw Refusal(BrevoError.reply(400, "duplicate_parameter", "idempotencyKey has been used already"))
            }
            mailKeys[key] = call.now
        }
        let isDropped = body["headers"]?["X-Sib-Sandbox"]?.string == "drop"
        let scheduled = body["scheduledAt"]?.string
        let batch = scheduled.map { _ in body["batchId"]?.string ?? Token.opaque(32, &generator) }
        var messageIDs: [WireValue] = []
        for version in versions {
            let id = "<\(Token.opaque(20, &generator))@smtp-relay.sandbox.example>"
            messageIDs.append(.string(id))
            guard !isDropped else { continue }
            mails.append(
                BrevoMail(
                    messageID: id,
                    batchID: batch,
                    to: version["to"]?.elements?.compactMap { $0["email"]?.string } ?? [],
                    subject: version["subject"]?.string ?? body["subject"]?.string,
                    templateID: body["templateId"]?.integer,
                    parameters: version["params"] ?? body["params"] ?? .null,
                    tags: body["tags"]?.elements?.compactMap(\.string) ?? [],
                    scheduledAt: scheduled,
                    at: call.now
                )
            )
        }
        return .json(
            .fields([
                "messageId": body["messageVersions"] == nil ? messageIDs.first : nil,
                "messageIds": body["messageVersions"] == nil ? nil : .array(messageIDs), "batchId": .text(batch),
            ]),
            status: scheduled == nil ? 201 : 202
        )
    }

    /// `GET /smtp/emails`: needs an address, a template or a message id.
    func listMails(_ call: Call) throws -> Reply {
        let (email, message) = (call.value("email")?.lowercased(), call.value("messageId"))
        let template = call.value("templateId").flatMap { Int($0) }
        guard email != nil || message != nil || template != nil else {
            throw Refusal(BrevoError.reply(400, "missing_parameter", "email, templateId or messageId is missing"))
        }
        var found: [WireValue] = []
        for mail in mails
        where (message ?? mail.messageID) == mail.messageID && (template ?? mail.templateID) == mail.templateID {
            for to in mail.to where (email ?? to.lowercased()) == to.lowercased() {
                found.append(
                    .fields([
                        "email": .string(to), "subject": .string(mail.subject ?? ""),
                        "templateId": mail.templateID.map(WireValue.integer), "messageId": .string(mail.messageID),
                        "uuid": .string(String(Token.check(mail.messageID + to, key: configuration.seed))),
                        "date": .string(mail.at.fullText), "from": "sender@acme.example",
                        "tags": .array(mail.tags.map(WireValue.string)),
                    ])
                )
            }
        }
        if call.value("sort") != "asc" { found.reverse() }
        let rows = found.dropFirst(call.integer("offset", default: 0)).prefix(call.integer("limit", default: 500))
        return .json(["count": .integer(found.count), "transactionalEmails": .array(Array(rows))])
    }

    private func checkMail(_ body: WireValue, at now: Moment) throws {
        if let template = body["templateId"]?.integer {
            guard Self.templates.contains(where: { $0.id == template && $0.isActive }) else {
                throw BrevoError.invalid("template id is not valid")
            }
        } else {
            guard let sender = body["sender"], sender["id"] != nil || sender["email"] != nil else {
                throw Refusal(BrevoError.reply(400, "missing_parameter", "sender is missing"))
            }
            let versions = body["messageVersions"]?.elements ?? []
            guard body["subject"] != nil || (!versions.isEmpty && versions.allSatisfy { $0["subject"] != nil }) else {
                throw Refusal(BrevoError.reply(400, "missing_parameter", "subject is missing"))
            }
            guard
                body["htmlContent"] != nil || body["textContent"] != nil
                    || (!versions.isEmpty
                        && versions.allSatisfy { $0["htmlContent"] != nil || $0["textContent"] != nil })
            else { throw Refusal(BrevoError.reply(400, "missing_parameter", "htmlContent or textContent is missing")) }
        }
        guard body["to"] != nil || body["messageVersions"] != nil else {
            throw Refusal(BrevoError.reply(400, "missing_parameter", "to is missing"))
        }
        if let text = body["scheduledAt"]?.string {
            guard let moment = Moment(iso: text), moment > now, moment <= now.adding(seconds: 72 * 3600) else {
                throw BrevoError.invalid("scheduledAt must be a date-time within the next 72 hours")
            }
        }
    }

    /// `GET /smtp/templates`.
    func listTemplates(_ call: Call) -> Reply {
        let wanted = call.value("templateStatus")
        var found = Self.templates.filter { wanted == nil || $0.isActive == (wanted == "true") }
        if call.value("sort") != "asc" { found.reverse() }
        let rows = found.dropFirst(call.integer("offset", default: 0)).prefix(call.integer("limit", default: 50))
        return .json(["count": .integer(found.count), "templates": .array(rows.map(Self.row))])
    }

    /// `GET /smtp/templates/{templateId}`.
    func getTemplate(_ call: Call) throws -> Reply {
        guard let template = Self.templates.first(where: { $0.id == Int(call.segment("templateId")) }) else {
            throw BrevoError.notFound("Template ID does not exist")
        }
        return .json(Self.row(template))
    }

    private static func row(_ template: (id: Int, name: String, isActive: Bool, isDOI: Bool)) -> WireValue {
        [
            "id": .integer(template.id), "name": .string(template.name), "subject": .string(template.name),
            "isActive": .boolean(template.isActive), "testSent": false, "doiTemplate": .boolean(template.isDOI),
            "sender": ["name": "Sandbox", "email": "sender@acme.example", "id": "1"],
            "replyTo": "reply@acme.example", "toField": "", "tag": "", "createdAt": "2026-01-01T00:00:00.000Z",
            "modifiedAt": "2026-01-01T00:00:00.000Z",
            "htmlContent": .string(template.isDOI ? "<a href=\"{{ params.DOIurl }}\">ok</a>" : "<p>Hello</p>"),
        ]
    }

    /// `POST /contacts/doubleOptinConfirmation`: the contact joins only after the click.
    mutating func requestConfirmation(_ call: Call) throws -> Reply {
        guard let email = call.body["email"]?.string, AttributeValue.isEmail(email) else {
            throw BrevoError.invalid("email is not valid")
        }
        guard let template = Self.templates.first(where: { $0.id == call.body["templateId"]?.integer }) else {
            throw BrevoError.invalid("Invalid template id")
        }
        guard template.isDOI, template.isActive else {
            throw BrevoError.invalid("An active DOI template does not exist")
        }
        let lists = call.body["includeListIds"]?.elements?.compactMap(\.integer) ?? []
        for list in lists where self.lists[list] == nil { throw BrevoError.invalid("List ID does not exist") }
        confirmations.append(
            BrevoConfirmation(
                email: email.lowercased(),
                lists: lists,
                attributes: call.body["attributes"]?.members ?? []
            )
        )
        return .empty(book.id(.email, email) == nil ? 201 : 204)
    }

    /// `GET /smtp/blockedContacts`: nobody is.
    func listBlocked() -> Reply {
        .json(["contacts": [], "count": 0])
    }
}
