/// Why a source or a sink couldn't do what it was asked, classified for whoever decides what to do next.
///
/// Classifying is the connector's business, deciding is the engine's (STYLE.md §2, 18).
package struct ConnectorFailure: Error, Sendable, Hashable {
    /// What kind of failure it is.
    package let kind: Kind

    /// What happened, where, and what the service said, for a person; never a secret or a full email.
    package let message: String

    /// What to do about it.
    package let remedy: String?

    /// What a failure means for the work that met it.
    package enum Kind: Sendable, Hashable {
        /// It may work later: connection trouble, 5xx, after all repeats within the run.
        case temporary

        /// It will not work until somebody changes something; other partitions or records may.
        case permanent

        /// The service's limit is used up until about then.
        case exhausted(until: Timestamp?)

        /// The credentials were refused: nothing of this connector can work.
        case unauthorized

        /// The credentials lack these scopes.
        case missingScopes([String])

        /// The service couldn't be reached at all.
        case unreachable

        /// The plan or the configuration asks for something the service doesn't have: attributes, lists.
        case missingPrerequisite
    }

    /// Makes a failure.
    package init(_ kind: Kind, _ message: String, remedy: String? = nil) {
        self.kind = kind
        self.message = message
        self.remedy = remedy
    }

    /// Whether the whole run is pointless, not only the partition or record at hand.
    package var endsTheRun: Bool {
        switch kind {
        case .unauthorized, .unreachable, .missingPrerequisite: true
        case .temporary, .permanent, .exhausted, .missingScopes: false
        }
    }
}
