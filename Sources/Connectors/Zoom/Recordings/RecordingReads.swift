internal import CEL
internal import PipelineCore

/// Finds recordings, and reads what is known of one.
struct RecordingReads: Sendable {
    let client: ZoomClient
    let directory: Directory

    /// The prefix of partitions' ids.
    static let prefix = "recording/"

    /// Finds what was recorded in a window, host by host.
    ///
    /// - Throws: ``ConnectorFailure``; what `found` throws.
    func discover(
        _ window: Window,
        _ setting: SourceSetting,
        found: @Sendable (Partition) async throws -> Void
    ) async throws -> [Notice] {
        do {
            return try await HostSearch(directory: directory, group: setting.group).all { user, findings in
                findings.found = try await instances(of: user, window, setting.group)
            } take: { instance in
                try await found(Self.partition(instance, setting.zone))
            }
        } catch let failure as ConnectorFailure where failure.lacksScopes {
            return [Self.unseen(failure)]
        } catch let failure as ZoomFailure where failure.connectorFailure.lacksScopes {
            return [Self.unseen(failure.connectorFailure)]
        }
    }

    /// People and their lists don't wait for a scope that recordings alone need.
    private static func unseen(_ failure: ConnectorFailure) -> Notice {
        let message = [failure.message, failure.remedy].compactMap(\.self).joined(separator: "; ")
        return Notice(code: "recordings-unseen", subject: "recordings", message: "no recording was read: \(message)")
    }

    /// The partition of an instance's recording.
    static func partition(_ instance: Instance, _ zone: TimeZoneName) -> Partition {
        let partition = instance.partition(zone: zone)
        var details = partition.details
        details["family"] = instance.family.rawValue
        return Partition(
            id: prefix + instance.uuid,
            title: partition.title,
            closed: instance.closed,
            details: details
        )
    }

    private func instances(of user: ZoomUser, _ window: Window, _ group: String) async throws -> [Instance] {
        var instances: [Instance] = []
        var seen: Set<String> = []
        for span in ReportMonths.spans(since: window.since, until: window.until) {
            // Without `from` Zoom gives today's alone.
            let request = ZoomRequest(
                Operations.listRecordings,
                [user.key],
                query: [("from", span.from), ("to", span.to)]
            )
            for row in try await RecordingRow.listing(Operations.listRecordings).all(request, client, group: group) {
                guard !row.uuid.isEmpty, let start = row.start, start >= window.since, start <= window.until,
                    try directory.narrowing.includes(number: row.number, title: row.topic, hostEmail: user.email),
                    seen.insert(row.uuid).inserted
                else { continue }
                instances.append(
                    Instance(
                        family: Family(type: row.type),
                        uuid: row.uuid,
                        number: row.number,
                        topic: row.topic,
                        start: start,
                        minutes: row.duration,
                        hostEmail: user.email,
                        hostID: user.id,
                        type: row.type
                    )
                )
            }
        }
        return instances
    }

    /// The instance that a partition's recording is of.
    static func instance(_ partition: Partition) throws -> Instance {
        try Instance(
            Partition(
                id: "\(partition.details["family"] ?? "meeting")/\(partition.id.dropFirst(prefix.count))",
                title: partition.title,
                closed: partition.closed,
                details: partition.details
            )
        )
    }

    /// What is known of a recording; nil when it was deleted.
    func recording(_ instance: Instance, group: String) async throws -> Recording? {
        do {
            return Recording(
                try await client.object(ZoomRequest(Operations.getRecordings, [instance.uuid]), group: group)
            )
        } catch let failure as ZoomFailure where failure.kind == .notFound {
            return nil
        }
    }

    /// How a reading ends whose recording isn't there, or isn't ready; nil when it is.
    static func early(_ recording: Recording?, _ title: String) -> Reading? {
        guard let recording else {
            let message = "\(title): the recording was deleted"
            return Reading(rows: 0, notices: [Notice(code: "recording-deleted", subject: title, message: message)])
        }
        guard recording.isProcessing || recording.url.isEmpty else { return nil }
        return Reading(rows: 0, readiness: .notReady(reason: "Zoom is still working on the recording"))
    }
}

extension ConnectorFailure {
    /// Whether the app lacks what it would have to be allowed.
    fileprivate var lacksScopes: Bool {
        if case .missingScopes = kind { true } else { false }
    }
}
