extension BrevoService {
    /// `POST /events`: 204. An event for nobody known is taken in too; no contact is made for it.
    mutating func createEvent(_ call: Call) throws -> Reply {
        if let complaint = Self.complaint(about: call.body) { throw BrevoError.invalid(complaint) }
        record(call.body, at: call.now)
        return .empty(204)
    }

    /// `POST /events/batch`: 202 all taken, 207 some, 400 none.
    mutating func createEvents(_ call: Call) throws -> Reply {
        let events = call.body["events"]?.elements ?? []
        guard (1...200).contains(events.count) else {
            throw BrevoError.invalid("events must hold 1 to 200 events, not \(events.count)")
        }
        guard call.bytes.count <= 512 * 1024 else { throw BrevoError.invalid("the batch is bigger than 512 KB") }
        var failures: [(message: String, indices: [WireValue])] = []
        for (index, event) in events.enumerated() {
            guard let complaint = Self.complaint(about: event) else {
                record(event, at: call.now)
                continue
            }
            if let place = failures.firstIndex(where: { $0.message == complaint }) {
                failures[place].indices.append(.integer(index))
            } else {
                failures.append((complaint, [.integer(index)]))
            }
        }
        let failed = failures.reduce(0) { $0 + $1.indices.count }
        guard failed > 0 else {
            return .json(
                [
                    "message": "Batch accepted. Valid events have been added to the processing queue.",
                    "count": .integer(events.count),
                ],
                status: 202
            )
        }
        return .json(
            [
                "status": failed == events.count ? "failed" : "partiallyQueued",
                "total_events": .integer(events.count), "successful_events": .integer(events.count - failed),
                "failed_events": .integer(failed),
                "errors": .array(
                    failures.map { ["eventIndex": .array($0.indices), "message": .string($0.message)] }
                ),
            ],
            status: failed == events.count ? 400 : 207
        )
    }

    /// `GET /events`: custom events, of the last six months where no dates are given.
    func listEvents(_ call: Call) throws -> Reply {
        let names = Set(call.values("event_name"))
        let contacts = Set(call.values("contact_id").compactMap { Int($0) })
        let (start, end) = (call.value("startDate"), call.value("endDate"))
        guard (start == nil) == (end == nil) else { throw BrevoError.invalid("startDate and endDate go together") }
        func moment(_ text: String) throws -> Moment {
            guard let moment = Moment(iso: text) ?? Moment(date: text) else {
                throw BrevoError.invalid("\(text) is no date")
            }
            return moment
        }
        let from = try start.map(moment) ?? call.now.adding(seconds: -183 * 86_400)
        let to = try end.map(moment) ?? call.now
        let found = events.filter { event in
            let date = event.date.flatMap { Moment(iso: $0) } ?? event.at
            return (names.isEmpty || names.contains(event.name)) && date >= from && date <= to
                && (contacts.isEmpty || event.contact.map(contacts.contains) == true)
        }
        let rows = found.dropFirst(call.integer("offset", default: 0)).prefix(call.integer("limit", default: 100))
        return .json([
            "count": .integer(found.count),
            "events": .array(
                rows.map { event in
                    .fields([
                        "contact_id": event.contact.map(WireValue.integer), "event_name": .string(event.name),
                        "event_date": .string(event.date ?? event.at.text), "event_properties": event.properties,
                    ])
                }
            ),
        ])
    }

    private static func complaint(about event: WireValue) -> String? {
        guard let name = event["event_name"]?.string, !name.isEmpty else { return "undefined event_name" }
        guard name.count <= 255, name.allSatisfy(isKeyCharacter) else { return "invalid event_name" }
        guard let identifiers = event["identifiers"]?.members, !identifiers.isEmpty else {
            return "Please pass at least one identifier or contact id"
        }
        if let date = event["event_date"]?.string, Moment(iso: date) == nil { return "invalid event_date" }
        let properties = event["event_properties"] ?? .null
        for member in properties.members ?? [] where member.key.count > 255 || !member.key.allSatisfy(isKeyCharacter) {
            return "invalid key '\(member.key)' in event_properties"
        }
        return properties.bytes.count > 50 * 1024 ? "event_properties are bigger than 50 KB" : nil
    }

    private static func isKeyCharacter(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || character == "_" || character == "-")
    }

    private mutating func record(_ event: WireValue, at now: Moment) {
        let identifiers = event["identifiers"] ?? .null
        let contact =
            identifiers["contact_id"]?.integer.flatMap { book[$0]?.id }
            ?? identifiers["email_id"]?.string.flatMap { book.id(.email, $0) }
            ?? identifiers["ext_id"]?.string.flatMap { book.id(.extID, $0) }
            ?? identifiers["phone_id"]?.string.flatMap(AttributeValue.phone).flatMap { book.id(.sms, $0) }
        events.append(
            BrevoEvent(
                name: event["event_name"]?.string ?? "",
                identifiers: identifiers,
                properties: event["event_properties"] ?? .object([]),
                date: event["event_date"]?.string,
                contact: contact,
                at: now
            )
        )
        let properties = event["contact_properties"]?.members ?? []
        if let contact, !properties.isEmpty {
            let change = ContactChange(attributes: properties.filter { $0.key != "EMAIL" && $0.key != "SMS" })
            apply(change, to: contact, at: now)
        }
    }
}
