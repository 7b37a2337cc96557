internal import JSON
internal import PipelineCore

extension BrevoAccount {
    /// The account's attributes, lists and templates: whatever a file can name.
    ///
    /// - Throws: ``ConnectorFailure``, `CancellationError`.
    func inventory() async throws -> Inventory {
        let table = try await attributes()
        let lists = try await rows(of: "lists", .listLists, size: ListCheck.pageSize)
        let templates = try await rows(of: "templates", .listTemplates, size: Self.templatePageSize)
        return Inventory(
            attributes: table.types.map { Inventory.Attribute($0.key, $0.value) },
            lists: try lists.map { Inventory.List(try $0.id(), $0.name) },
            templates: try templates.map {
                Inventory.Template(try $0.id(), $0.name, isActive: $0.body["isActive"]?.bool ?? false)
            }
        )
    }

    /// Up to 1,000 are allowed, but each brings its HTML.
    private static let templatePageSize = 50

    /// One item of a listing, with the answer that it came in.
    private struct Row {
        let body: JSONValue
        let answer: Answer

        var name: String { body["name"]?.string ?? "" }

        func id() throws -> Int {
            guard let id = body["id"]?.int else { throw answer.unreadable("an item without an id") }
            return id
        }
    }

    /// Reads a listing out. The oldest come first, so that what is made meanwhile moves nothing to another page.
    private func rows(of member: String, _ operation: Operation, size: Int) async throws -> [Row] {
        var rows: [Row] = []
        while true {
            let answer = try await client.send(
                operation,
                query: [("limit", String(size)), ("offset", String(rows.count)), ("sort", "asc")]
            )
            guard answer.isSuccess else { throw answer.unexpected() }
            let body = try answer.json()
            // The member may be absent when there is nothing.
            let page = body[member]?.array ?? []
            rows += page.map { Row(body: $0, answer: answer) }
            if page.isEmpty || rows.count >= body["count"]?.int ?? 0 { return rows }
        }
    }
}
