internal import CEL
internal import PipelineCore

/// An opened connector; files need no requests.
struct FilesSession: ConnectorSession {
    let output: StandardOutput

    var usage: Usage { get async { Usage() } }

    func close() async {}

    func source(
        _ name: String,
        options: Options,
        layout: RecordLayout,
        pipeline: PipelineSettings
    ) throws -> any Source {
        let path = try path(options, name)
        guard let zone = TimeZoneName(pipeline.timeZone) else {
            throw ConnectorFailure(
                .permanent,
                "there is no time zone `\(pipeline.timeZone)`",
                remedy: "Use an IANA name."
            )
        }
        let making = RecordMaking(DeclaredFields(options), layout: layout, path: path)
        let reading = ScalarReading(zone: zone)
        switch name {
        case "files.csv":
            return CSVSource(
                path: path,
                delimiter: try delimiter(options),
                columns: try columns(options),
                making: making,
                reading: reading
            )
        case "files.jsonl": return JSONLinesSource(path: path, making: making, reading: reading)
        default: throw ConnectorFailure(.permanent, "there is no source `\(name)`")
        }
    }

    func sink(_ name: String, options: Options, columns: [RowColumn], pipeline: PipelineSettings) throws -> Sink {
        switch name {
        case "files.csv", "files.jsonl":
            return .rows(
                FileSink(
                    try path(options, name),
                    format: name == "files.csv" ? .csv : .jsonl,
                    appends: options.bool("append")
                )
            )
        case "stdout":
            let format = options.string("format").flatMap(RowFormat.init) ?? .jsonl
            return .rows(StandardOutputSink(output, format: format))
        default: throw ConnectorFailure(.permanent, "there is no sink `\(name)`")
        }
    }

    private func path(_ options: Options, _ name: String) throws -> String {
        guard let path = options.string("path"), !path.isEmpty else {
            throw ConnectorFailure(.permanent, "`\(name)` needs a `path`")
        }
        return path
    }

    private func delimiter(_ options: Options) throws -> UInt8 {
        let text = options.string("delimiter") ?? ","
        if text == "tab" || text == "\\t" { return 0x09 }
        guard let byte = text.utf8.first, text.utf8.count == 1, byte < 0x80, byte != 0x22, byte != 0x0A, byte != 0x0D
        else {
            throw ConnectorFailure(
                .permanent,
                "`delimiter` must be one ASCII character, or `tab`, but is “\(text)”",
                remedy: "Use `\",\"` or `\";\"`."
            )
        }
        return byte
    }

    private func columns(_ options: Options) throws -> [String]? {
        let hasHeader = !options.has("header") || options.bool("header")
        if hasHeader { return nil }
        let names = options.strings("columns")
        guard !names.isEmpty else {
            throw ConnectorFailure(
                .permanent,
                "`header: false` needs `columns`",
                remedy: "Name the columns in their order: `columns: [email, name]`."
            )
        }
        return names
    }
}
