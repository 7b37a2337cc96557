internal import CEL
internal import PipelineCore

/// `zoom.recordings`: what was recorded of each instance.
struct RecordingSource: Source {
    let shared: Shared
    let setting: SourceSetting
    private let slots: @Sendable (RecordingRecord) -> [Value]

    init(_ shared: Shared, _ setting: SourceSetting) {
        self.shared = shared
        self.setting = setting
        slots = RecordingRecord.recordings.slots(of: setting.layout)
    }

    func discover(_ window: Window, found: @Sendable (Partition) async throws -> Void) async throws -> [Notice] {
        try await shared.recordings.discover(window, setting, found: found)
    }

    func discover(
        _ focus: Focus,
        in window: Window,
        found: @Sendable (Partition) async throws -> Void
    ) async throws -> [Notice] {
        try await shared.discoverRecording(focus, setting, found: found)
    }

    func read(_ partition: Partition, emit: @Sendable ([Record]) async throws -> Void) async throws -> Reading {
        let instance = try RecordingReads.instance(partition)
        return try await inEngineWords(partition.title) {
            let recording = try await shared.recordings.recording(instance, group: setting.group)
            if let reading = RecordingReads.early(recording, partition.title) { return reading }
            guard let recording else { return Reading(rows: 0) }
            let record = RecordingRecord(recording: recording, instance: instance)
            try await emit([Record(slots: slots(record), moment: record.moment, origin: partition.title)])
            return Reading(rows: 1)
        }
    }
}
