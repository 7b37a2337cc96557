extension BrevoService {
    /// `POST /contacts`: 201 with the id when created, 204 when updated.
    mutating func createContact(_ call: Call) throws -> Reply {
        let change = try change(of: call.body, email: call.body["email"]?.string)
        if let email = change.email, !AttributeValue.isEmail(email) { throw BrevoError.invalid("email is not valid") }
        let phone = call.body["attributes"]?["SMS"]?.string.flatMap(AttributeValue.phone)
        guard change.email != nil || change.extID != nil || call.body["attributes"]?["SMS"] != nil else {
            throw Refusal(BrevoError.reply(400, "missing_parameter", "Either of email, SMS or ext_id is required"))
        }
        let candidates: [(BrevoBook.Identifier, Int?)] = [
            (.email, change.email.flatMap { book.id(.email, $0) }),
            (.extID, change.extID.flatMap { book.id(.extID, $0) }), (.sms, phone.flatMap { book.id(.sms, $0) }),
        ]
        let primary = candidates[change.email != nil ? 0 : change.extID != nil ? 1 : 2]
        guard let known = primary.1 else {
            try check(change, for: nil, verb: "create")
            let id = book.create(at: call.now)
            apply(change, to: id, at: call.now)
            return .json(["id": .integer(id)], status: 201)
        }
        guard call.body["updateEnabled"]?.boolean == true else { throw BrevoError.duplicate("create", primary.0) }
        try check(change, for: known, verb: "update")
        apply(change, to: known, at: call.now)
        return .empty(204)
    }

    /// `PUT /contacts/{identifier}`.
    mutating func updateContact(_ call: Call) throws -> Reply {
        let id = try contact(call)
        let change = try change(of: call.body, email: nil)
        try check(change, for: id, verb: "update")
        apply(change, to: id, at: call.now)
        return .empty(204)
    }

    /// `DELETE /contacts/{identifier}`.
    mutating func deleteContact(_ call: Call) throws -> Reply {
        book.delete(try contact(call))
        return .empty(204)
    }

    /// `GET /contacts/{identifier}`.
    func getContact(_ call: Call) throws -> Reply {
        guard let found = book[try contact(call)], case .object(var members) = Self.row(found) else {
            throw BrevoError.noContact
        }
        guard (call.value("startDate") == nil) == (call.value("endDate") == nil) else {
            throw Refusal(BrevoError.reply(400, "missing_parameter", "startDate and endDate must be given together"))
        }
        let statistics: WireValue = [
            "messagesSent": [], "delivered": [], "opened": [], "clicked": [], "hardBounces": [], "softBounces": [],
            "complaints": [], "unsubscriptions": ["userUnsubscription": [], "adminUnsubscription": []],
            "transacAttributes": [],
        ]
        members.append(WireValue.Member(key: "statistics", value: statistics))
        return .json(.object(members))
    }

    /// `GET /contacts`: by creation, newest first unless `sort=asc`.
    func listContacts(_ call: Call) throws -> Reply {
        let wantedLists = call.query.filter { $0.name == "listIds" }.compactMap { Int($0.value) }
        let wantedIDs = call.query.filter { $0.name == "ids" }.compactMap { Int($0.value) }
        guard wantedIDs.count <= 20 else { throw BrevoError.invalid("ids: at most 20") }
        guard wantedLists.isEmpty || call.value("segmentId") == nil else {
            throw BrevoError.invalid("Either listIds or segmentId can be passed, not both")
        }
        guard call.value("segmentId") == nil else { throw BrevoError.invalid("Segment ID does not exist") }
        let filter = try call.value("filter").map(Self.filter)
        let since = try Self.since(call, "modifiedSince")
        let created = try Self.since(call, "createdSince")
        return contactsReply(call, standard: 50) { contact in
            (wantedLists.isEmpty || contact.listIDs.contains(where: wantedLists.contains))
                && (wantedIDs.isEmpty || wantedIDs.contains(contact.id))
                && (since.map { contact.modifiedAt >= $0 } ?? true) && (created.map { contact.createdAt >= $0 } ?? true)
                && (filter.map { Self.text(of: contact.attributes[$0.name]) == $0.value } ?? true)
        }
    }

    /// `GET /contacts/lists/{listId}/contacts`.
    func listMembers(_ call: Call) throws -> Reply {
        let list = try list(call)
        let since = try Self.since(call, "modifiedSince")
        return contactsReply(call, standard: 50) { contact in
            contact.listIDs.contains(list.id) && (since.map { contact.modifiedAt >= $0 } ?? true)
        }
    }

    private func contactsReply(_ call: Call, standard: Int, _ isWanted: (BrevoContact) -> Bool) -> Reply {
        let found = book.ids.lazy.compactMap { book[$0] }.filter(isWanted)
        let ordered = call.value("sort") == "asc" ? Array(found) : found.reversed()
        let offset = call.integer("offset", default: 0)
        let rows = ordered.dropFirst(offset).prefix(call.integer("limit", default: standard))
        return .json(["contacts": .array(rows.map(Self.row)), "count": .integer(ordered.count)])
    }

    private static func since(_ call: Call, _ name: String) throws -> Moment? {
        guard let text = call.value(name) else { return nil }
        guard let moment = Moment(iso: text) else { throw BrevoError.invalid("\(name) is not a valid date-time") }
        return moment
    }

    /// Reads `equals(ATTRIBUTE,"value")`, the only filter there is.
    private static func filter(_ text: String) throws -> (name: String, value: String) {
        guard text.hasPrefix("equals("), text.hasSuffix(")"), let comma = text.firstIndex(of: ",") else {
            throw BrevoError.invalid("filter must be equals(ATTRIBUTE,\"value\")")
        }
        let name = text[text.index(text.startIndex, offsetBy: 7)..<comma]
        let value = text[text.index(after: comma)...].dropLast().filter { $0 != "\"" }
        return (String(name), value)
    }

    private static func text(of value: WireValue?) -> String? {
        value.map { $0.string ?? String(decoding: $0.bytes, as: UTF8.self) }
    }

    static func row(_ contact: BrevoContact) -> WireValue {
        var attributes = contact.attributes
        if let email = contact.email { attributes["EMAIL"] = .string(email) }
        if let extID = contact.extID { attributes["EXT_ID"] = .string(extID) }
        return .fields([
            "id": .integer(contact.id), "email": .text(contact.email),
            "emailBlacklisted": .boolean(contact.isBlocklisted),
            "smsBlacklisted": .boolean(contact.isSMSBlocklisted), "whatsappBlacklisted": false,
            "createdAt": .string(contact.createdAt.fullText), "modifiedAt": .string(contact.modifiedAt.fullText),
            "listIds": .array(contact.listIDs.map(WireValue.integer)),
            "listUnsubscribed": .array(contact.unsubscribedListIDs.map(WireValue.integer)),
            "attributes": .object(
                attributes.sorted { $0.key < $1.key }.map { WireValue.Member(key: $0.key, value: $0.value) }
            ),
        ])
    }

    /// The contact the path names, by `identifierType` or by what the text looks like.
    private func contact(_ call: Call) throws -> Int {
        let text = call.segment("identifier")
        let found: Int? =
            switch call.value("identifierType") {
            case "email_id": book.id(.email, text)
            case "contact_id": Int(text).flatMap { book[$0]?.id }
            case "ext_id": book.id(.extID, text)
            case "phone_id": AttributeValue.phone(text).flatMap { book.id(.sms, $0) }
            case "whatsapp_id": AttributeValue.phone(text).flatMap { book.id(.whatsapp, $0) }
            case "landline_number_id": AttributeValue.phone(text).flatMap { book.id(.landline, $0) }
            default:
                text.contains("@")
                    ? book.id(.email, text)
                    : Int(text).flatMap { book[$0]?.id } ?? AttributeValue.phone(text).flatMap { book.id(.sms, $0) }
            }
        guard let found else { throw BrevoError.noContact }
        return found
    }

    private func change(of body: WireValue, email: String?) throws -> ContactChange {
        guard body["forceMerge"]?.boolean != true else {
            throw BrevoError.invalid("forceMerge is not offered by the sandbox: it deletes contacts")
        }
        var change = ContactChange()
        change.email = email
        change.extID = body["ext_id"]?.string
        change.attributes = body["attributes"]?.members ?? []
        change.addLists = body["listIds"]?.elements?.compactMap(\.integer) ?? []
        change.removeLists = body["unlinkListIds"]?.elements?.compactMap(\.integer) ?? []
        change.blocklist = body["emailBlacklisted"]?.boolean
        change.smsBlocklist = body["smsBlacklisted"]?.boolean
        return change
    }
}
