import CEL
import Logging
import PipelineCore
import Synchronization

@testable import FilesConnector

/// A session, as the engine would use it.
struct Opened {
    let session: any ConnectorSession

    init(output: StandardOutput = StandardOutput()) throws {
        let context = ConnectorContext(
            now: { Timestamp(seconds: 0) },
            counters: NoCounters(),
            logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
        )
        session = try FilesConnector(output: output).open(Options(), context: context)
    }

    /// What reading a file gave.
    struct Result {
        var records: [Record] = []
        var chunks: [Int] = []
        var reading = Reading(rows: 0)

        var values: [[Value]] { records.map(\.slots) }
    }

    /// Reads a file with all declared fields in use, in the order of their names.
    func read(
        _ name: String,
        path: String,
        fields: [String: String],
        using names: Set<String>? = nil,
        zone: String = "UTC",
        _ more: [String: OptionValue] = [:]
    ) async throws -> Result {
        var values = more
        values["path"] = .string(path)
        values["fields"] = .map(fields.mapValues { .string($0) })
        let options = Options(values)
        let schema = FilesConnector.descriptor.sources.first { $0.name == name }?.schema(options)
        let layout = RecordLayout(
            schema ?? RecordSchema(asOf: "", fields: []),
            selecting: names ?? Set(fields.keys)
        )
        let source = try session.source(
            name,
            options: options,
            layout: layout,
            pipeline: PipelineSettings(name: "p", timeZone: zone)
        )
        let window = Window(since: Timestamp(seconds: 0), until: Timestamp(seconds: 0))
        let found = Mutex<[Partition]>([])
        _ = try await source.discover(window) { partition in found.withLock { $0.append(partition) } }
        var result = Result()
        let taken = Mutex<([Record], [Int])>(([], []))
        for partition in found.withLock({ $0 }) {
            result.reading = try await source.read(partition) { records in
                taken.withLock {
                    $0.0 += records
                    $0.1.append(records.count)
                }
            }
        }
        (result.records, result.chunks) = taken.withLock { $0 }
        return result
    }

    func sink(_ name: String, _ options: [String: OptionValue]) throws -> any RowSink {
        let made = try session.sink(
            name,
            options: Options(options),
            columns: [],
            pipeline: PipelineSettings(name: "p")
        )
        guard case .rows(let sink) = made else { throw ConnectorFailure(.permanent, "no row sink") }
        return sink
    }
}

struct NoCounters: CounterStore {
    func counters(account: String, label: String) async throws -> [SavedCounter] { [] }
    func save(_ counters: [SavedCounter], account: String, label: String) async throws {}
}

extension Row {
    init(_ values: CEL.Value...) {
        self.init(values: values, moment: Moment(asOf: Timestamp(seconds: 0)))
    }
}
