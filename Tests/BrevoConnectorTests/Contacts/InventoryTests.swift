import HTTP
import JSON
import PipelineCore
import Testing

@testable import BrevoConnector

@Suite struct InventoryTests {
    /// An account with so many lists and templates.
    private func service(lists: Int, templates: Int) -> FakeService {
        FakeService { request, _ in
            if request.url.hasSuffix("/contacts/attributes") {
                return .status(200, ["attributes": [["name": "FIRSTNAME", "category": "normal", "type": "text"]]])
            }
            let isLists = request.url.contains("/contacts/lists?")
            let count = isLists ? lists : templates
            let offset =
                request.url.split(separator: "offset=").last?.split(separator: "&").first.flatMap { Int($0) } ?? 0
            let rows = (offset..<max(offset, min(count, offset + 50))).map { place -> JSONValue in
                ["id": .int(place + 1), "name": .string("No. \(place + 1)"), "isActive": .bool(place % 2 == 0)]
            }
            let member = isLists ? "lists" : "templates"
            return .status(200, rows.isEmpty ? ["count": .int(count)] : ["count": .int(count), member: .array(rows)])
        }
    }

    @Test func `attributes, lists and templates are read out, page by page`() async throws {
        let service = service(lists: 101, templates: 51)
        let inventory = try await TestAccount(service).account.inventory()
        #expect(inventory.attribute("firstname") == .text)
        #expect(inventory.attribute("SMS") == .phone)
        #expect(inventory.lists.map(\.id) == Array(1...101))
        #expect(inventory.templates.count == 51)
        #expect(inventory.templates[1] == Inventory.Template(2, "No. 2", isActive: false))
        #expect(
            service.lines == [
                "GET /contacts/attributes", "GET /contacts/lists?limit=50&offset=0&sort=asc",
                "GET /contacts/lists?limit=50&offset=50&sort=asc", "GET /contacts/lists?limit=50&offset=100&sort=asc",
                "GET /smtp/templates?limit=50&offset=0&sort=asc", "GET /smtp/templates?limit=50&offset=50&sort=asc",
            ]
        )
    }

    @Test func `an account without lists and templates has none`() async throws {
        let inventory = try await TestAccount(service(lists: 0, templates: 0)).account.inventory()
        #expect(inventory.lists.isEmpty)
        #expect(inventory.templates.isEmpty)
    }
}
