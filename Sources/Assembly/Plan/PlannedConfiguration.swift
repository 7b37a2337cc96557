internal import PipelineCore
package import Planning
internal import YAML

/// The configuration that a plan was made from, with its references unresolved: no secret is in it.
package struct PlannedConfiguration: Sendable, Codable {
    /// The files, as they were.
    let documents: [Document]

    /// What `--set` replaced.
    let settings: [Replaced]

    /// The pipelines chosen; nil for all.
    package let selected: [String]?

    /// Whether missing attributes are created.
    package let createsAttributes: Bool

    /// The pipelines' fingerprints, by name: with the same files they differ when the environment does.
    let pipelines: [String: String]

    /// The accounts that are written to, by connector.
    let accounts: [String: String]

    struct Document: Sendable, Codable {
        let name: String
        let text: String
    }

    struct Replaced: Sendable, Codable {
        let path: String
        let value: String
    }

    init(
        input: Input,
        graph: Graph,
        selected: Set<String>?,
        createsAttributes: Bool,
        accounts: [String: String]
    ) {
        documents = input.documents.map { Document(name: $0.name, text: String(decoding: $0.bytes, as: UTF8.self)) }
        settings = input.settings.map { Replaced(path: $0.path, value: $0.value) }
        self.selected = selected?.sorted()
        self.createsAttributes = createsAttributes
        pipelines = Self.fingerprints(of: graph)
        self.accounts = accounts
    }

    /// The same input again, with this environment.
    ///
    /// - Parameter settings: What is replaced besides.
    package func input(from fresh: Input) -> Input {
        var input = fresh
        input.documents = documents.map { SourceText(name: $0.name, bytes: Array($0.text.utf8)) }
        input.settings = settings.map { Setting(path: $0.path, value: $0.value) } + fresh.settings
        input.selection = selected.map(Set.init)
        input.createsAttributes = createsAttributes
        return input
    }

    /// The first of the files that isn't as it was; those that aren't there don't count.
    ///
    /// - Parameter read: Gives a file's bytes; nil when there is none.
    package func changedDocument(_ read: (String) -> [UInt8]?) -> String? {
        documents.first { document in read(document.name).map { $0 != Array(document.text.utf8) } ?? false }?.name
    }

    /// The first pipeline that isn't as it was planned.
    package func changedPipeline(in graph: Graph) -> String? {
        let now = Self.fingerprints(of: graph)
        return Set(now.keys).union(pipelines.keys).sorted().first { now[$0] != pipelines[$0] }
    }

    /// Where a secret stands word for word; nil when none does.
    func secret(of graph: Graph) -> String? {
        let secrets = graph.connectors.values.flatMap { $0.options.secrets }.filter { $0.count >= 4 }
        for secret in secrets {
            if let document = documents.first(where: { $0.text.contains(secret) }) { return document.name }
            if let setting = settings.first(where: { $0.value.contains(secret) }) { return "--set \(setting.path)" }
        }
        return nil
    }

    private static func fingerprints(of graph: Graph) -> [String: String] {
        let enabled = graph.pipelines.filter(\.isEnabled)
        return Dictionary(enabled.map { ($0.name, $0.fingerprint) }, uniquingKeysWith: { first, _ in first })
    }
}

extension Options {
    /// All secrets among the values.
    fileprivate var secrets: [String] { names.compactMap { self[$0] }.flatMap(\.secrets) }
}

extension OptionValue {
    fileprivate var secrets: [String] {
        switch self {
        case .secret(let secret): [secret.revealed]
        case .list(let items): items.flatMap(\.secrets)
        case .map(let entries): entries.values.flatMap(\.secrets)
        case .object(let options): options.secrets
        default: []
        }
    }
}

/// A plan can't be saved, because the file would hold a secret.
package struct UnsavablePlan: Error, Sendable {
    /// Where the secret stands.
    package let place: String
}
