package import PipelineCore

/// What was delivered to one entity: each attribute's value with the moment it speaks for, and the memberships that were added.
package struct LedgerEntry: Sendable, Hashable {
    /// The attributes delivered, or found to be in place already.
    package var attributes: [String: Delivered]

    /// The lists the entity was added to, or found in.
    package var memberships: Set<Int>

    /// Those of ``memberships`` that ``run`` added: it has them surely, whatever that run had read before.
    package var joined: Set<Int>

    /// The run that delivered last; 0 when nothing was yet, and there are only intentions.
    package var run: Int

    /// Values that were about to be written where the service had none (`if_empty`). After a crash they tell our own value from
    /// one that was there before.
    package var intended: [String: Value]

    /// An attribute's value, and the claim by which it holds its place.
    package struct Delivered: Sendable, Hashable {
        /// The value, in the service's type.
        package let value: Value

        /// What decides between it and other values.
        package let claim: Claim

        /// The run that wrote it; 0 when the service had a value of its own, or refused this one.
        package var writtenIn: Int

        /// Makes a delivered value.
        package init(value: Value, claim: Claim, writtenIn: Int) {
            self.value = value
            self.claim = claim
            self.writtenIn = writtenIn
        }
    }

    /// Makes an entry.
    package init(
        attributes: [String: Delivered] = [:],
        memberships: Set<Int> = [],
        joined: Set<Int> = [],
        run: Int = 0,
        intended: [String: Value] = [:]
    ) {
        self.attributes = attributes
        self.memberships = memberships
        self.joined = joined
        self.run = run
        self.intended = intended
    }

    /// Whether anything was ever delivered to the entity, so that it is known to have existed.
    package var isDelivered: Bool { run > 0 }

    /// The entry as of `current`: a submission taken up by a later run counts as written in that run, because whatever that run
    /// read of the service may be older.
    func restamped(to current: Int) -> LedgerEntry {
        guard run != current, run > 0 else { return self }
        var entry = self
        for (name, delivered) in attributes where delivered.writtenIn == run {
            entry.attributes[name]?.writtenIn = current
        }
        // The person may have left meanwhile.
        entry.joined = []
        entry.run = current
        return entry
    }
}

/// What decides which of several values for one attribute holds (DESIGN.md §2.3). It doesn't depend on the order of arrival.
package struct Claim: Sendable, Hashable, Comparable {
    /// A value for wherever there is none yields to any that is to be written always.
    package let write: WriteMode

    /// The newest moment wins.
    package let moment: Moment

    /// Of equal moments the younger pipeline's wins, so that changed stages have their say; within one pipeline an equal moment
    /// is the same record read again, and the later reading wins.
    package let pipeline: Int

    /// Makes a claim.
    package init(write: WriteMode = .always, moment: Moment, pipeline: Int) {
        self.write = write
        self.moment = moment
        self.pipeline = pipeline
    }

    package static func < (left: Claim, right: Claim) -> Bool {
        if left.write != right.write { return left.write == .ifEmpty }
        if left.moment != right.moment { return left.moment < right.moment }
        return left.pipeline < right.pipeline
    }
}
