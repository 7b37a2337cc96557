import CEL
import HTTP
import JSON
import PipelineCore
import Synchronization
import Testing

@testable import BrevoConnector

@Suite struct ContactScanTests {
    /// Contacts by id, oldest first; some may be removed before a page is read.
    private final class World: Sendable {
        let ids: Mutex<[Int]>
        let removals: [Int: [Int]]

        init(_ count: Int, removals: [Int: [Int]] = [:]) {
            ids = Mutex(Array(1...max(1, count)))
            self.removals = removals
            if count == 0 { ids.withLock { $0 = [] } }
        }

        var service: FakeService { service(atMost: .max) }

        func service(atMost most: Int) -> FakeService {
            FakeService { [self] request, number in
                ids.withLock { ids in ids.removeAll { (removals[number] ?? []).contains($0) } }
                let all = ids.withLock { $0 }
                let limit = min(most, Self.value("limit", request))
                let rows = all.dropFirst(Self.value("offset", request)).prefix(limit).map(Self.contact)
                return .status(200, ["contacts": .array(rows), "count": .int(all.count)])
            }
        }

        private static func value(_ name: String, _ request: HTTPRequest) -> Int {
            request.url.split(separator: "\(name)=").last?.split(separator: "&").first.flatMap { Int($0) } ?? 0
        }

        private static func contact(_ id: Int) -> JSONValue {
            [
                "id": .int(id), "email": .string("c\(id)@x.io"), "emailBlacklisted": false, "listIds": [],
                "attributes": [:],
            ]
        }
    }

    private func scan(_ service: FakeService, pageSize: Int = 4) async throws -> [String] {
        let seen = Mutex<[String]>([])
        let pages = ContactPages(
            client: try TestAccount(service).client,
            table: AttributeTable(),
            attributes: [],
            changedSince: nil,
            size: pageSize
        )
        try await ContactScan(pages: pages).read { page in seen.withLock { $0 += page.map(\.key) } }
        return seen.withLock { $0 }
    }

    @Test(arguments: [0, 1, 3, 4, 5, 7, 8, 13])
    func `all contacts are read, whatever their number`(count: Int) async throws {
        let world = World(count)
        #expect(Set(try await scan(world.service)) == Set((0..<count).map { "c\($0 + 1)@x.io" }))
    }

    @Test(arguments: [(0, 1), (1, 1), (4, 1), (5, 2), (7, 2), (8, 3), (13, 4), (40, 13)])
    func `pages overlap by one, and none is asked for in vain`(count: Int, requests: Int) async throws {
        let service = World(count).service
        _ = try await scan(service)
        let expected = (0..<requests).map { "GET /contacts?limit=4&offset=\($0 * 3)&sort=asc" }
        #expect(service.lines.count == requests)
        #expect(Set(service.lines) == Set(expected))
    }

    @Test func `a service that gives fewer rows than asked for is read all the same`() async throws {
        let world = World(20)
        let seen = try await scan(world.service(atMost: 3), pageSize: 10)
        #expect(Set(seen).count == 20)
    }

    @Test(arguments: [[1], [2, 3], [1, 2, 3, 4], [3, 4], [4], [5], [1, 2, 3, 4, 5, 6]])
    func `nobody slips through when contacts are deleted between two pages`(removed: [Int]) async throws {
        for moment in 1...3 {
            let world = World(12, removals: [moment: removed])
            let seen = Set(try await scan(world.service))
            let left = world.ids.withLock { Set($0.map { "c\($0)@x.io" }) }
            #expect(seen.isSuperset(of: left), "removed \(removed) before request \(moment)")
        }
    }

    @Test func `the end is found when the account is emptied meanwhile`() async throws {
        let world = World(12, removals: [1: Array(1...12)])
        #expect(try await scan(world.service).count == 4)
    }

    @Test func `a contact is read with what was asked for`() async throws {
        let body: JSONValue = [
            "count": 3,
            "contacts": [
                [
                    "id": 1, "email": "Ada@X.io", "emailBlacklisted": true, "listIds": [15, 16],
                    "listUnsubscribed": [17],
                    "attributes": [
                        "FIRSTNAME": "Ada", "LASTNAME": "", "MEETING_DURATION": 45, "GENDER": 2,
                        "TAGS": ["red", "blue"],
                        "MEETING_JOIN_DATE": "2025-11-18T00:00:00.000Z", "CONSENT": false, "OTHER": "x",
                        "SMS": "33612345678",
                    ],
                ],
                ["id": 2, "emailBlacklisted": false, "listIds": [], "attributes": ["SMS": "33612345679"]],
                [
                    "id": 3, "email": "b@x.io", "emailBlacklisted": false, "listIds": [], "listUnsubscribed": nil,
                    "attributes": [:],
                ],
            ],
        ]
        let service = FakeService(.status(200, attributesBody), .status(200, body))
        let seen = Mutex<[Existing]>([])
        let names: Set<String> = [
            "FIRSTNAME", "LASTNAME", "MEETING_DURATION", "GENDER", "TAGS", "MEETING_JOIN_DATE", "CONSENT", "SMS",
        ]
        try await TestAccount(service).account.scan(
            changedSince: Timestamp(seconds: 1_763_506_800),
            attributes: names
        ) { page in seen.withLock { $0 += page } }
        #expect(
            seen.withLock { $0 } == [
                Existing(
                    key: "ada@x.io",
                    attributes: [
                        "FIRSTNAME": .string("Ada"), "MEETING_DURATION": .double(45), "GENDER": .string("Women"),
                        "TAGS": .list([.string("blue"), .string("red")]), "MEETING_JOIN_DATE": .string("2025-11-18"),
                        "CONSENT": .bool(false), "SMS": .string("33612345678"),
                    ],
                    memberships: [15, 16],
                    refusedMemberships: [17],
                    isBlocked: true
                ),
                Existing(key: "b@x.io", attributes: [:], memberships: [], refusedMemberships: [], isBlocked: false),
            ]
        )
        #expect(
            service.lines.last == "GET /contacts?limit=1000&offset=0&sort=asc&modifiedSince=2025-11-18T23%3A00%3A00Z"
        )
    }

    private static let unreadable: [(JSONValue, String)] = [
        (["id": 1, "email": "a@x.io", "listIds": []], "whether it is blocklisted"),
        (["id": 1, "email": "a@x.io", "emailBlacklisted": "no", "listIds": []], "emailBlacklisted"),
        (["id": 1, "email": "a@x.io", "emailBlacklisted": false, "listIds": ["x"]], "aren't numbers"),
    ]

    @Test(arguments: unreadable)
    func `a contact of whom it can't be told whether to write isn't guessed`(row: JSONValue, reason: String)
        async throws
    {
        let service = FakeService(.status(200, ["count": 1, "contacts": [row]]))
        let failure = await #expect(throws: ConnectorFailure.self) { try await scan(service) }
        #expect(failure?.message.contains(reason) == true)
    }

    @Test(arguments: [(0, 1), (1, 1), (999, 1), (1_000, 1), (1_001, 2), (1_999, 2), (2_000, 3)])
    func `the cost of a scan is one request to know, then the pages`(count: Int, cost: Int) async throws {
        let service = FakeService(.status(200, ["contacts": [], "count": .int(count)]))
        let account = try TestAccount(service).account
        #expect(try await account.scanCost() == cost)
        #expect(try await account.scanCost() == cost)
        #expect(service.lines == ["GET /contacts?limit=1&offset=0"])
    }
}
