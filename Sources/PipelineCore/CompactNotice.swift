/// One pipeline of a compact form that tells people something, instead of filling a list.
package struct CompactNotice: Sendable {
    /// The key under `sync` that asks for it: `recordings`.
    package let sync: String

    /// The key beside `sync` that says how it is told: an event of another name, a mail's template, a campaign.
    package let settings: String

    /// The pipeline's name: `zoom-recordings`.
    package let pipeline: String

    /// The source whose records have a person each: `zoom.recording_recipients`.
    package let source: String

    /// The source's option that says who these are, and its value when the file doesn't say.
    package let audience: (option: String, value: String)

    /// The source whose records are the occasions alone, for campaigns: `zoom.recordings`.
    package let occasions: String

    /// The event that is sent when the file doesn't say otherwise: `zoom_recording_ready`.
    package let event: String

    /// The fields that are told.
    package let fields: [String]

    /// Fields that are told only when the file asks for each: `passcode`.
    package let guarded: [String]

    /// The events that start it under `serve`.
    package let webhooks: [String]

    /// Makes a notice.
    package init(
        sync: String,
        settings: String,
        pipeline: String,
        source: String,
        audience: (option: String, value: String),
        occasions: String,
        event: String,
        fields: [String],
        guarded: [String] = [],
        webhooks: [String]
    ) {
        self.sync = sync
        self.settings = settings
        self.pipeline = pipeline
        self.source = source
        self.audience = audience
        self.occasions = occasions
        self.event = event
        self.fields = fields
        self.guarded = guarded
        self.webhooks = webhooks
    }
}
