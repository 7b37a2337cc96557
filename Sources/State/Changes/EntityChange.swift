package import PipelineCore

/// What one delivery changes of an entity, with what was there before it.
package struct EntityChange: Sendable, Hashable {
    /// Whether the entity is created by it.
    package var creates: Bool

    /// The entity as it was known before; nil when there was none.
    package let before: Existing?

    /// The attributes set.
    package var attributes: [String: Setting]

    /// The memberships added, each with the number of the pipeline that asks for it.
    package let memberships: [Int: Int]

    /// The number of the pipeline whose row was the strongest of those that ask for something.
    package let pipeline: Int

    /// An attribute's new value.
    package struct Setting: Sendable, Hashable {
        /// The value, in the service's type.
        package let value: Value

        /// The number of the pipeline that asks for it.
        package let pipeline: Int

        /// Makes a setting.
        package init(value: Value, pipeline: Int) {
            self.value = value
            self.pipeline = pipeline
        }
    }

    /// Makes a change.
    package init(
        creates: Bool,
        before: Existing?,
        attributes: [String: Setting],
        memberships: [Int: Int],
        pipeline: Int
    ) {
        self.creates = creates
        self.before = before
        self.attributes = attributes
        self.memberships = memberships
        self.pipeline = pipeline
    }

    /// All pipelines that ask for something of it.
    package var pipelines: Set<Int> {
        Set(attributes.values.map(\.pipeline)).union(memberships.values).union([pipeline])
    }

    /// The two as one: the later over what the earlier found.
    package func followed(by later: EntityChange) -> EntityChange {
        EntityChange(
            creates: creates || later.creates,
            before: before,
            attributes: attributes.merging(later.attributes) { $1 },
            memberships: memberships.merging(later.memberships) { first, _ in first },
            pipeline: pipeline
        )
    }
}
