internal import CEL
internal import PipelineCore

/// What a source is made for: the fields wanted, and the pipeline.
struct SourceSetting: Sendable {
    let layout: RecordLayout
    let options: Options

    /// The pipeline's name: who pays for requests.
    let group: String

    /// For titles.
    let zone: TimeZoneName

    init(_ options: Options, _ layout: RecordLayout, _ pipeline: PipelineSettings) {
        self.layout = layout
        self.options = options
        group = pipeline.name
        zone = TimeZoneName(pipeline.timeZone) ?? .utc
    }
}

/// Turns what the connector throws into what the engine expects.
func inEngineWords<Result>(_ title: String, _ work: () async throws -> Result) async throws -> Result {
    do {
        return try await work()
    } catch let failure as ZoomFailure {
        let said = failure.connectorFailure
        throw ConnectorFailure(said.kind, "\(title): \(said.message)", remedy: said.remedy)
    }
}

/// Hands over records in chunks.
func handOver(_ records: [Record], _ emit: @Sendable ([Record]) async throws -> Void) async throws {
    let size = 1_000
    for start in stride(from: 0, to: records.count, by: size) {
        try await emit(Array(records[start..<min(start + size, records.count)]))
    }
}
