/// What a connector offers, as data: enough to check, expand, document and complete a file without opening anything.
package struct ConnectorDescriptor: Sendable {
    /// The name before the dot: `zoom`.
    package let name: String

    /// What it connects to, in one line.
    package let doc: String

    /// The keys under `connectors.<name>`.
    package let options: [OptionField]

    /// Its sources.
    package let sources: [SourceDescriptor]

    /// Its sinks.
    package let sinks: [SinkDescriptor]

    /// The pipelines that its compact form stands for.
    package let compact: [CompactRule]

    /// The API calls that it makes.
    package let endpoints: [EndpointSpec]

    /// API calls that guides name, and what takes their place.
    package let former: [FormerEndpoint]

    /// Whether its account has an ``Inventory``, which `pipeline lock` writes down.
    package let hasInventory: Bool

    /// Those of them that tell people something.
    package let notices: [CompactNotice]

    /// Describes a connector.
    package init(
        name: String,
        doc: String,
        options: [OptionField] = [],
        sources: [SourceDescriptor] = [],
        sinks: [SinkDescriptor] = [],
        compact: [CompactRule] = [],
        notices: [CompactNotice] = [],
        endpoints: [EndpointSpec] = [],
        former: [FormerEndpoint] = [],
        hasInventory: Bool = false
    ) {
        self.name = name
        self.doc = doc
        self.options = options
        self.sources = sources
        self.sinks = sinks
        self.compact = compact
        self.notices = notices
        self.endpoints = endpoints
        self.former = former
        self.hasInventory = hasInventory
    }
}

/// What a source offers, as data.
package struct SourceDescriptor: Sendable {
    /// The full name: `zoom.webinar_attendees`.
    package let name: String

    /// What one record is, in one line.
    package let doc: String

    /// Its options.
    package let options: [OptionField]

    /// Whether its records are events that were received, so that a webhook asks for itself, not for what it is about.
    package let readsEvents: Bool

    /// Its record's fields; they may depend on the options (a CSV file declares its own).
    package let schema: @Sendable (Options) -> RecordSchema

    /// Describes a source.
    package init(
        name: String,
        doc: String,
        options: [OptionField] = [],
        readsEvents: Bool = false,
        schema: @escaping @Sendable (Options) -> RecordSchema
    ) {
        self.name = name
        self.doc = doc
        self.options = options
        self.readsEvents = readsEvents
        self.schema = schema
    }
}

/// What a sink offers, as data.
package struct SinkDescriptor: Sendable {
    /// The full name: `brevo.contacts`.
    package let name: String

    /// What it does, in one line.
    package let doc: String

    /// Its options.
    package let options: [OptionField]

    /// What it asks of the columns of its rows.
    package let columns: ColumnRules

    /// Describes a sink.
    package init(name: String, doc: String, options: [OptionField] = [], columns: ColumnRules = ColumnRules()) {
        self.name = name
        self.doc = doc
        self.options = options
        self.columns = columns
    }
}

/// What a sink asks of the columns of its rows.
package struct ColumnRules: Sendable, Hashable {
    /// Columns that must be there, with their type: `email`.
    package let required: [String: ValueType]

    /// The types that any other column may have; nil for any type.
    package let allowed: [ValueType]?

    /// Column names that may not be mapped, with the reason (`EMAIL`: a changed EMAIL lifts a blocklisting).
    package let refused: [String: String]

    /// Whether the other columns' names must be written in capitals, as attribute names are.
    package let areCapitals: Bool

    /// Whether the other columns' names are letters, digits, `-` and `_`, as the keys of properties are.
    package let areIdentifiers: Bool

    /// Makes rules.
    package init(
        required: [String: ValueType] = [:],
        allowed: [ValueType]? = nil,
        refused: [String: String] = [:],
        areCapitals: Bool = false,
        areIdentifiers: Bool = false
    ) {
        self.required = required
        self.allowed = allowed
        self.refused = refused
        self.areCapitals = areCapitals
        self.areIdentifiers = areIdentifiers
    }
}
