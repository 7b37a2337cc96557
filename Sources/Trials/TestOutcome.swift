package import CEL
internal import PipelineCore
package import YAML

/// What a pipeline made of what a test gave it.
package struct TestOutcome: Sendable {
    /// Contacts by email, in the order in which they first came.
    package internal(set) var contacts: [Contact] = []

    /// The rows that came out of the stages, each with all columns.
    package internal(set) var rows: [[Column]] = []

    /// Rows that a filter left out.
    package internal(set) var filtered = 0

    /// Rows that were merged into another of the same person.
    package internal(set) var merged = 0

    /// Rows that were left out, by reason.
    package internal(set) var skipped: [String: Int] = [:]

    /// Rows that would be dead letters, by code.
    package internal(set) var rejected: [String: Int] = [:]

    /// Why, in words.
    package internal(set) var reasons: [String] = []

    /// A value with its name.
    package struct Column: Sendable, Hashable {
        /// The column or attribute.
        package let name: String

        /// The value.
        package internal(set) var value: CEL.Value
    }

    /// What would be written to a contact.
    package struct Contact: Sendable {
        /// The normalised email.
        package let email: String

        /// Attributes in the service's types; those that set nothing aren't there.
        package internal(set) var attributes: [Column] = []

        /// The numbers of the lists it is added to.
        package internal(set) var lists: [Int] = []

        /// The moments that the attributes speak for.
        var moments: [String: Moment] = [:]
    }

    /// Takes an entry in: of several values of one attribute the newest counts.
    mutating func add(_ entry: Entry) {
        let place = contacts.firstIndex { $0.email == entry.key } ?? contacts.count
        if place == contacts.count { contacts.append(Contact(email: entry.key)) }
        for assignment in entry.assignments {
            let known = contacts[place].moments[assignment.name]
            if let known, entry.moment < known || assignment.write == .ifEmpty { continue }
            contacts[place].moments[assignment.name] = entry.moment
            if let index = contacts[place].attributes.firstIndex(where: { $0.name == assignment.name }) {
                contacts[place].attributes[index].value = assignment.value
            } else {
                contacts[place].attributes.append(Column(name: assignment.name, value: assignment.value))
            }
        }
        contacts[place].lists = Set(contacts[place].lists + entry.memberships).sorted()
    }
}

/// How a test ended.
package struct TestResult: Sendable {
    /// What differs from what was expected.
    package let mismatches: [Mismatch]

    /// What the pipeline made; nil when it couldn't be run.
    package let outcome: TestOutcome?

    /// Whether everything was as expected.
    package var isPassed: Bool { mismatches.isEmpty }
}

/// Something that isn't as expected.
package struct Mismatch: Sendable, Hashable {
    /// What it is about: `contacts.aiko@example.com.FIRSTNAME`.
    package let path: String

    /// Where the expectation stands, or the place that lacks it.
    package let span: Span

    /// What was expected; nil for nothing.
    package let expected: String?

    /// What there was; nil for nothing.
    package let actual: String?
}
