/// A request that claims to be a service's webhook.
package struct WebhookDelivery: Sendable {
    /// The headers, by name in lower case.
    package let headers: [String: String]

    /// The body, byte for byte.
    package let body: [UInt8]

    /// Makes a delivery.
    package init(headers: [String: String], body: [UInt8]) {
        self.headers = headers
        self.body = body
    }
}

/// Tells a service's webhooks from anybody's requests: a small port, so that the server needn't know the services.
package protocol WebhookGate: Sendable {
    /// The service, as its path names it: `zoom`.
    var service: String { get }

    /// Judges a delivery. Pure; safe to call from any thread.
    func judge(_ delivery: WebhookDelivery, at now: Timestamp) -> WebhookVerdict

    /// Reads a body that needs no proof of where it comes from: an event that was kept, an example.
    func event(from body: [UInt8]) -> WebhookEvent
}

/// What is done with a delivery.
package enum WebhookVerdict: Sendable, Hashable {
    /// It is the service's event: stored, then acknowledged.
    case event(WebhookEvent)

    /// It is a question of the service's that is answered at once, with this JSON (URL validation).
    case answer([UInt8])

    /// It isn't the service's, or not any more: why, in kebab-case.
    case refused(String)
}

/// Something that a service says has happened.
package struct WebhookEvent: Sendable, Hashable {
    /// The service: `zoom`.
    package let service: String

    /// The service's name of it: `meeting.ended`.
    package let name: String

    /// What identifies it among the service's events, however often and in whatever words it is delivered.
    package let identity: String

    /// When it happened, as the service says.
    package let occurred: Timestamp

    /// What it is about; nil when that is no part of a source.
    package let focus: Focus?

    /// The body, byte for byte.
    package let body: [UInt8]

    /// Why nothing can be done with it, for a person; nil when something can.
    package let problem: String?

    /// Makes an event.
    package init(
        service: String,
        name: String,
        identity: String,
        occurred: Timestamp,
        focus: Focus?,
        body: [UInt8],
        problem: String? = nil
    ) {
        self.service = service
        self.name = name
        self.identity = identity
        self.occurred = occurred
        self.focus = focus
        self.body = body
        self.problem = problem
    }
}

/// An event as it is kept.
package struct StoredEvent: Sendable, Hashable {
    /// Its number; later ones have larger numbers.
    package let number: Int

    /// When it was received.
    package let received: Timestamp

    package let event: WebhookEvent

    /// Makes a stored event.
    package init(number: Int, received: Timestamp, event: WebhookEvent) {
        self.number = number
        self.received = received
        self.event = event
    }
}

/// The events that were received: a small port, so that connectors needn't know the state.
package protocol EventStore: Sendable {
    /// A service's events received since then, the oldest first; all names when `names` is empty.
    func events(of service: String, named names: Set<String>, since: Timestamp) async throws -> [StoredEvent]

    /// The event with this number; nil when it isn't kept any more.
    func event(_ number: Int) async throws -> StoredEvent?
}

/// A store of events where none were received.
package struct NoEvents: EventStore {
    /// Makes it.
    package init() {}

    package func events(of service: String, named names: Set<String>, since: Timestamp) -> [StoredEvent] { [] }

    package func event(_ number: Int) -> StoredEvent? { nil }
}
