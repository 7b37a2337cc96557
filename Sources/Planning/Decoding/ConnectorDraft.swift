import PipelineCore
import YAML

/// A connector as the file has it.
struct ConnectorDraft {
    /// What it offers.
    let descriptor: ConnectorDescriptor

    /// Its key; nil when only the environment has it.
    let span: Span?

    /// Its options.
    var options = Options()

    /// Whether its pipelines run.
    var isEnabled = true

    /// The keys under `sync`.
    var sync: [String: Switch] = [:]

    /// The lists under it.
    var lists = ListTable()

    /// The mapping under it: source field → attribute.
    var mapping: [Mapping.Entry] = []

    /// What the file says of notices, by key, as it stands there.
    var notices: [String: Mapping] = [:]

    /// Whether its options could be read, so that what is made of them isn't reported as well.
    var isSound = true

    /// A key under `sync`.
    struct Switch {
        let isOn: Bool
        let span: Span
    }

    /// Its name.
    var name: String { descriptor.name }
}

/// The keys that connectors have beside their own options.
enum ConnectorKeys {
    static let enabled = OptionField(
        "enabled",
        .bool,
        "Whether its pipelines run; a disabled connector is checked all the same.",
        default: .bool(true)
    )

    /// The keys that stand for pipelines.
    static let compact = ["sync", "lists", "field_mapping"]

    /// All keys of a connector, for messages.
    static func names(_ connector: ConnectorDescriptor) -> [String] {
        let own = connector.options.map(\.name)
        let more = [enabled.name] + (connector.compact.isEmpty ? [] : compact)
        return own + more.filter { !own.contains($0) }
    }

    /// The options that are read by their declarations alone.
    static func plainOptions(_ connector: ConnectorDescriptor) -> [OptionField] {
        let own = connector.options.filter { connector.compact.isEmpty || !compact.contains($0.name) }
        return own.contains { $0.name == enabled.name } ? own : own + [enabled]
    }

    /// The keys under `sync`: those declared, and those of the compact form.
    static func syncFields(_ connector: ConnectorDescriptor) -> [OptionField] {
        var fields: [OptionField] = []
        if case .object(let declared)? = connector.options.first(where: { $0.name == "sync" })?.kind {
            fields = declared
        }
        for rule in connector.compact where !fields.contains(where: { $0.name == rule.sync }) {
            let sources = connector.compact.filter { $0.sync == rule.sync }.map { "`\($0.source)`" }
            let doc = "Whether to sync \(sources.joined(separator: ", "))."
            fields.append(OptionField(rule.sync, .bool, doc, default: .bool(false)))
        }
        return fields
    }

    /// What the declarations say of the connector's lists.
    static func listFields(_ connector: ConnectorDescriptor) -> [OptionField] {
        if case .object(let fields)? = connector.options.first(where: { $0.name == "lists" })?.kind {
            fields
        } else {
            []
        }
    }

    /// The names of the lists that the compact form fills.
    static func listNames(_ connector: ConnectorDescriptor) -> [String] {
        var names = listFields(connector).map(\.name)
        for name in connector.compact.flatMap({ [$0.list, $0.fallbackList].compactMap(\.self) })
        where !names.contains(name) {
            names.append(name)
        }
        return names
    }
}

extension Options {
    /// Whether `enabled` says so, or nothing else is known of it.
    var isEnabled: Bool { !has(ConnectorKeys.enabled.name) || bool(ConnectorKeys.enabled.name) }
}

extension ConnectorDescriptor {
    /// The one option that it needs and nothing else, when that is a secret: such a connector needn't stand in the file.
    var soleCredential: OptionField? {
        let required = options.filter { $0.isRequired && $0.defaultValue == nil }
        guard required.count == 1, let field = required.first, case .secret = field.kind else { return nil }
        return field
    }

    /// Whether it has no account: files, standard output.
    var needsNoAccount: Bool {
        !options.contains { field in
            if case .secret = field.kind { true } else { field.isRequired && field.defaultValue == nil }
        }
    }

    /// The variable that holds an option which the file leaves out: `BREVO_API_KEY`.
    func variable(_ option: OptionField) -> String { "\(name)_\(option.name)".uppercased() }
}
