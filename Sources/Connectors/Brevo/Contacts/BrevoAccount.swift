internal import JSON
internal import Logging
internal import PipelineCore
internal import Synchronization

/// A Brevo account's contacts: shared by all sinks of a session.
final class BrevoAccount: Destination {
    let id: String

    let client: Client
    private let state = Mutex(State())
    private let imports: BulkImport

    private struct State {
        var table: AttributeTable?
        var scanCost: Int?
        var listNames: [Int: String] = [:]
        /// Contacts that an import left out: they go by themselves from now on.
        var notByImport: Set<String> = []
    }

    private static let maxConcurrentUpserts = 8

    init(_ client: Client, id: String, logger: Logger) {
        self.client = client
        self.id = id
        imports = BulkImport(client: client, logger: logger)
    }

    /// Known after the check of the credentials or the preflight.
    var table: AttributeTable? { state.withLock(\.table) }

    /// An import is worth it from a few dozen contacts on: it takes seconds whatever its size, upserts are ten a second.
    var bulk: BulkTraits {
        let hourly = client.pacing.perHour(.other) ?? 1_000
        return BulkTraits(
            maxChanges: BulkImport.maxContacts,
            fixedSeconds: 3,
            secondsPerChange: 0.001,
            // An answer takes a tenth of a second or so, whatever the rate.
            secondsPerUpsert: max(1 / client.pacing.perSecond(.contacts), 0.1 / Double(Self.maxConcurrentUpserts)),
            maxConcurrentUpserts: Self.maxConcurrentUpserts,
            // An import is asked after about eight times.
            submissionsPerHour: max(1, hourly / 10)
        )
    }

    var spareUpserts: Int {
        max(0, client.pacing.room(.contacts) - max(1, Int(client.pacing.perSecond(.contacts) / 2)))
    }

    /// Reads the account's attributes, once: the cheapest request that shows whether the key is accepted, needed anyway.
    @discardableResult
    func attributes() async throws -> AttributeTable {
        if let table { return table }
        let answer = try await client.send(.listAttributes)
        guard answer.isSuccess else { throw answer.unexpected() }
        guard let table = AttributeTable(try answer.json()) else { throw answer.unreadable("there is no `attributes`") }
        state.withLock { $0.table = table }
        return table
    }

    /// What Brevo calls the account: its organization's id, else its owner's address.
    func name() async throws -> String {
        let answer = try await client.send(.getAccount)
        guard answer.isSuccess else { throw answer.unexpected() }
        let body = try answer.json()
        guard let name = body["organization_id"]?.string ?? body["email"]?.string else {
            throw answer.unreadable("there is no `organization_id`")
        }
        return name
    }

    func preflight(_ needs: DestinationNeeds) async throws -> [PreflightFinding] {
        let table = try await attributes()
        let check = AttributeCheck(needs.attributes, table: table)
        let lists = Set(needs.memberships.keys)
        let found = lists.isEmpty ? nil : try await ListCheck(client: client).find(lists)
        let findings = check.findings + (found.map { ListCheck.findings($0, needs: needs.memberships) } ?? [])
        state.withLock { $0.listNames = found?.known ?? [:] }
        let missing = check.missing.map { missing in
            needs.createsAttributes
                ? AttributeCheck.toCreate(missing) : AttributeCheck.finding(missing, table: table)
        }
        return missing + findings
    }

    func create(_ needs: DestinationNeeds) async throws -> [PreflightFinding] {
        guard needs.createsAttributes else { return [] }
        var findings: [PreflightFinding] = []
        for missing in AttributeCheck(needs.attributes, table: try await attributes()).missing {
            findings.append(try await create(missing))
        }
        return findings
    }

    func name(ofMembership id: Int) -> String? { state.withLock { $0.listNames[id] } }

