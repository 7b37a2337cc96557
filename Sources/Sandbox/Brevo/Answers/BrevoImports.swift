extension BrevoService {
    /// `POST /contacts/import`: 202 and a process to ask about.
    mutating func importContacts(_ call: Call) throws -> Reply {
        guard call.bytes.count <= 10 * 1024 * 1024 else {
            throw BrevoError.invalid("The body of an import must not be bigger than 10 MB")
        }
        let given = ["fileBody", "fileUrl", "jsonBody"].filter { call.body[$0] != nil }
        guard given.count == 1 else {
            throw Refusal(BrevoError.reply(400, "missing_parameter", "Pass exactly one of fileBody, fileUrl, jsonBody"))
        }
        let rows = try importRows(call)
        var options = BrevoImport.Options()
        options.lists = try importLists(call)
        options.updatesExisting = call.body["updateExistingContacts"]?.boolean ?? true
        options.emptiesAttributes = call.body["emptyContactsAttributes"]?.boolean ?? false
        options.blocklists = call.body["emailBlacklist"]?.boolean ?? false
        options.blocklistsSMS = call.body["smsBlacklist"]?.boolean ?? false
        lastProcessID += 1
        let starts = call.now.adding(configuration.importQueueTime)
        let work =
            configuration.importTime.wholeMicroseconds + configuration.importTimePerRow.wholeMicroseconds * rows.count
        var process = BrevoImport(
            id: lastProcessID,
            name: "IMPORTUSER",
            startsAt: starts,
            endsAt: Moment(milliseconds: starts.milliseconds + work / 1000)
        )
        process.rows = rows
        process.rowCount = rows.count
        process.options = options
        imports.append(process)
        return .json(["processId": .integer(process.id)], status: 202)
    }

    private func importRows(_ call: Call) throws -> [BrevoImport.Row] {
        if let elements = call.body["jsonBody"]?.elements {
            return elements.map { .json(email: $0["email"]?.string, attributes: $0["attributes"]?.members ?? []) }
        }
        guard let text = call.body["fileBody"]?.string else {
            throw BrevoError.invalid("fileUrl is not reachable")
        }
        var lines = CSVReader.rows(text)
        guard !lines.isEmpty else { throw BrevoError.invalid("fileBody has no header line") }
        let header = lines.removeFirst().map { $0.uppercased() }
        guard header.contains("EMAIL") || header.contains("EXT_ID") || header.contains("SMS") else {
            throw BrevoError.invalid("fileBody has no column EMAIL, SMS or EXT_ID")
        }
        return lines.map { .cells(zip(header, $0).map { ($0, $1) }) }
    }

    private mutating func importLists(_ call: Call) throws -> [Int] {
        if let new = call.body["newList"] {
            guard let name = new["listName"]?.string, let folder = new["folderId"]?.integer else {
                throw Refusal(BrevoError.reply(400, "missing_parameter", "newList needs listName and folderId"))
            }
            guard folders[folder] != nil else { throw BrevoError.notFound("Folder ID does not exist") }
            return [addList(name, folder: folder, at: call.now)]
        }
        guard let ids = call.body["listIds"]?.elements?.compactMap(\.integer), !ids.isEmpty else {
            throw Refusal(BrevoError.reply(400, "missing_parameter", "Either listIds or newList is required"))
        }
        for id in ids where lists[id] == nil { throw BrevoError.invalid("List ID does not exist") }
        return ids
    }

    /// Carries out the imports whose time has come. Called before anything looks at the contacts.
    mutating func settle(at now: Moment) {
        for index in imports.indices where !imports[index].isApplied && imports[index].endsAt <= now {
            imports[index].isApplied = true
            var process = imports[index]
            for row in process.rows { carryOut(row, &process) }
            process.rows = []
            imports[index] = process
        }
    }

    private mutating func carryOut(_ row: BrevoImport.Row, _ process: inout BrevoImport) {
        var change = ContactChange(addLists: process.options.lists)
        var effects: [(String, AttributeValue.Effect)] = []
        var phone: String?
        switch row {
        case .json(let email, let attributes):
            change.email = email
            for member in attributes {
                if member.key == "EXT_ID" { change.extID = member.value.string }
                if member.key == "SMS" { phone = member.value.string.flatMap(AttributeValue.phone) }
                guard let attribute = attribute(member.key), !["EMAIL", "SMS"].contains(member.key) else { continue }
                // A boolean false in a jsonBody isn't applied (BREVO.md §0.10).
                guard member.value != false else { continue }
                effects.append((member.key, AttributeValue.effect(of: member.value, on: attribute)))
            }
        case .cells(let cells):
            for (name, value) in cells {
                switch name {
                case "EMAIL": change.email = value.isEmpty ? nil : value
                case "EXT_ID": change.extID = value.isEmpty ? nil : value
                case "SMS": phone = AttributeValue.phone(value)
                default:
                    guard let attribute = attribute(name) else { continue }
                    effects.append((name, AttributeValue.effect(ofCell: value, on: attribute)))
                }
            }
        }
        if !process.options.emptiesAttributes { effects.removeAll { $0.1 == .erase } }
        if process.options.blocklists { change.blocklist = true }
        if process.options.blocklistsSMS { change.smsBlocklist = true }
        store(change, effects, phone: phone, &process)
    }

    private mutating func store(
        _ change: ContactChange,
        _ effects: [(String, AttributeValue.Effect)],
        phone: String?,
        _ process: inout BrevoImport
    ) {
        if let email = change.email, !AttributeValue.isEmail(email) {
            process.invalidEmails.append(email)
            return
        }
        let known =
            change.email.map { book.id(.email, $0) } ?? change.extID.map { book.id(.extID, $0) }
            ?? phone.flatMap { book.id(.sms, $0) }
        guard change.email != nil || change.extID != nil || phone != nil else {
            process.invalidEmails.append("")
            return
        }
        if let phone, let owner = book.id(.sms, phone), owner != known {
            process.duplicatePhones.append(phone)
            return
        }
        if let extID = change.extID, let owner = book.id(.extID, extID), owner != known {
            process.duplicateExtIDs.append(extID)
            return
        }
        let now = process.endsAt
        if let known {
            let onlyLists = !process.options.updatesExisting
            if !onlyLists { process.updated += 1 }
            let all = phone.map { effects + [("SMS", .store(.string($0)))] } ?? effects
            write(
                onlyLists ? [] : all,
                onlyLists ? ContactChange(addLists: change.addLists) : change,
                newEmail: nil,
                to: known,
                at: now
            )
        } else {
            process.created += 1
            let id = book.create(at: now)
            let all = phone.map { effects + [("SMS", .store(.string($0)))] } ?? effects
            write(all, change, newEmail: change.email, to: id, at: now)
        }
    }

    /// `GET /processes`.
    func listProcesses(_ call: Call) -> Reply {
        let ordered = call.value("sort") == "asc" ? imports : imports.reversed()
        let rows = ordered.dropFirst(call.integer("offset", default: 0)).prefix(call.integer("limit", default: 10))
        return .json(["count": .integer(imports.count), "processes": .array(rows.map { row($0, call) })])
    }

    /// `GET /processes/{processId}`.
    func getProcess(_ call: Call) throws -> Reply {
        guard let process = imports.first(where: { $0.id == Int(call.segment("processId")) }) else {
            throw BrevoError.notFound("Process ID does not exist")
        }
        return .json(row(process, call))
    }

    private func row(_ process: BrevoImport, _ call: Call) -> WireValue {
        let status = process.status(at: call.now)
        func report(_ kind: String, _ rows: [String]) -> WireValue {
            rows.isEmpty ? .null : .string("\(call.origin)/brevo/reports/\(process.id)/\(kind).csv")
        }
        let isFinished = status == "completed" && process.name == "IMPORTUSER"
        return .fields([
            "id": .integer(process.id), "name": .string(process.name), "status": .string(status),
            "info": isFinished
                ? [
                    "import": [
                        "invalid_emails": report("invalid_emails", process.invalidEmails),
                        "duplicate_contact_id": .null,
                        "duplicate_ext_id": report("duplicate_ext_id", process.duplicateExtIDs),
                        "duplicate_email_id": .null,
                        "duplicate_phone_id": report("duplicate_phone_id", process.duplicatePhones),
                        "duplicate_whatsapp_id": .null, "duplicate_landline_number_id": .null,
                    ]
                ] : .null,
            "export_url": .null,
        ])
    }

    /// A report of a finished import: one column of what was left out. Needs no API key, as the real URLs don't.
    func report(process id: Int, kind: String) -> Reply? {
        guard let process = imports.first(where: { $0.id == id && $0.isApplied }) else { return nil }
        let (title, rows): (String, [String])
        switch kind {
        case "invalid_emails": (title, rows) = ("EMAIL", process.invalidEmails)
        case "duplicate_phone_id": (title, rows) = ("SMS", process.duplicatePhones)
        case "duplicate_ext_id": (title, rows) = ("EXT_ID", process.duplicateExtIDs)
        default: return nil
        }
        let cells = rows.map { row in
            row.contains(where: { ";\"\n".contains($0) }) ? "\"\(row.replacing("\"", with: "\"\""))\"" : row
        }
        return .csv(([title] + cells).joined(separator: "\n") + "\n")
    }
}
