internal import CEL
internal import PipelineCore

/// Finds the instances of meetings or webinars in a window.
///
/// | family | report scope | way | requests per host |
/// |---|---|---|---|
/// | meetings | granted | reports of the host's past meetings, instant ones included | 1 HEAVY a month |
/// | meetings | missing | the host's scheduled meetings, then the instances of each | 1–2 MEDIUM + 1 MEDIUM a meeting |
/// | webinars | any | the host's webinars, then the instances of each | 1 MEDIUM + 1 LIGHT a webinar |
/// | webinars | granted | besides, the reports: deleted webinars, those of hosts who gave their licence on, exact ends | 1 HEAVY a month |
///
/// The reports of a month are the same request for meetings and webinars, and made once for both.
///
/// Reports leave out what only one person attended. For meetings that is no loss: Zoom shows nobody in them anyway. A webinar
/// that nobody attended still has absentees, which is why webinars' instances are always asked for.
struct InstanceSearch: Sendable {
    let family: Family
    let directory: Directory
    let window: Window
    let group: String

    /// Numbers expire 30 days after their last use; `previous_meetings` reaches back six months.
    private static let numberLife = 30 * 86_400

    /// So many of a host's meetings are looked up at once.
    private static let width = 8

    func find(_ user: ZoomUser, _ findings: inout HostFindings<Instance>) async throws {
        switch family {
        case .meeting: try await findMeetings(user, &findings)
        case .webinar: try await findWebinars(user, &findings)
        }
    }

    private func findMeetings(_ user: ZoomUser, _ findings: inout HostFindings<Instance>) async throws {
        if try await directory.client.mayUse(Operations.reportUserMeetings) {
            do {
                findings.found = try await reported(user)
                return
            } catch let failure as ZoomFailure where Self.allowsAnotherWay(failure) {}
        }
        findings.missesInstantMeetings = true
        var sessions = try await directory.meetings(of: user, type: "scheduled", group: group)
        if window.since < window.until.later(-Self.numberLife) {
            sessions += try await directory.meetings(of: user, type: "previous_meetings", group: group)
        }
        findings.found = try await held(sessions, user, &findings)
    }

    private func findWebinars(_ user: ZoomUser, _ findings: inout HostFindings<Instance>) async throws {
        let reports = try await directory.client.mayUse(Operations.reportUserMeetings)
        var instances: [Instance] = []
        do {
            let sessions = try await directory.webinars(of: user, group: group)
            instances = try await held(sessions, user, &findings)
        } catch let failure as ZoomFailure {
            guard reports else { throw failure }
            switch failure.kind {
            case .missingScopes: break
            case .webinarPlanMissing: try findings.note(failure, user)
            default: throw failure
            }
        }
        if reports {
            do {
                let reported = try await reported(user)
                let known = Set(reported.map(\.uuid))
                instances = reported + instances.filter { !known.contains($0.uuid) }
            } catch let failure as ZoomFailure {
                // What the listing has found stays found.
                if !Self.allowsAnotherWay(failure) { try findings.note(failure, user) }
            }
        }
        findings.found = instances
    }

    private func reported(_ user: ZoomUser) async throws -> [Instance] {
        var instances: [Instance] = []
        for span in ReportMonths.spans(since: window.since, until: window.until) {
            for past in try await directory.report(of: user, span, group: group) {
                guard Family(type: past.type) == family, !past.uuid.isEmpty else { continue }
                let host = past.hostEmail.isEmpty ? user.email : past.hostEmail
                guard try directory.narrowing.includes(number: past.number, title: past.topic, hostEmail: host) else {
                    continue
                }
                let instance = Instance(
                    family: family,
                    uuid: past.uuid,
                    number: past.number,
                    topic: past.topic,
                    start: past.start ?? past.end ?? window.until,
                    end: past.end,
                    minutes: past.duration,
                    hostEmail: host,
                    hostID: user.id,
                    type: past.type,
                    people: past.people
                )
                if isInWindow(instance), instance.closed <= window.until { instances.append(instance) }
            }
        }
        return instances.uniqued()
    }

    /// The instances of scheduled meetings that may have been held, with one request each.
    private func held(
        _ sessions: [ScheduledSession],
        _ user: ZoomUser,
        _ findings: inout HostFindings<Instance>
    ) async throws -> [Instance] {
        var seen: Set<Int> = []
        let candidates = try sessions.filter { session in
            let isAhead = session.isSingle && session.start.map { $0 > window.until } == true
            let included = try directory.narrowing.includes(
                number: session.number,
                title: session.topic,
                hostEmail: user.email
            )
            return included && !isAhead && seen.insert(session.number).inserted
        }
        var instances: [Instance] = []
        var failures: [ZoomFailure] = []
        try await concurrently(candidates, limit: Self.width) { [self] session in
            do {
                return .success(try await self.instances(of: session, user))
            } catch let failure as ZoomFailure {
                return .failure(failure)
            }
        } take: { (result: Result<[Instance], ZoomFailure>) in
            switch result {
            case .success(let found): instances += found
            case .failure(let failure): failures.append(failure)
            }
        }
        for failure in failures { try findings.note(failure, user) }
        return instances.uniqued()
    }

    private func instances(of session: ScheduledSession, _ user: ZoomUser) async throws -> [Instance] {
        try await directory.instances(of: session.number, family, group: group).compactMap { past in
            guard !past.uuid.isEmpty else { return nil }
            let instance = Instance(
                family: family,
                uuid: past.uuid,
                number: session.number,
                topic: session.topic,
                start: past.start ?? session.start ?? window.until,
                minutes: session.duration,
                hostEmail: user.email,
                hostID: user.id.isEmpty ? session.hostID : user.id,
                type: session.type
            )
            return isInWindow(instance) ? instance : nil
        }
    }

    private func isInWindow(_ instance: Instance) -> Bool {
        instance.closed >= window.since && instance.start <= window.until
    }

    /// Whether reports aren't to be had, so that the other way is taken.
    private static func allowsAnotherWay(_ failure: ZoomFailure) -> Bool {
        switch failure.kind {
        case .missingScopes, .noPermission, .paidPlanOnly: true
        default: false
        }
    }
}

extension [Instance] {
    /// Without those that came twice, as with days that two spans share.
    fileprivate func uniqued() -> [Instance] {
        var seen: Set<String> = []
        return filter { seen.insert($0.uuid).inserted }
    }
}
