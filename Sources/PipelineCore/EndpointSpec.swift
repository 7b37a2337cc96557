/// A call of a service's API that a connector makes, for the reference.
package struct EndpointSpec: Sendable, Hashable {
    /// The call as fields name it among their costs: `GET /users/{userId}/meetings`.
    package let name: String

    /// What it is called for, in one line.
    package let doc: String

    /// What the service counts it as: a rate label, a family.
    package let rate: String

    /// The permission that a new app should be given for it; nil where the service has no such thing.
    package let scope: String?

    /// The permission by its older name.
    package let classicScope: String?

    /// Describes a call.
    package init(_ name: String, _ doc: String, rate: String, scope: String? = nil, classicScope: String? = nil) {
        self.name = name
        self.doc = doc
        self.rate = rate
        self.scope = scope
        self.classicScope = classicScope
    }
}

/// A call that guides name and the service doesn't have (any more).
package struct FormerEndpoint: Sendable, Hashable {
    /// The call: `POST /webhooks`.
    package let name: String

    /// What takes its place.
    package let replacement: String

    /// Describes a former call.
    package init(_ name: String, _ replacement: String) {
        self.name = name
        self.replacement = replacement
    }
}
