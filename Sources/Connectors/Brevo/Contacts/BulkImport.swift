internal import CEL
internal import HTTP
internal import JSON
internal import Logging
internal import PipelineCore
internal import Synchronization

/// Hands in many contacts at once (`POST /contacts/import`), and follows what becomes of them.
struct BulkImport: Sendable {
    let client: Client
    let logger: Logger

    private let followed = Followed()

    init(client: Client, logger: Logger) {
        self.client = client
        self.logger = logger
    }

    /// Brevo takes 10 MB and advises 8 (BREVO.md §3.7).
    static let maxBytes = 8_000_000

    /// So many contacts of ``maxContactBytes`` each fill an import, so that one never becomes too large.
    static let maxContacts = 10_000

    /// A larger contact goes by itself.
    static let maxContactBytes = 750

    /// A report larger than this isn't read.
    private static let maxReportBytes = 32 << 20

    /// How long a used-up hour may hold up asking after an import.
    private static let patience = Duration.seconds(900)

    /// A change as a row of `jsonBody`; nil when an import wouldn't do the same as an upsert: it loses `false`, and says nothing of a
    /// phone number that another contact has (BREVO.md §0.10, §3.7).
    static func row(_ change: Change) -> [UInt8]? {
        guard change.attributes.keys.allSatisfy({ !AttributeTable.phones.contains($0) }),
            !change.attributes.values.contains(where: \.isBoolean)
        else { return nil }
        let row = ContactBody.importRow(change)
        return row.count < maxContactBytes ? row : nil
    }

    /// An import that takes longer is left to a later run.
    static let longestFollowing = Duration.seconds(2 * 3_600)

    func submit(_ rows: [[UInt8]], lists: [Int]) async throws -> Ticket {
        guard !lists.isEmpty, !rows.isEmpty else {
            throw ConnectorFailure(.permanent, "an import takes contacts that join a list, at least one of each")
        }
        let body = ContactBody.importing(rows, lists: lists)
        guard body.count <= Self.maxBytes else {
            throw ConnectorFailure(.permanent, "an import of \(body.count) bytes is larger than Brevo advises (8 MB)")
        }
        let answer = try await client.send(.importContacts, body: body, repeats: .ifRefused)
        guard answer.isSuccess else { throw answer.unexpected() }
        guard let id = try answer.json()["processId"]?.int else { throw answer.unreadable("there is no `processId`") }
        return Ticket(id: String(id))
    }

    func follow(_ ticket: Ticket) async throws -> BulkResult {
        var asks = Asks(client: client, followed: followed)
        followed.begin()
        defer { followed.end() }
        while true {
            try await asks.wait(for: "the import \(ticket.id)")
            let answer = try await client.send(.getProcess, [ticket.id], maxWait: Self.patience)
            if [400, 404, 410].contains(answer.status) {
                logger.warning("Brevo doesn't know the import \(ticket.id) any more: its contacts are written again")
                return BulkResult(isCompleted: false)
            }
            guard answer.isSuccess else { throw answer.unexpected() }
            switch ImportProcess(try answer.json()) {
            case .underWay: break
            case .ended(let status):
                logger.warning("Brevo's import \(ticket.id) \(status): its contacts are written again")
                return BulkResult(isCompleted: false)
            case .completed(let reports):
                followed.note(asks.waited)
                return try await result(reports, of: ticket)
            }
        }
    }

    /// Waits while any import of the account is under way: ours may be among them.
    func awaitOpenImports() async throws {
        var asks = Asks(client: client, followed: followed)
        while try await hasOpenImport() { try await asks.wait(for: "an import handed in before") }
    }

    /// Newest first; once a whole page is over, all older ones are taken to be.
    private func hasOpenImport() async throws -> Bool {
        let answer = try await client.send(
            .listProcesses,
            query: [("limit", "50"), ("offset", "0"), ("sort", "desc")],
            maxWait: Self.patience
        )
        guard answer.isSuccess else { throw answer.unexpected() }
        return (try answer.json()["processes"]?.array ?? []).contains(where: ImportProcess.isOpenImport)
    }

    /// What is known of all imports of this run.
    private final class Followed: Sendable {
        private struct State {
            var underWay = 0
            /// How long the last import took.
            var usual: Duration?
        }

        private let state = Mutex(State())

        var usual: Duration? { state.withLock(\.usual) }
        var underWay: Int { state.withLock(\.underWay) }

        func begin() { state.withLock { $0.underWay += 1 } }

        func end() { state.withLock { $0.underWay -= 1 } }

        func note(_ duration: Duration) { state.withLock { $0.usual = duration } }
    }

    /// Spaces the asks after one thing.
    private struct Asks {
        let client: Client
        let followed: Followed
        private(set) var waited = Duration.zero

        init(client: Client, followed: Followed) {
            self.client = client
            self.followed = followed
        }

        mutating func wait(for what: String) async throws {
            let wait = PollSchedule.wait(
                after: waited,
                usual: followed.usual,
                underWay: followed.underWay,
                hourLeft: client.pacing.hourLeft(.other)
            )
            waited += wait
            guard waited <= BulkImport.longestFollowing else {
                throw ConnectorFailure(
                    .temporary,
                    "\(what) hasn't ended at Brevo within two hours",
                    remedy: "The next run takes it up. See Contacts › Import history in Brevo."
                )
            }
            try await client.clock.sleep(for: wait)
        }
    }

    /// What the reports leave out. When one can't be read, all contacts are written again one by one: that does no harm, and each
    /// is then answered for.
    private func result(_ reports: [String: String], of ticket: Ticket) async throws -> BulkResult {
        var contents: [String: [UInt8]] = [:]
        for (kind, url) in reports {
            guard let bytes = try await client.download(url, maxBytes: Self.maxReportBytes) else {
                logger.warning(
                    "the report \(kind) of Brevo's import \(ticket.id) can't be read: its contacts are written again"
                )
                return BulkResult(isCompleted: false)
            }
            contents[kind] = bytes
        }
        guard let outcomes = ImportReport.outcomes(contents) else {
            logger.warning("a report of Brevo's import \(ticket.id) names no addresses: its contacts are written again")
            return BulkResult(isCompleted: false)
        }
        return BulkResult(isCompleted: true, exceptions: outcomes)
    }
}

extension Value {
    fileprivate var isBoolean: Bool {
        if case .bool(_) = self { true } else { false }
    }
}
