import Assembly
import CEL
import JSON
import PipelineCore
import State

/// A plan for programs: the envelope, with the contacts written one after another.
struct PlanJSON {
    let command: String
    let summary: PlanSummary
    let failures: [ConnectorFailure]
    let contacts: PlannedContacts
    /// So many contacts are listed; nil for all.
    let limit: Int?
    let reveal: Bool

    /// Hands over the text in pieces.
    func write(_ emit: (String) -> Void) async throws {
        let isOK = failures.isEmpty && summary.obstacles.isEmpty
        let head = JSONObject([("version", .int(1)), ("command", .string(command)), ("ok", .bool(isOK))])
        emit(Self.open(head) + ",\"result\":" + Self.open(result) + ",\"contacts\":[")
        let names = Dictionary(summary.pipelines.map { ($0.number, $0.name) }, uniquingKeysWith: { first, _ in first })
        var count = 0
        try await contacts.forEach { contact in
            if let limit, count >= limit { return false }
            emit((count == 0 ? "" : ",") + "\n" + JSONValue.object(value(contact, names)).description)
            count += 1
            return true
        }
        emit("]},\"diagnostics\":" + JSONValue.array(diagnostics).description + "}\n")
    }

    /// An object's text without its end.
    private static func open(_ object: JSONObject) -> String {
        String(JSONValue.object(object).description.dropLast())
    }

    private var result: JSONObject {
        JSONObject([
            ("run", .null), ("status", .string(summary.status.rawValue)), ("hasChanges", .bool(summary.hasChanges)),
            ("summary", Self.counts(summary.contacts)), ("seconds", .double(summary.seconds)),
            ("secondsFromPlan", .double(summary.secondsFromPlan)),
            ("prerequisites", .array(summary.findings.compactMap(Self.prerequisite))),
            ("pipelines", .array(summary.pipelines.map(Self.pipeline))),
            ("requests", .array(summary.requests.map(Self.requests))), ("deferred", .int(summary.deferred)),
        ])
    }

    private static func counts(_ counts: PlanCounts) -> JSONValue {
        .object(
            JSONObject([
                ("create", .int(counts.create)), ("update", .int(counts.update)), ("unchanged", .int(counts.unchanged)),
                ("skipped", BooksJSON.counts(counts.skipped)),
            ])
        )
    }

    private static func prerequisite(_ finding: PreflightFinding) -> JSONValue? {
        guard let prerequisite = finding.prerequisite else { return nil }
        return .object(
            JSONObject([
                ("kind", .string(prerequisite.kind.rawValue)), ("name", .string(prerequisite.name)),
                ("type", prerequisite.type.map { .string($0) } ?? .null), ("create", .bool(prerequisite.isCreated)),
                ("pipelines", .array(prerequisite.pipelines.map { .string($0) })),
            ])
        )
    }

    private static func pipeline(_ line: PlanSummary.Line) -> JSONValue {
        guard case .object(var object) = BooksJSON.value(name: line.name, line.books) else { return .null }
        object["sink"] = .string(line.sink)
        object["lists"] = .array(
            line.lists.map { list in
                .object(
                    JSONObject([("id", .int(list.id)), ("name", list.name.map { .string($0) } ?? .null)])
                )
            }
        )
        object["contacts"] = counts(line.contacts)
        return .object(object)
    }

    private static func requests(_ line: PlannedRequests) -> JSONValue {
        .object(
            JSONObject([
                ("connector", .string(line.connector)), ("label", .string(line.label)), ("reads", .int(line.reads)),
                ("writes", .int(line.writes)), ("total", .int(line.total)),
                ("limits", .array(line.limits.map { .string("\($0.count)/\($0.period.rawValue)") })),
                ("share", line.share.map { .double($0.part) } ?? .null),
            ])
        )
    }

    private func value(_ contact: PlannedContact, _ names: [Int: String]) -> JSONObject {
        let change = contact.change
        let attributes = change?.attributes.sorted { $0.key < $1.key } ?? []
        let pipelines = Set(contact.rows.map(\.pipeline)).union(change?.pipelines ?? []).compactMap { names[$0] }
        var object = JSONObject([
            ("email", .string(Masking.email(contact.key, reveal: reveal))),
            ("action", .string(contact.action.rawValue)),
        ])
        if change != nil {
            object["attributes"] = .object(
                JSONObject(
                    attributes.map { name, setting in
                        let old = change?.before?.attributes[name].map { JSONValue(plain: $0) } ?? .null
                        let both = JSONObject([
                            ("old", old), ("new", JSONValue(plain: setting.value)),
                            ("pipeline", names[setting.pipeline].map { .string($0) } ?? .null),
                        ])
                        return (name, .object(both))
                    }
                )
            )
            object["lists"] = .array((change?.memberships.keys.sorted() ?? []).map { .int($0) })
        }
        let reasons = Set(contact.rows.compactMap(\.skipped)).sorted()
        if !reasons.isEmpty { object["skipped"] = .array(reasons.map { .string($0) }) }
        object["pipelines"] = .array(pipelines.sorted().map { .string($0) })
        return object
    }

    private var diagnostics: [JSONValue] {
        failures.map { failure in
            Self.diagnostic("error", "service-failure", failure.message, failure.remedy, nil)
        }
            + summary.findings.map { finding in
                Self.diagnostic(
                    finding.isError ? "error" : "note",
                    finding.code,
                    finding.message,
                    finding.remedy,
                    nil
                )
            } + summary.notices.map { Self.diagnostic("note", $0.code, $0.message, nil, $0.subject) }
    }

    private static func diagnostic(
        _ severity: String,
        _ code: String,
        _ message: String,
        _ hint: String?,
        _ subject: String?
    ) -> JSONValue {
        var object = JSONObject([
            ("severity", .string(severity)), ("code", .string(code)), ("message", .string(message)),
            ("hint", hint.map { .string($0) } ?? .null),
        ])
        if let subject { object["subject"] = .string(subject) }
        return .object(object)
    }
}

extension JSONValue {
    /// A value in a service's own types; whole numbers without a fraction.
    init(plain value: CEL.Value) {
        switch value {
        case .string(let text): self = .string(text)
        case .bool(let flag): self = .bool(flag)
        case .int(let number): self = .int(number)
        case .double(let number): self = Int(exactly: number).map(JSONValue.int) ?? .double(number)
        case .list(let items): self = .array(items.map { JSONValue(plain: $0) })
        default: self = .null
        }
    }
}
