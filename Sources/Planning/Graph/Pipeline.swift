package import PipelineCore
package import YAML

/// One way from a source to a sink, ready to run.
package struct Pipeline: Sendable {
    /// Its name.
    package let name: String

    /// Where it is defined: its key, or the key that asks for it.
    package let span: Span

    /// Whether it stands in the file or comes from a compact form.
    package let origin: Origin

    /// Whether it runs: neither it nor one of its connectors is disabled.
    package let isEnabled: Bool

    /// What starts it under `serve`.
    package let triggers: Triggers

    /// The IANA time zone that decides which day a moment falls on.
    package let timeZone: String

    /// Where its records come from.
    package let source: SourceNode

    /// What is made of them.
    package let stages: [Stage]

    /// Where the rows go.
    package let sink: SinkNode

    /// The columns of its rows: those of its last map, or the fields of the source's layout.
    package let columns: [RowColumn]

    /// Canonical text of all that decides what is read and what is made of it; holds no secret.
    package let fingerprint: String

    /// Mapping entries of the compact form whose field the source hasn't.
    package let omitted: [Omission]

    /// Where a pipeline comes from.
    package enum Origin: Sendable, Hashable {
        /// It stands under `pipelines`.
        case explicit

        /// A key under `connectors.<connector>.sync` asks for it.
        case compact(connector: String, sync: String)
    }

    /// A mapping entry that is left out.
    package struct Omission: Sendable, Hashable {
        /// The field that the source hasn't.
        package let field: String

        /// The attribute it would have filled.
        package let attribute: String
    }
}

/// Where a pipeline's records come from.
package struct SourceNode: Sendable {
    /// The source's name: `zoom.webinar_attendees`.
    package let name: String

    /// Its connector's name.
    package let connector: String

    /// Its options.
    package let options: Options

    /// The fields that the stages use; nothing else need be read.
    package let layout: RecordLayout
}

/// Where a pipeline's rows go.
package struct SinkNode: Sendable {
    /// The sink's name: `brevo.contacts`.
    package let name: String

    /// Its connector's name.
    package let connector: String

    /// Its options.
    package let options: Options
}

/// What starts a pipeline under `serve`; all of them together.
package struct Triggers: Sendable, Hashable {
    /// Webhook events: `webinar.ended`.
    package var webhooks: [String]

    /// The seconds between sweeps.
    package var every: Int?

    /// When, as cron writes it.
    package var schedule: Schedule?

    /// The seconds to wait after an event before reading.
    package var delay: Int?

    /// Makes triggers.
    package init(webhooks: [String] = [], every: Int? = nil, schedule: Schedule? = nil, delay: Int? = nil) {
        self.webhooks = webhooks
        self.every = every
        self.schedule = schedule
        self.delay = delay
    }

    /// Whether nothing starts it but `apply`.
    package var isEmpty: Bool { webhooks.isEmpty && every == nil && schedule == nil }
}
