import PipelineCore

/// The keys of a file.
enum TopLevelKey: String, CaseIterable {
    case connectors
    case lists
    case fieldMapping = "field_mapping"
    case timeZone = "timezone"
    case pipelines
    case tests

    /// What the key is for, for people.
    var doc: String {
        switch self {
        case .connectors: "The services and their accounts, by connector name."
        case .lists: "List ids by name, for `connectors.zoom.sync` and for the `lists` of sinks."
        case .fieldMapping:
            "Which source field fills which attribute, for `connectors.zoom.sync`: source field → attribute."
        case .timeZone: "The IANA time zone that decides which day a moment falls on; pipelines may have their own."
        case .pipelines: "Pipelines by name: where records come from, what is made of them, where they go."
        case .tests: "Unit tests of the pipelines by name, run by `pipeline test`."
        }
    }

    /// The kind that its entries are called in messages, where several files may each define some.
    var entryNoun: String? {
        switch self {
        case .connectors: "connector"
        case .lists: "list"
        case .fieldMapping: "mapping of the field"
        case .pipelines: "pipeline"
        case .timeZone, .tests: nil
        }
    }

    /// All keys, as they are written.
    static let names = allCases.map(\.rawValue)

    /// Keys beginning so are for the file's own use: a place for anchors.
    static let freePrefix = "x-"

    /// What to do about a key that belongs elsewhere.
    static func hint(forUnknown name: String, catalog: Catalog) -> String? {
        if catalog.connector(name) != nil { return "put `\(name)` under `connectors`" }
        return Planning.hint(forUnknown: name, among: names, are: "the keys of a file", Mistakes.topLevel)
    }
}
