internal import CEL
internal import Logging

/// What all sources of a session share, so that nothing is read twice.
struct Shared: Sendable {
    let client: ZoomClient
    let narrowing: Narrowing
    let directory: Directory
    let registrants: RegistrantReads
    let attendances: AttendanceReads
    let engagement: EngagementReads
    let recordings: RecordingReads
    let now: @Sendable () -> Timestamp

    init(_ client: ZoomClient, _ narrowing: Narrowing, now: @escaping @Sendable () -> Timestamp) {
        self.client = client
        self.narrowing = narrowing
        self.now = now
        directory = Directory(client, narrowing)
        registrants = RegistrantReads(client)
        attendances = AttendanceReads(client, directory, registrants)
        engagement = EngagementReads(client)
        recordings = RecordingReads(client: client, directory: directory)
    }
}
