/// A service's subscriptions to its webhooks: what a session offers when they can be managed by the service's API.
package protocol WebhookSubscriptions: Sendable {
    /// The subscriptions there are.
    ///
    /// - Throws: ``ConnectorFailure``.
    func subscriptions() async throws -> [WebhookSubscription]

    /// Has events sent to an address; the service may ask there at once whether it is ours.
    ///
    /// - Returns: The subscription's id.
    /// - Throws: ``ConnectorFailure``.
    func subscribe(to events: [String], at url: String, name: String) async throws -> String

    /// Ends a subscription.
    ///
    /// - Throws: ``ConnectorFailure``.
    func removeSubscription(_ id: String) async throws
}

/// A subscription to webhooks.
package struct WebhookSubscription: Sendable, Hashable {
    /// The service's id of it.
    package let id: String

    package let name: String

    /// Where the events are sent.
    package let url: String

    package let events: [String]

    /// Makes a subscription.
    package init(id: String, name: String, url: String, events: [String]) {
        self.id = id
        self.name = name
        self.url = url
        self.events = events
    }
}
