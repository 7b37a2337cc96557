internal import CEL
internal import PipelineCore

/// `zoom.webinar_absentees`: who registered for an instance and didn't come.
///
/// Zoom works the list out by itself; whoever the attendance shows is taken out of it, so that nobody who came is told they were
/// missed. That is why the attendance must be there first.
struct AbsenteeSource: Source {
    let shared: Shared
    let setting: SourceSetting
    private let slots: @Sendable (RegistrantRecord) -> [Value]

    init(_ shared: Shared, _ setting: SourceSetting) {
        self.shared = shared
        self.setting = setting
        slots = RegistrantRecord.definition(.absent).slots(of: setting.layout)
    }

    func discover(_ window: Window, found: @Sendable (Partition) async throws -> Void) async throws -> [Notice] {
        let search = InstanceSearch(
            family: .webinar,
            directory: shared.directory,
            window: window,
            group: setting.group
        )
        return try await HostSearch(directory: shared.directory, group: setting.group).all { user, findings in
            try await search.find(user, &findings)
        } take: { instance in
            try await found(instance.partition(zone: setting.zone))
        }
    }

    func discover(
        _ focus: Focus,
        in window: Window,
        found: @Sendable (Partition) async throws -> Void
    ) async throws -> [Notice] {
        try await shared.discoverInstance(focus, .webinar, setting, found: found)
    }

    func read(_ partition: Partition, emit: @Sendable ([Record]) async throws -> Void) async throws -> Reading {
        let instance = try Instance(partition)
        return try await inEngineWords(partition.title) {
            let now = shared.now()
            let known = try await shared.attendances.identities(instance, now: now, group: setting.group)
            if case .notReady(let reason) = known.readiness {
                return Reading(rows: 0, readiness: .notReady(reason: "who attended isn't known yet: \(reason)"))
            }
            var reading = Reading(rows: 0, readiness: known.readiness)
            guard let rows = try await absentees(instance, partition.title, &reading) else {
                return missing(instance, partition.title, now)
            }
            reading.rows = rows.count
            let absent = rows.filter { !known.identities.contains($0) }
            if absent.count < rows.count { reading.skipped["attended"] = rows.count - absent.count }
            let kept = RegistrantMerging.kept(absent, shared.narrowing, &reading)
            var sources = RegistrationSources()
            if setting.layout.uses("registration_source"), !kept.isEmpty {
                sources = try await shared.registrants.sources(
                    instance.number,
                    status: "approved",
                    group: setting.group
                )
                reading.notices += sources.notice(partition.title).map { [$0] } ?? []
            }
            let moment = Moment(
                asOf: instance.end ?? known.lastLeave ?? instance.closed,
                rank: .absent,
                instance: instance.uuid
            )
            let records = kept.map { registrant in
                let record = RegistrantRecord(
                    registrant: registrant,
                    number: instance.number,
                    title: instance.topic,
                    start: instance.start,
                    minutes: instance.minutes,
                    hostEmail: instance.hostEmail,
                    source: sources.source(id: registrant.id, email: registrant.email),
                    uuid: instance.uuid
                )
                return Record(slots: slots(record), moment: moment, origin: partition.title)
            }
            try await handOver(records, emit)
            return reading
        }
    }

    /// Zoom's list; none where there was no registration, nil while Zoom doesn't know the instance.
    private func absentees(
        _ instance: Instance,
        _ title: String,
        _ reading: inout Reading
    ) async throws -> [Registrant]? {
        do {
            let request = ZoomRequest(Operations.listAbsentees, [instance.uuid])
            return try await Registrant.listing(Operations.listAbsentees)
                .all(request, shared.client, group: setting.group)
        } catch let failure as ZoomFailure {
            switch failure.kind {
            case .registrationOff: return []
            case .notFound: return nil
            case .webinarPlanMissing:
                let message = "\(title): its host has no webinar licence any more, so Zoom doesn't show who was absent"
                reading.notices.append(Notice(code: "no-webinar-licence", subject: title, message: message))
                return []
            default: throw failure
            }
        }
    }

    private func missing(_ instance: Instance, _ title: String, _ now: Timestamp) -> Reading {
        let reason = "Zoom has no list of absentees yet"
        guard now.secondsSince(instance.closed) > Double(AttendanceReadiness.patience) else {
            return Reading(rows: 0, readiness: .notReady(reason: reason))
        }
        let message = "\(title): Zoom has no list of absentees a day after its end; it is taken to have none"
        return Reading(rows: 0, notices: [Notice(code: "absentees-missing", subject: title, message: message)])
    }
}
