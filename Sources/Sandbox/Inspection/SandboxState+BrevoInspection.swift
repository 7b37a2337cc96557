extension SandboxState {
    func contacts(email: String?) -> [WireValue] {
        brevo.book.ids.compactMap { brevo.book[$0] }
            .filter { email == nil || $0.email == email?.lowercased() }
            .map { contact in
                guard case .object(var members) = BrevoService.row(contact) else { return .null }
                members.append(WireValue.Member(key: "writes", value: .integer(contact.writes)))
                members.append(WireValue.Member(key: "resubscriptions", value: .integer(contact.resubscriptions)))
                return .object(members)
            }
    }

    func lists() -> [WireValue] {
        brevo.lists.values.sorted { $0.id < $1.id }.map { list in
            [
                "id": .integer(list.id), "name": .string(list.name), "folderId": .integer(list.folderID),
                "members": .array(
                    brevo.book.ids.compactMap { brevo.book[$0] }.filter { $0.listIDs.contains(list.id) }
                        .map { $0.email.map(WireValue.string) ?? .null }
                ),
            ]
        }
    }

    func imports(at now: Moment) -> [WireValue] {
        brevo.imports.filter { $0.name == "IMPORTUSER" }.map { process in
            [
                "id": .integer(process.id), "status": .string(process.status(at: now)),
                "rows": .integer(process.rowCount), "created": .integer(process.created),
                "updated": .integer(process.updated), "invalid_emails": .integer(process.invalidEmails.count),
                "duplicate_phones": .integer(process.duplicatePhones.count),
                "duplicate_ext_ids": .integer(process.duplicateExtIDs.count),
            ]
        }
    }

    func events() -> [WireValue] {
        brevo.events.map { event in
            .fields([
                "event_name": .string(event.name), "identifiers": event.identifiers,
                "event_properties": event.properties, "event_date": .text(event.date),
                "contact_id": event.contact.map(WireValue.integer), "at": .string(event.at.text),
            ])
        }
    }

    func confirmations() -> [WireValue] {
        brevo.confirmations.map { confirmation in
            [
                "email": .string(confirmation.email), "listIds": .array(confirmation.lists.map(WireValue.integer)),
                "attributes": .object(confirmation.attributes), "confirmed": .boolean(confirmation.isConfirmed),
            ]
        }
    }

    func mails() -> [WireValue] {
        brevo.mails.map { mail in
            .fields([
                "messageId": .string(mail.messageID), "to": .array(mail.to.map(WireValue.string)),
                "subject": .text(mail.subject), "templateId": mail.templateID.map(WireValue.integer),
                "params": mail.parameters, "scheduledAt": .text(mail.scheduledAt), "at": .string(mail.at.text),
            ])
        }
    }

    func campaigns() -> [WireValue] {
        brevo.campaigns.values.sorted { $0.id < $1.id }.map { campaign in
            .fields([
                "id": .integer(campaign.id), "name": .string(campaign.name), "status": .string(campaign.status),
                "subject": .text(campaign.subject), "params": campaign.body["params"],
                "recipients": .array(campaign.recipients.map(WireValue.string)),
            ])
        }
    }

    /// A change as a third party would make it in Brevo's own pages: not counted as a write of the API.
    mutating func changeContact(_ body: WireValue, at now: Moment) throws -> Reply {
        guard let email = body["email"]?.string else { throw Self.complaint("email is missing") }
        if body["confirm"]?.boolean == true { return try confirm(email, at: now) }
        if body["delete"]?.boolean == true {
            guard let id = brevo.book.id(.email, email) else { throw Self.complaint("no contact \(email)") }
            brevo.book.delete(id)
            return .empty(204)
        }
        let id = brevo.book.id(.email, email) ?? brevo.book.create(at: now)
        var change = ContactChange(email: brevo.book[id]?.email ?? email)
        change.attributes = body["attributes"]?.members ?? []
        change.extID = body["ext_id"]?.string
        change.addLists = body["listIds"]?.elements?.compactMap(\.integer) ?? []
        change.removeLists = body["unlinkListIds"]?.elements?.compactMap(\.integer) ?? []
        change.blocklist = body["emailBlacklisted"]?.boolean
        try brevo.check(change, for: id, verb: "update")
        brevo.apply(change, to: id, at: now, isWrite: false)
        let left = body["unsubscribe"]?.elements?.compactMap(\.integer) ?? []
        brevo.book.change(id, at: now, isWrite: false) { contact in
            contact.listIDs.removeAll(where: left.contains)
            contact.unsubscribedListIDs += left.filter { !contact.unsubscribedListIDs.contains($0) }
        }
        return .json(["id": .integer(id)])
    }

    private mutating func confirm(_ email: String, at now: Moment) throws -> Reply {
        guard let place = brevo.confirmations.firstIndex(where: { $0.email == email.lowercased() && !$0.isConfirmed })
        else { throw Self.complaint("no confirmation waits for \(email)") }
        brevo.confirmations[place].isConfirmed = true
        let waiting = brevo.confirmations[place]
        let id = brevo.book.id(.email, email) ?? brevo.book.create(at: now)
        let change = ContactChange(email: waiting.email, attributes: waiting.attributes, addLists: waiting.lists)
        brevo.apply(change, to: id, at: now, isWrite: false)
        return .json(["id": .integer(id)])
    }
}
