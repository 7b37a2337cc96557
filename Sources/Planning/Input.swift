package import PipelineCore
package import YAML

/// All that a configuration is made from. Nothing else is read: no network, no clock, no environment.
package struct Input: Sendable {
    /// The files, in the order given.
    package var documents: [SourceText]

    /// The environment's variables, for `${VAR}`.
    package var environment: [String: String]

    /// What `--set` overrides, in order.
    package var settings: [Setting]

    /// What the configuration is loaded for.
    package var purpose: Purpose

    /// The pipelines that a run is limited to, so that only what they use must be set; nil for all.
    package var selection: Set<String>?

    /// The connectors there are.
    package var catalog: Catalog

    /// What is known of the account that is written to.
    package var account: AccountKnowledge

    /// Whether attributes that the account lacks are created, so that they aren't errors.
    package var createsAttributes = false

    /// Whether warnings count as errors (`--strict`).
    package var isStrict: Bool

    /// Whether a graph is wanted; checking alone needs none, and making one takes a quarter of the time.
    var makesGraph = true

    /// Makes an input.
    package init(
        documents: [SourceText],
        environment: [String: String] = [:],
        settings: [Setting] = [],
        purpose: Purpose = .validate,
        selection: Set<String>? = nil,
        catalog: Catalog,
        account: AccountKnowledge = .notConsulted,
        isStrict: Bool = false
    ) {
        self.documents = documents
        self.environment = environment
        self.settings = settings
        self.purpose = purpose
        self.selection = selection
        self.catalog = catalog
        self.account = account
        self.isStrict = isStrict
    }
}

/// A value given on the command line: `--set connectors.zoom.plan=business`.
package struct Setting: Sendable, Hashable {
    /// Where it goes, with dots between the keys; a number counts a list's items from 0.
    package let path: String

    /// The value: text, or a YAML flow collection when it begins with `[` or `{`.
    package let value: String

    /// Makes a setting.
    package init(path: String, value: String) {
        self.path = path
        self.value = value
    }
}

/// What a configuration is loaded for; decides which variables must be set.
package enum Purpose: Sendable, Hashable, CaseIterable {
    /// To check it: a variable that isn't set is a note.
    case validate

    /// To ask the accounts that have an ``Inventory`` what they have: their connectors' values must be set, and names that only
    /// they know are left open.
    case lock

    /// To ask all services in use whether they accept the credentials, and the rest as for ``lock``.
    case live

    /// To run its pipelines once: what the connectors in use need must be set, secrets that are optional needn't.
    case run

    /// To receive webhooks as well: all that the connectors in use are given must be set.
    case serve

    /// Whether names that only an account knows are left open.
    var leavesNamesOpen: Bool { self == .lock || self == .live }
}
