internal import CEL
internal import PipelineCore

/// Finds the one meeting or webinar that a webhook named. The webhook says nearly all that is needed, so that at most its host is
/// asked for.
struct FocusSearch: Sendable {
    let directory: Directory
    let group: String

    /// Whether the host's address is wanted, so that it is asked for in any case.
    let wantsHost: Bool

    /// A session that is read, with what the webhook didn't say.
    struct Found: Sendable {
        let session: FocusedSession
        /// Empty where it isn't wanted or can't be told.
        let hostEmail: String
    }

    /// The session of a focus; nil when it is among those that aren't read (`only`).
    func find(_ focus: Focus) async throws -> Found? {
        guard let session = FocusedSession(focus) else { return nil }
        return try await find(session)
    }

    /// The session, with its host; nil when it is among those that aren't read (`only`).
    func find(_ session: FocusedSession) async throws -> Found? {
        let narrowing = directory.narrowing
        guard narrowing.includes(number: session.number) else { return nil }
        let isNarrowed = !narrowing.hosts.isEmpty || !narrowing.groups.isEmpty
        guard wantsHost || isNarrowed || narrowing.title != nil else { return Found(session: session, hostEmail: "") }
        let host = try await host(session)
        // Whoever can't be shown to be one of the hosts wanted isn't one.
        guard host != nil || !isNarrowed else { return nil }
        guard narrowing.hosts.isEmpty || narrowing.hosts.contains(host?.email ?? ""),
            narrowing.groups.isEmpty || !narrowing.groups.isDisjoint(with: host?.groups ?? []),
            try narrowing.includes(number: session.number, title: session.topic, hostEmail: host?.email ?? "")
        else { return nil }
        return Found(session: session, hostEmail: host?.email ?? "")
    }

    /// The host; nil when Zoom doesn't tell.
    private func host(_ session: FocusedSession) async throws -> ZoomUser? {
        guard !session.hostID.isEmpty else { return nil }
        do {
            return try await directory.user(session.hostID, group: group)
        } catch let failure as ZoomFailure {
            if case .missingScopes = failure.kind { return nil }
            guard failure.isLocal else { throw failure }
            return nil
        }
    }
}

extension FocusSearch.Found {
    /// The instance that ended; nil while it goes on, or where the webhook doesn't say which it is.
    func instance(_ family: Family) -> Instance? {
        guard session.family == family, session.isOver, !session.uuid.isEmpty, let start = session.start else {
            return nil
        }
        return Instance(
            family: family,
            uuid: session.uuid,
            number: session.number,
            topic: session.topic,
            start: start,
            end: session.end,
            minutes: session.minutes,
            hostEmail: hostEmail,
            hostID: session.hostID,
            type: session.type
        )
    }
}

extension Shared {
    /// The search for what webhooks name, on behalf of a source.
    func focusSearch(_ setting: SourceSetting) -> FocusSearch {
        FocusSearch(directory: directory, group: setting.group, wantsHost: setting.layout.uses("host_email"))
    }

    /// The partition of the recording that a webhook named.
    func discoverRecording(
        _ focus: Focus,
        _ setting: SourceSetting,
        found: (Partition) async throws -> Void
    ) async throws -> [Notice] {
        let match = try await inEngineWords(focus.id) { try await focusSearch(setting).find(focus) }
        if let match, let instance = match.instance(match.session.family) {
            try await found(RecordingReads.partition(instance, setting.zone))
        }
        return []
    }

    /// The partition of the instance that a webhook named.
    func discoverInstance(
        _ focus: Focus,
        _ family: Family,
        _ setting: SourceSetting,
        found: (Partition) async throws -> Void
    ) async throws -> [Notice] {
        let instance = try await inEngineWords(focus.id) {
            try await focusSearch(setting).find(focus)?.instance(family)
        }
        if let instance { try await found(instance.partition(zone: setting.zone)) }
        return []
    }
}
