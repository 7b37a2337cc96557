import HTTP
import JSON
import PipelineCore
import Testing

@testable import BrevoConnector

@Suite struct ListCheckTests {
    /// An account with lists 1 to `count`, newest first.
    private func service(lists count: Int) -> FakeService {
        FakeService { request, _ in
            if let id = request.url.split(separator: "/").last.flatMap({ Int($0) }) {
                return id <= count
                    ? .status(200, ["id": .int(id), "name": .string("List \(id)")])
                    : .status(404, ["code": "document_not_found", "message": "List ID does not exist"])
            }
            let offset =
                request.url.split(separator: "offset=").last?.split(separator: "&").first.flatMap { Int($0) } ?? 0
            let rows = stride(from: count - offset, to: max(0, count - offset - 50), by: -1).map { id -> JSONValue in
                ["id": .int(id), "name": .string("List \(id)")]
            }
            return .status(200, rows.isEmpty ? ["count": .int(count)] : ["count": .int(count), "lists": .array(rows)])
        }
    }

    private func find(_ ids: Set<Int>, _ service: FakeService) async throws -> ListCheck.Result {
        try await ListCheck(client: TestAccount(service).client).find(ids)
    }

    @Test func `a single list is asked for by itself`() async throws {
        let service = service(lists: 200)
        #expect(try await find([7], service).unknown.isEmpty)
        #expect(service.lines == ["GET /contacts/lists/7"])
    }

    @Test func `several lists are looked for in pages, until all are seen`() async throws {
        let service = service(lists: 200)
        #expect(try await find([199, 200, 151], service).unknown.isEmpty)
        #expect(service.lines == ["GET /contacts/lists?limit=50&offset=0&sort=desc"])
    }

    @Test func `the rest is asked for one by one where that takes fewer requests`() async throws {
        let service = service(lists: 200)
        #expect(try await find([200, 1], service).unknown.isEmpty)
        #expect(service.lines == ["GET /contacts/lists?limit=50&offset=0&sort=desc", "GET /contacts/lists/1"])
    }

    @Test func `pages go on where they take no more requests`() async throws {
        let service = service(lists: 130)
        #expect(try await find([1, 2, 3, 999], service).unknown == [999])
        #expect(service.requests.count == 3)
    }

    @Test func `an account without lists has none`() async throws {
        #expect(try await find([1, 2], service(lists: 0)).unknown == [1, 2])
    }

    @Test func `an unknown list is an error that names the lists there are`() async throws {
        let needs = DestinationNeeds(memberships: [1: ["p"], 9: ["q", "p", "q"]])
        let service = FakeService(
            .status(200, attributesBody),
            .status(200, ["count": 1, "lists": [["id": 1, "name": "News"]]])
        )
        #expect(
            try await TestAccount(service).account.preflight(needs) == [
                PreflightFinding(
                    isError: true,
                    code: "unknown-list",
                    message: "there is no list 9 in the Brevo account; `p`, `q` add contacts to it",
                    remedy: "Take the id of a list from Contacts › Lists in Brevo (the number after #). "
                        + "The account has 1 “News”.",
                    prerequisite: Prerequisite(.list, "9", isCreated: false, pipelines: ["p", "q"])
                )
            ]
        )
    }
}
