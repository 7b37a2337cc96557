package import CEL
package import PipelineCore
package import State

/// What people changed of an entity in the service since we delivered to it. Pure; it is told, never undone.
package struct Drift: Sendable, Hashable {
    /// The normalised key.
    package let key: String

    /// Whether the entity is gone.
    package let isDeleted: Bool

    /// Attributes that have another value than the one delivered; nil for none.
    package let attributes: [String: Difference]

    /// Lists that it was added to and isn't in any more.
    package let left: Set<Int>

    /// A value as it was delivered, and as it is.
    package struct Difference: Sendable, Hashable {
        package let ours: Value
        package let now: Value?
    }

    /// Compares what was delivered with what the service has; nil when nothing drifted.
    ///
    /// - Parameter asked: The attributes that were read.
    package init?(_ entity: KnownEntity, existing: Existing?, asked: Set<String>) {
        let ledger = entity.ledger
        guard ledger.isDelivered else { return nil }
        key = entity.key
        guard let existing else {
            isDeleted = true
            attributes = [:]
            left = []
            return
        }
        isDeleted = false
        var differences: [String: Difference] = [:]
        for (name, delivered) in ledger.attributes where delivered.writtenIn > 0 && asked.contains(name) {
            let now = existing.attributes[name]
            guard now.map({ delivered.value.isSame(as: $0) }) != true else { continue }
            differences[name] = Difference(ours: delivered.value, now: now)
        }
        attributes = differences
        left = ledger.memberships.subtracting(existing.memberships)
        if differences.isEmpty, left.isEmpty { return nil }
    }
}
