internal import CEL
internal import JSON
internal import PipelineCore

/// Reads who was at an instance, once per session: the attendees' and the absentees' pipelines share it.
///
/// | what is known | way | requests |
/// |---|---|---|
/// | no scope for the report | `/past_…/participants` | 1 MEDIUM a page |
/// | the registrants' listing was read and not empty | report, with registrant ids | 1 HEAVY a page |
/// | the registrants' listing was read, there was no registration | `/past_…/participants` | 1 MEDIUM a page |
/// | an instant meeting (it can't have registration) | `/past_…/participants` | 1 MEDIUM a page |
/// | else | `GET /meetings/{id}` or `/webinars/{id}` decides | 1 LIGHT a number, then as above |
/// | that may not be seen | report | 1 HEAVY a page |
/// | that is deleted, and the registrants with it | `/past_…/participants` | 1 LIGHT a number, 1 MEDIUM a page |
/// | the report is refused | `/past_…/participants` | 1 HEAVY more |
/// | a meeting's list is empty | `GET /past_meetings/{uuid}` tells whether one person was there | 1 LIGHT more |
///
/// Only the reports tell which registrant a person without an email is, and they are what is scarce; so they are asked for where
/// there are registrants to find, and nowhere else.
final class AttendanceReads: Sendable {
    private let client: ZoomClient
    private let directory: Directory
    private let registrants: RegistrantReads

    /// Rows are many, so as many are kept as some instances have; identities are small.
    private let attendances = SharedReads<String, Attendance>(capacity: 4_000) { $0.rows.count }
    private let known = SharedReads<String, Known>(capacity: 1_024)

    /// What is kept of an instance for longer.
    struct Known: Sendable {
        let identities: AttendeeIdentities
        let readiness: Readiness
        let lastLeave: Timestamp?
    }

    init(_ client: ZoomClient, _ directory: Directory, _ registrants: RegistrantReads) {
        self.client = client
        self.directory = directory
        self.registrants = registrants
    }

    /// Who was at an instance, and whether that is final.
    ///
    /// - Throws: ``ZoomFailure``; `CancellationError`.
    func attendance(_ instance: Instance, group: String) async throws -> Attendance {
        try await attendances.value(instance.uuid) {
            var attendance = try await read(instance, group)
            if attendance.isFound, attendance.rows.isEmpty, instance.people == nil {
                attendance.people = try await people(instance, group)
            }
            return attendance
        }
    }

    /// By what the attendees of an instance are known, and whether the attendance is final.
    func identities(_ instance: Instance, now: Timestamp, group: String) async throws -> Known {
        try await known.value(instance.uuid) {
            let attendance = try await attendance(instance, group: group)
            return Known(
                identities: attendance.identities,
                readiness: AttendanceReadiness.judge(attendance, instance, now: now).readiness,
                lastLeave: attendance.lastLeave
            )
        }
    }

    private func read(_ instance: Instance, _ group: String) async throws -> Attendance {
        let (report, past) = Self.operations(instance.family)
        let mayReport = try await client.mayUse(report)
        let registration = mayReport ? try await registration(instance, group) : .unknown
        if mayReport, registration == .required || registration == .unknown {
            do {
                let query = [(name: "include_fields", value: "registrant_id")]
                return try await rows(ZoomRequest(report, [instance.uuid], query: query), registration, group)
            } catch let failure as ZoomFailure {
                switch failure.kind {
                case .missingScopes, .noPermission, .paidPlanOnly, .tooOld: break
                default: throw failure
                }
            }
        }
        return try await rows(ZoomRequest(past, [instance.uuid]), registration, group)
    }

    private func rows(_ request: ZoomRequest, _ registration: Registration, _ group: String) async throws -> Attendance
    {
        do {
            let rows = try await AttendanceRow.listing(request.operation).all(request, client, group: group)
            return Attendance(rows: rows, isFound: true, registration: registration)
        } catch let failure as ZoomFailure where failure.kind == .notFound {
            return Attendance(rows: [], isFound: false, registration: registration)
        }
    }

    /// How many people took part in a meeting, which tells an empty list from one that isn't there yet; nil where Zoom doesn't
    /// tell. Webinars have no such request that isn't HEAVY.
    private func people(_ instance: Instance, _ group: String) async throws -> Int? {
        guard instance.family == .meeting, try await client.mayUse(Operations.getPastMeeting) else { return nil }
        do {
            let request = ZoomRequest(Operations.getPastMeeting, [instance.uuid])
            return try await client.object(request, group: group)["participants_count"]?.int
        } catch let failure as ZoomFailure where failure.isLasting {
            return nil
        }
    }

    /// Whether people had to register for an instance.
    func registration(_ instance: Instance, _ group: String) async throws -> Registration {
        if instance.family == .meeting, instance.type == 1 { return .none }
        if let list = registrants.known(instance.number, instance.family) {
            if !list.isRequired { return .none }
            if !list.rows.isEmpty { return .required }
        }
        return try await directory.registration(instance.number, instance.family, group: group)
    }

    private static func operations(_ family: Family) -> (report: Operation, past: Operation) {
        switch family {
        case .meeting: (Operations.reportMeetingParticipants, Operations.listMeetingParticipants)
        case .webinar: (Operations.reportWebinarParticipants, Operations.listWebinarParticipants)
        }
    }
}
