internal import CEL
internal import HTTP
internal import JSON
internal import PipelineCore

/// Reads single pages of the account's contacts (`GET /contacts`).
struct ContactPages: Sendable {
    let client: Client
    let table: AttributeTable
    let attributes: Set<String>
    let changedSince: Timestamp?

    /// Rows asked for; Brevo gives at most 1,000.
    var size = 1_000

    /// One page.
    struct Page: Sendable {
        /// The ids of all its contacts.
        var ids: Set<String> = []
        var rows = 0
        /// The contacts that there are in all, where it is said.
        var count: Int?
        /// Those with an email.
        var contacts: [Existing] = []
    }

    private static let shape = PageShape(
        list: "contacts",
        fields: [
            PageField("id", .stringOrNumber),
            PageField("email", .string),
            PageField("emailBlacklisted", .bool),
            PageField("listIds", .json),
            PageField("listUnsubscribed", .json),
            PageField("attributes", .json),
        ],
        top: [PageField("count", .int)]
    )

    func page(at offset: Int) async throws -> Page {
        var query = [("limit", String(size)), ("offset", String(offset)), ("sort", "asc")]
        if let changedSince { query.append(("modifiedSince", changedSince.rfc3339)) }
        let answer = try await client.send(.listContacts, query: query.map { (name: $0.0, value: $0.1) })
        guard answer.isSuccess else { throw answer.unexpected() }
        do {
            return try decode(answer)
        } catch let problem as JSONProblem {
            throw answer.unreadable("\(problem)")
        } catch let problem as FieldProblem {
            throw answer.unreadable("\(problem)")
        } catch let problem as ContactProblem {
            throw answer.unreadable("\(problem)")
        }
    }

    private func decode(_ answer: Answer) throws -> Page {
        let records = try Self.shape.parse(answer.response.body)
        var page = Page(rows: records.rowCount, count: try records.top.int(0))
        guard records.foundList || page.count == 0 else { throw answer.unreadable("there is no `contacts`") }
        page.contacts.reserveCapacity(records.rowCount)
        for place in 0..<records.rowCount {
            let row = records[place]
            guard let id = try row.string(0) else { throw answer.unreadable("a contact without an id") }
            page.ids.insert(id)
            let contact = try Existing(
                email: try row.string(1),
                isBlocklisted: try row.bool(2),
                lists: try row.json(3),
                unsubscribed: try row.json(4),
                attributes: attributes.isEmpty ? nil : try row.json(5),
                wanted: attributes,
                table: table
            )
            if let contact { page.contacts.append(contact) }
        }
        return page
    }
}
