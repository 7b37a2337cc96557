internal import HTTP
internal import JSON

/// Reads listings to their end, page by page.
///
/// Zoom's page tokens live 15 minutes, so nothing else is done between the pages. A token that expired nevertheless starts the
/// listing anew; what was read before is dropped, so that nothing counts twice.
struct Listing<Row: Hashable & Sendable>: Sendable {
    /// How the pages are read; its `top` is ``Pages/top``.
    let shape: PageShape

    /// Makes a row out of its fields.
    let row: @Sendable (PageFields) throws -> Row

    /// How often a listing begins anew.
    private static var restarts: Int { 3 }

    /// Reads all rows of a listing with page tokens, or without pages.
    ///
    /// - Throws: ``ZoomFailure``; `CancellationError`.
    func all(_ request: ZoomRequest, _ client: ZoomClient, group: String) async throws -> [Row] {
        var restarts = 0
        while true {
            do {
                return try await byToken(request, client, group)
            } catch let failure as ZoomFailure where failure.kind == .pageTokenInvalid {
                restarts += 1
                guard restarts <= Self.restarts else {
                    throw ZoomFailure(
                        .temporary,
                        request.operation.name,
                        "the listing had to begin anew \(restarts) times: \(failure.message)",
                        trackingID: failure.trackingID
                    )
                }
            }
        }
    }

    /// Reads all rows of a listing with page numbers.
    ///
    /// Ends at a page that begins like an earlier one: the number had no effect.
    func allByNumber(_ request: ZoomRequest, _ client: ZoomClient, group: String) async throws -> [Row] {
        var rows: [Row] = []
        var beginnings: Set<Row> = []
        var number = 1
        while true {
            var request = request
            request.query += sizeQuery(request) + [("page_number", "\(number)")]
            let page = try await page(request, client, group)
            guard let first = page.rows.first, beginnings.insert(first).inserted else { return rows }
            rows += page.rows
            let isFull = page.rows.count >= request.operation.pageSize ?? .max
            guard number < page.count ?? (isFull ? .max : number) else { return rows }
            number += 1
        }
    }

    private func byToken(_ request: ZoomRequest, _ client: ZoomClient, _ group: String) async throws -> [Row] {
        var rows: [Row] = []
        var previous: [Row] = []
        var seen: Set<String> = []
        var query = request.query + sizeQuery(request)
        while true {
            let page = try await page(
                ZoomRequest(request.operation, request.parameters, query: query),
                client,
                group
            )
            guard page.rows.isEmpty || page.rows != previous else { throw repeated(request) }
            rows += page.rows
            guard let token = page.nextToken, request.operation.pageSize != nil else { return rows }
            guard seen.insert(token).inserted else { throw repeated(request) }
            previous = page.rows
            query = request.query + sizeQuery(request) + [("next_page_token", token)]
        }
    }

    private func page(_ request: ZoomRequest, _ client: ZoomClient, _ group: String) async throws -> Page {
        try await client.send(request, group: group) { body in
            guard let page = try? shape.parse(body), page.foundList else { return nil }
            do {
                var rows: [Row] = []
                rows.reserveCapacity(page.rowCount)
                for index in 0..<page.rowCount { rows.append(try row(page[index])) }
                let token = try page.top.string(Pages.token)
                return Page(
                    rows: rows,
                    nextToken: token?.isEmpty == false ? token : nil,
                    count: try page.top.int(Pages.count)
                )
            } catch let problem as FieldProblem {
                throw ZoomFailure(.refused, request.operation.name, "unexpected data: \(problem)")
            }
        }
    }

    private func sizeQuery(_ request: ZoomRequest) -> [(name: String, value: String)] {
        request.operation.pageSize.map { [("page_size", "\($0)")] } ?? []
    }

    private func repeated(_ request: ZoomRequest) -> ZoomFailure {
        ZoomFailure(.pageTokenInvalid, request.operation.name, "a page came twice")
    }

    private struct Page: Sendable {
        let rows: [Row]
        let nextToken: String?
        let count: Int?
    }
}

/// What every page of Zoom has beside its rows.
enum Pages {
    static let top = [PageField("next_page_token", .string), PageField("page_count", .int)]
    static let token = 0
    static let count = 1
}
