import CEL
import HTTP
import JSON
import Logging
import PipelineCore
import Synchronization

@testable import BrevoConnector

/// An account over a fake service, with time that only jumps.
struct TestAccount {
    static let base = "https://api.brevo.com/v3"

    let service: FakeService
    let clock = JumpingClock()
    let counters: MemoryCounters
    let client: Client
    let account: BrevoAccount

    init(_ service: FakeService, options: [String: OptionValue] = [:], counters: MemoryCounters = MemoryCounters())
        throws
    {
        self.service = service
        self.counters = counters
        var options = options
        options["api_key"] = options["api_key"] ?? .secret(Secret("xkeysib-secret"))
        let configuration = try BrevoConfiguration(Options(options))
        let context = Self.context(clock, counters)
        let pacing = Pacing(configuration.limits, account: configuration.accountID, clock: clock, context: context)
        client = Client(
            http: service,
            baseURL: configuration.baseURL,
            key: configuration.apiKey,
            pacing: pacing,
            clock: clock,
            now: context.now,
            jitter: { $0 }
        )
        account = BrevoAccount(client, id: configuration.accountID, logger: context.logger)
    }

    static func context(_ clock: JumpingClock, _ counters: MemoryCounters) -> ConnectorContext {
        ConnectorContext(
            now: { Timestamp(seconds: 1_763_950_000 + clock.now.offset.components.seconds) },
            counters: counters,
            logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
        )
    }

    /// The time that has passed, in seconds.
    var passed: Double { clock.now.offset / .seconds(1) }
}

/// Counters kept in memory, one for each account, label and period, as the state keeps them.
final class MemoryCounters: CounterStore {
    private let saved = Mutex<[String: SavedCounter]>([:])

    func counters(account: String, label: String) async throws -> [SavedCounter] {
        saved.withLock { saved in saved.filter { $0.key.hasPrefix("\(account)|\(label)|") }.map(\.value) }
    }

    func save(_ counters: [SavedCounter], account: String, label: String) async throws {
        saved.withLock { saved in
            for counter in counters { saved["\(account)|\(label)|\(counter.period)"] = counter }
        }
    }

    /// All requests saved for a family.
    func total(_ family: String) -> Int {
        saved.withLock { saved in saved.filter { $0.key.contains("|\(family)/") }.values.reduce(0) { $0 + $1.used } }
    }
}

extension BrevoAccount {
    /// Hands changes in as the engine does.
    @discardableResult
    func submit(_ changes: [Change], lists: [Int]) async throws -> Ticket {
        try await submit(changes.compactMap(submissionRow), memberships: lists)
    }
}

extension Change {
    static func sample(
        _ key: String = "ada@example.com",
        _ attributes: [String: Value] = ["FIRSTNAME": .string("Ada")],
        lists: [Int] = [16],
        creates: Bool = false
    ) -> Change {
        Change(key: key, attributes: attributes, memberships: lists, creates: creates)
    }
}

/// The body of `GET /contacts/attributes` of an account with an attribute of each type.
let attributesBody: JSONValue = [
    "attributes": [
        ["name": "FIRSTNAME", "category": "normal", "type": "text"],
        ["name": "LASTNAME", "category": "normal", "type": "text"],
        ["name": "MEETING_DURATION", "category": "normal", "type": "float"],
        ["name": "MEETING_JOIN_DATE", "category": "normal", "type": "date"],
        ["name": "CONSENT", "category": "normal", "type": "boolean"],
        ["name": "TAGS", "category": "normal", "type": "multiple-choice", "multiCategoryOptions": ["blue", "red"]],
        [
            "name": "GENDER", "category": "category", "type": "category",
            "enumeration": [["value": 1, "label": "Men"], ["value": 2, "label": "Women"]],
        ],
        ["name": "OPENS", "category": "calculated", "calculatedValue": "COUNT[…]"],
        ["name": "ORDER_ID", "category": "transactional", "type": "id"],
    ]
]
