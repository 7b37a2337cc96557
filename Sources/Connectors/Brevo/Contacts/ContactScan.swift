internal import CEL
internal import HTTP
internal import JSON
internal import PipelineCore

/// Reads the account's contacts page by page, oldest first.
///
/// Offsets shift when contacts are deleted meanwhile, and a row could slip through between two pages. So pages overlap: a page must
/// hold a contact of the one before it, else the reading steps back until it does. Handing over a contact twice does no harm.
struct ContactScan: Sendable {
    let client: Client
    let table: AttributeTable
    let attributes: Set<String>
    let changedSince: Timestamp?
    var pageSize = 1_000

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

    private struct Page {
        var ids: Set<String> = []
        var rows = 0
        var count: Int?
        var contacts: [Existing] = []
    }

    func read(_ emit: @Sendable ([Existing]) async throws -> Void) async throws {
        var offset = 0
        var step = 1
        var before: Set<String> = []
        while true {
            let page = try await page(at: offset)
            if offset > 0, page.ids.isDisjoint(with: before) {
                offset = max(0, offset - step)
                step *= 8
                continue
            }
            step = 1
            if !page.contacts.isEmpty { try await emit(page.contacts) }
            let end = offset + page.rows
            let isLast = page.count.map { end >= $0 } ?? (page.rows < pageSize)
            if isLast || page.rows == 0 { return }
            before = page.ids
            // At least one row further, whatever the service makes of the limit.
            offset = max(end - 1, offset + 1)
        }
    }

    private func page(at offset: Int) async throws -> Page {
        var query = [("limit", String(pageSize)), ("offset", String(offset)), ("sort", "asc")]
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
            if let id = try row.string(0) { page.ids.insert(id) }
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
