package import PipelineCore

/// What is known of the account that a configuration writes to.
package enum AccountKnowledge: Sendable, Hashable {
    /// Nobody looked: nothing is checked against it, and nothing is said of that.
    case notConsulted

    /// There is no lock; what would have been checked is named in a note.
    case none

    /// What the account has, by its lock or by itself.
    case known(Inventory)

    /// What the account has; nil when that isn't known.
    package var inventory: Inventory? {
        if case .known(let inventory) = self { inventory } else { nil }
    }
}