    /// An import is handed in by a request of `contacts`, and asked after by requests of `other`.
    func requests(upserts: Int, submissions: [Int]) -> [String: Int] {
        let traits = bulk
        let asks = submissions.reduce(0) { sum, count in
            sum + PollSchedule.asks(within: traits.fixedSeconds + Double(count) * traits.secondsPerChange)
        }
        return [RateFamily.contacts.rawValue: upserts + submissions.count, RateFamily.other.rawValue: asks]
    }

    private func create(_ missing: AttributeCheck.Missing) async throws -> PreflightFinding {
        var body: JSONValue = ["type": .string(missing.type)]
        if missing.type == "multiple-choice" { body = ["type": .string(missing.type), "multiCategoryOptions": []] }
        let answer = try await client.send(.createAttribute, [missing.name], body: body.bytes)
        // A repeated request may find what its first try made.
        guard answer.isSuccess || answer.error.message.lowercased().contains("must be unique") else {
            return PreflightFinding(
                isError: true,
                code: "attribute-not-created",
                message: "the attribute `\(missing.name)` couldn't be created: \(answer.summary)",
                remedy: "Create it in Brevo (Contacts › Settings › Contact attributes) with the type `\(missing.type)`."
            )
        }
        state.withLock { $0.table?[missing.name] = AttributeType(created: missing.type) }
        return AttributeCheck.created(missing)
    }

    func scanCost() async throws -> Int {
        if let cost = state.withLock(\.scanCost) { return cost }
        let answer = try await client.send(.listContacts, query: [("limit", "1"), ("offset", "0")])
        guard answer.isSuccess else { throw answer.unexpected() }
        guard let count = try answer.json()["count"]?.int else { throw answer.unreadable("there is no `count`") }
        // Pages of 1,000 overlap by one.
        let cost = max(1, (count + 997) / 999)
        state.withLock { $0.scanCost = cost }
        return cost
    }

    func scan(
        changedSince: Timestamp?,
        attributes: Set<String>,
        emit: @Sendable ([Existing]) async throws -> Void
    ) async throws {
        let pages = ContactPages(
            client: client,
            table: try await self.attributes(),
            attributes: Set(attributes.map { $0.uppercased() }),
            changedSince: changedSince
        )
        try await ContactScan(pages: pages).read(emit)
    }

    func lookUp(_ key: String, attributes: Set<String>) async throws -> Existing? {
        let table = try await self.attributes()
        let answer = try await client.send(.getContact, [key], query: [("identifierType", "email_id")])
        switch answer.status {
        // 400 is about an address that Brevo doesn't take: the upsert will say so, for this one person alone.
        case 400, 404: return nil
        case 200..<300: break
        default: throw answer.unexpected()
        }
        let body = try answer.json()
        do {
            return try Existing(
                email: body["email"]?.string,
                isBlocklisted: body["emailBlacklisted"]?.bool,
                lists: body["listIds"],
                unsubscribed: body["listUnsubscribed"],
                attributes: body["attributes"],
                wanted: Set(attributes.map { $0.uppercased() }),
                table: table
            )
        } catch {
            throw answer.unreadable("\(error)")
        }
    }

    func upsert(_ change: Change) async throws -> Outcome { try await Upsert(client: client).write(change) }

    func submissionRow(_ change: Change) -> [UInt8]? {
        state.withLock { $0.notByImport.contains(change.key) } ? nil : BulkImport.row(change)
    }

    func submit(_ rows: [[UInt8]], memberships: [Int]) async throws -> Ticket {
        try await imports.submit(rows, lists: memberships)
    }

    func follow(_ ticket: Ticket) async throws -> BulkResult {
        let result = try await imports.follow(ticket)
        state.withLock { $0.notByImport.formUnion(result.exceptions.keys) }
        return result
    }

    func awaitUnknownSubmissions() async throws { try await imports.awaitOpenImports() }
}

extension AttributeType {
    /// The type that an attribute has which was created with this word.
    init(created word: String) {
        switch word {
        case "float": self = .number
        case "boolean": self = .boolean
        case "date": self = .date
        case "multiple-choice": self = .multipleChoice(options: [])
        default: self = .text
        }
    }
}
