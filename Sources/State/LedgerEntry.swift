package import PipelineCore

/// What was delivered to one entity: each attribute's value with the moment it speaks for, and the memberships that were added.
package struct LedgerEntry: Sendable, Hashable {
    /// The attributes delivered, or found to be in place already.
    package var attributes: [String: Delivered]

    /// The lists the entity was added to, or found in.
    package var memberships: Set<Int>

    /// The run that delivered last.
    package var run: Int

    /// An attribute's newest value.
    package struct Delivered: Sendable, Hashable {
        /// The value, in the service's type.
        package let value: Value

        /// The moment it speaks for.
        package let moment: Moment

        /// Makes a delivered value.
        package init(value: Value, moment: Moment) {
            self.value = value
            self.moment = moment
        }
    }

    /// Makes an entry.
    package init(attributes: [String: Delivered] = [:], memberships: Set<Int> = [], run: Int = 0) {
        self.attributes = attributes
        self.memberships = memberships
        self.run = run
    }
}
