package import PipelineCore
package import State

/// What a plan says, apart from the single contacts: what is printed, and what is kept beside the run that applies it.
package struct PlanSummary: Sendable, Codable {
    /// When it was made, in seconds since 1970.
    package let created: Int64

    /// The number of the run that was rehearsed.
    package let run: Int

    /// How the rehearsal ended.
    package let status: RunStatus

    /// What the accounts lack, and what else the preflight found.
    package let findings: [PreflightFinding]

    /// The pipelines, in the order of the file.
    package let pipelines: [Line]

    /// All contacts, each counted once, and the rows without one.
    package let contacts: PlanCounts

    /// The requests that `apply` will make.
    package let requests: [PlannedRequests]

    /// How long `apply` takes that reads everything again, in seconds.
    package let seconds: Double

    /// How long `apply` of the saved plan takes, in seconds: only the destinations are asked and written to.
    package let secondsFromPlan: Double

    /// Contacts that couldn't be looked up.
    package let deferred: Int

    /// What people should know.
    package let notices: [Notice]

    /// One pipeline's part.
    package struct Line: Sendable, Codable {
        /// Its name, and its number in the state.
        package let name: String
        package let number: Int

        /// Its sink's name: `brevo.contacts`.
        package let sink: String

        /// The lists that it adds contacts to.
        package let lists: [List]

        /// Its books, as `apply` will have them.
        package let books: Books

        /// Its contacts.
        package let contacts: PlanCounts
    }

    /// A list with its name, where that is known.
    package struct List: Sendable, Hashable, Codable {
        package let id: Int
        package let name: String?
    }

    /// Whether `apply` would change anything.
    package var hasChanges: Bool {
        contacts.create + contacts.update > 0 || pipelines.contains { $0.books.delivered > 0 }
            || findings.contains { $0.prerequisite?.isCreated == true }
    }

    /// What stops `apply` before anything is written.
    package var obstacles: [PreflightFinding] { findings.filter(\.isError) }
}

/// How many contacts, by what would be done to them.
package struct PlanCounts: Sendable, Hashable, Codable {
    package var create = 0
    package var update = 0
    package var unchanged = 0

    /// Contacts, and rows that are nobody's, left out, by reason.
    package var skipped: [String: Int] = [:]

    /// No contacts.
    package init() {}

    /// All that are left out.
    package var skippedSum: Int { skipped.values.reduce(0, +) }

    mutating func count(_ action: PlannedContact.Action, reason: String?) {
        switch action {
        case .create: create += 1
        case .update: update += 1
        case .unchanged: unchanged += 1
        case .skip: skipped[reason ?? "other", default: 0] += 1
        }
    }
}

/// The requests of one rate label.
package struct PlannedRequests: Sendable, Hashable, Codable {
    /// The connector and the label: `brevo`, `contacts`.
    package let connector: String
    package let label: String

    /// Requests that read, as the rehearsal made them.
    package let reads: Int

    /// Requests that write, and those that ask what became of it.
    package let writes: Int

    /// Our part of the limits.
    package let limits: [Rate]

    /// All requests.
    package var total: Int { reads + writes }

    /// The part of the longest limit (hour or day) that they take; nil where there is none.
    package var share: (part: Double, of: Rate.Period)? {
        limits.filter { $0.period == .day || $0.period == .hour }.max { $0.period.seconds < $1.period.seconds }
            .map { (Double(total) / Double(max(1, $0.count)), $0.period) }
    }
}
