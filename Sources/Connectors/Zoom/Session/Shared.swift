internal import CEL
internal import Logging
internal import PipelineCore

/// What all sources of a session share, so that nothing is read twice.
struct Shared: Sendable {
    let client: ZoomClient
    let narrowing: Narrowing
    let directory: Directory
    let registrants: RegistrantReads
    let attendances: AttendanceReads
    let engagement: EngagementReads
    let recordings: RecordingReads
    let events: any EventStore
    let now: @Sendable () -> Timestamp

    init(
        _ client: ZoomClient,
        _ narrowing: Narrowing,
        events: any EventStore,
        now: @escaping @Sendable () -> Timestamp
    ) {
        self.client = client
        self.narrowing = narrowing
        self.events = events
        self.now = now
        directory = Directory(client, narrowing)
        registrants = RegistrantReads(client)
        attendances = AttendanceReads(client, directory, registrants)
        engagement = EngagementReads(client)
        recordings = RecordingReads(client: client, directory: directory)
    }
}
