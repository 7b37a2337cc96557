/// One pipeline that a compact form stands for.
package struct CompactRule: Sendable, Hashable {
    /// The key under `sync` that asks for it: `webinars`.
    package let sync: String

    /// The pipeline's name: `zoom-webinar-attendees`.
    package let pipeline: String

    /// The source it reads: `zoom.webinar_attendees`.
    package let source: String

    /// The key under `lists` whose list it fills: `webinar_attendees`.
    package let list: String

    /// The key under `lists` used when ``list`` isn't given: absentees stay in `webinar_registrants`.
    package let fallbackList: String?

    /// The sink it writes to: `brevo.contacts`.
    package let sink: String

    /// The events and intervals that start it under `serve`: `webhook: webinar.ended`.
    package let webhooks: [String]

    /// Makes a rule.
    package init(
        sync: String,
        pipeline: String,
        source: String,
        list: String,
        fallbackList: String? = nil,
        sink: String,
        webhooks: [String]
    ) {
        self.sync = sync
        self.pipeline = pipeline
        self.source = source
        self.list = list
        self.fallbackList = fallbackList
        self.sink = sink
        self.webhooks = webhooks
    }
}
