internal import PipelineCore
package import State

/// What a saved plan approved: nothing else is written, and only to entities that are still as the plan found them. Pure.
package struct Approval: Sendable {
    /// A fingerprint of each approved change, by the entity's key; thousands are in memory.
    private var approved: [String: Int] = [:]

    /// The memberships that matter: those that the plan's pipelines add.
    private let memberships: Set<Int>

    /// Nothing is approved yet.
    package init(memberships: Set<Int>) {
        self.memberships = memberships
    }

    /// Approves a change that a plan showed.
    package mutating func add(_ change: EntityChange, to key: String) {
        approved[key] = fingerprint(change)
    }

    /// Why a delivery is left alone that wasn't approved.
    static let refusal = "changed since the plan"

    /// Whether this very change was approved, of an entity that hasn't changed since.
    func permits(_ delivery: Delivery) -> Bool {
        delivery.settled.change.map { approved[delivery.change.key] == fingerprint($0) } ?? true
    }

    /// Who asks for a part of it doesn't matter, nor how it came to be.
    private func fingerprint(_ change: EntityChange) -> Int {
        var hasher = Hasher()
        hasher.combine(change.creates)
        let before = change.before
        hasher.combine(before?.attributes)
        hasher.combine(before?.memberships.intersection(memberships))
        hasher.combine(before?.refusedMemberships.intersection(memberships))
        hasher.combine(change.attributes.filter { before?.attributes[$0.key] != $0.value.value }.mapValues(\.value))
        hasher.combine(Set(change.memberships.keys).subtracting(before?.memberships ?? []))
        return hasher.finalize()
    }
}
