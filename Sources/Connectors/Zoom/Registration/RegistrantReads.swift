internal import JSON
internal import PipelineCore

/// Registrants and where they came from, each listing read once per session.
final class RegistrantReads: Sendable {
    private struct Key: Hashable {
        let family: Family
        let number: Int
        let status: String
    }

    private let client: ZoomClient
    /// As many registrants are kept as some meetings have.
    private let lists = SharedReads<Key, RegistrantList>(capacity: 10_000) { $0.rows.count }
    private let origins = SharedReads<Key, RegistrationSources>(capacity: 256)

    init(_ client: ZoomClient) {
        self.client = client
    }

    /// The registrants of a status; an empty list where there was no registration.
    func list(_ number: Int, _ family: Family, status: String, group: String) async throws -> RegistrantList {
        try await lists.value(Key(family: family, number: number, status: status)) {
            do {
                return RegistrantList(try await rows(number, family, [("status", status)], group))
            } catch let failure as ZoomFailure where [.registrationOff, .otherFamily].contains(failure.kind) {
                return RegistrantList([], isRequired: false)
            }
        }
    }

    /// The approved registrants, if they were read before.
    func known(_ number: Int, _ family: Family) -> RegistrantList? {
        lists.known(Key(family: family, number: number, status: "approved"))
    }

    /// The tracking links by which a webinar's registrants came.
    ///
    /// Zoom doesn't say it in a registrant's row: the registrants of each link are listed, of links that were used.
    func sources(_ number: Int, status: String, group: String) async throws -> RegistrationSources {
        try await origins.value(Key(family: .webinar, number: number, status: status)) {
            var sources = RegistrationSources()
            do {
                let request = ZoomRequest(Operations.listTrackingSources, ["\(number)"])
                let links = try await TrackingSource.listing(Operations.listTrackingSources)
                    .all(request, client, group: group)
                for link in links where link.registrations != 0 {
                    let query = [("status", status), ("tracking_source_id", link.id)]
                    for registrant in try await rows(number, .webinar, query, group) {
                        sources.add(link.name, for: registrant)
                    }
                }
            } catch let failure as ZoomFailure {
                switch failure.kind {
                case .registrationOff, .notFound, .otherFamily: return sources
                case .missingScopes, .noPermission, .webinarPlanMissing, .refused:
                    sources.problem = failure
                    return sources
                default: throw failure
                }
            }
            return sources
        }
    }

    private func rows(
        _ number: Int,
        _ family: Family,
        _ query: [(String, String)],
        _ group: String
    ) async throws -> [Registrant] {
        let operation = family == .meeting ? Operations.listMeetingRegistrants : Operations.listWebinarRegistrants
        let request = ZoomRequest(operation, ["\(number)"], query: query.map { ($0.0, $0.1) })
        return try await Registrant.listing(operation).all(request, client, group: group)
    }
}

/// Where registrants came from: the name of the tracking link, by registrant.
struct RegistrationSources: Sendable {
    private var byID: [String: String] = [:]
    private var byEmail: [String: String] = [:]

    /// Why they can't be told.
    var problem: ZoomFailure?

    mutating func add(_ source: String, for registrant: Registrant) {
        if byID[registrant.id] == nil { byID[registrant.id] = source }
        if byEmail[registrant.email] == nil { byEmail[registrant.email] = source }
    }

    /// The source of a registrant, known by id or by normalized address; empty when there is none.
    func source(id: String, email: String) -> String {
        byID[id] ?? (email.isEmpty ? nil : byEmail[email]) ?? ""
    }

    /// What a person should know when they can't be told. A missing scope concerns all webinars and is told once.
    func notice(_ title: String) -> Notice? {
        guard let failure = problem?.connectorFailure else { return nil }
        var subject = title
        if case .missingScopes = failure.kind { subject = "registration_source" }
        let remedy = failure.remedy.map { "; \($0)" } ?? ""
        return Notice(
            code: "no-registration-source",
            subject: subject,
            message: "\(subject): it can't be told where people registered, \(failure.message)\(remedy)"
        )
    }
}

/// A link by which people came to the registration page: a row of `/webinars/{webinarId}/tracking_sources`.
struct TrackingSource: ZoomRow {
    let id: String
    let name: String
    let registrations: Int?

    static let fields = [
        PageField("id", .stringOrNumber), PageField("source_name", .string), PageField("registration_count", .int),
    ]

    init(_ row: PageFields) throws {
        id = try row.text(0)
        name = try row.text(1)
        registrations = try row.int(2)
    }
}
