/// An account of a service that holds one entity for each key: Brevo's contacts.
///
/// It does what it is asked, one request or one process at a time. The engine decides what is asked when: it keeps at most one
/// write in flight for each key, over all pipelines.
package protocol Destination: Sendable {
    /// Identifies the account over runs without naming a credential.
    var id: String { get }

    /// What bulk submissions allow and cost.
    var bulk: BulkTraits { get }

    /// Checks that the account has what the pipelines need; writes nothing.
    ///
    /// - Returns: The findings; an error among them stops a run before anything is written.
    func preflight(_ needs: DestinationNeeds) async throws -> [PreflightFinding]

    /// Creates what a preflight without errors found missing and to be created.
    ///
    /// - Returns: What was created, and what couldn't be.
    func create(_ needs: DestinationNeeds) async throws -> [PreflightFinding]

    /// The number of requests that reading the whole account would cost now (one request at most is spent to know).
    func scanCost() async throws -> Int

    /// Reads all entities, or those changed since a moment, with the attributes named; hands them over page by page.
    func scan(
        changedSince: Timestamp?,
        attributes: Set<String>,
        emit: @Sendable ([Existing]) async throws -> Void
    ) async throws

    /// Reads one entity; nil when there is none with that key.
    func lookUp(_ key: String, attributes: Set<String>) async throws -> Existing?

    /// Writes one entity. May be repeated.
    func upsert(_ change: Change) async throws -> Outcome

    /// So many single upserts could go at once and leave half of the account's rate to others; 0 where that isn't known.
    var spareUpserts: Int { get }

    /// Whether anything is written while sources are still read; a person seen again later is then written again.
    var isWrittenWhileReading: Bool { get }

    /// A change as it stands in a bulk submission, without its memberships; nil when it can't go that way (Brevo's import loses
    /// `false`). Thousands of changes wait in this form, because it is the smallest.
    func submissionRow(_ change: Change) -> [UInt8]?

    /// Hands in many changes at once, as ``submissionRow(_:)`` gave them, all with the same memberships, at least one; they are
    /// carried out later.
    ///
    /// - Returns: What identifies the submission, for ``follow(_:)``.
    func submit(_ rows: [[UInt8]], memberships: [Int]) async throws -> Ticket

    /// Waits until a submission has ended.
    ///
    /// - Returns: The outcome of the keys that weren't written; all others were.
    func follow(_ ticket: Ticket) async throws -> BulkResult

    /// Waits until no submission is under way that this program may have handed in, when a crash left its ticket unknown.
    func awaitUnknownSubmissions() async throws

    /// The requests that writes take, by rate label.
    ///
    /// - Parameter submissions: The submissions' sizes.
    func requests(upserts: Int, submissions: [Int]) -> [String: Int]

    /// What people call a membership; nil when that isn't known (yet).
    func name(ofMembership id: Int) -> String?
}

extension Destination {
    /// Most have nothing to create.
    package func create(_ needs: DestinationNeeds) async throws -> [PreflightFinding] { [] }

    /// Nothing is known of the rate.
    package var spareUpserts: Int { 0 }

    /// What is written early needn't be written afterwards.
    package var isWrittenWhileReading: Bool { true }

    /// Memberships without names.
    package func name(ofMembership id: Int) -> String? { nil }

    /// Requests that count against nothing.
    package func requests(upserts: Int, submissions: [Int]) -> [String: Int] { [:] }
}

/// What bulk submissions allow and cost.
package struct BulkTraits: Sendable, Hashable {
    /// The most changes in one submission.
    package let maxChanges: Int

    /// The seconds after which a submission of `count` changes is expected to have been carried out:
    /// `fixedSeconds + count * secondsPerChange`.
    package let fixedSeconds: Double

    /// See ``fixedSeconds``.
    package let secondsPerChange: Double

    /// The seconds that one single upsert costs of the account's rate.
    package let secondsPerUpsert: Double

    /// The most single upserts worth having under way at once.
    package let maxConcurrentUpserts: Int

    /// The most submissions for one hour, so that following them stays within the limits.
    package let submissionsPerHour: Int

    /// Makes traits.
    package init(
        maxChanges: Int,
        fixedSeconds: Double,
        secondsPerChange: Double,
        secondsPerUpsert: Double,
        maxConcurrentUpserts: Int,
        submissionsPerHour: Int
    ) {
        self.maxChanges = maxChanges
        self.fixedSeconds = fixedSeconds
        self.secondsPerChange = secondsPerChange
        self.secondsPerUpsert = secondsPerUpsert
        self.maxConcurrentUpserts = maxConcurrentUpserts
        self.submissionsPerHour = submissionsPerHour
    }
}

/// What pipelines need an account to have.
package struct DestinationNeeds: Sendable, Hashable {
    /// The attributes that are mapped, with the type of the values and the pipelines that map them.
    package var attributes: [AttributeNeed]

    /// The memberships that are added, with the pipelines that add them.
    package var memberships: [Int: [String]]

    /// Whether missing attributes are created.
    package var createsAttributes: Bool

    /// Makes needs.
    package init(attributes: [AttributeNeed] = [], memberships: [Int: [String]] = [:], createsAttributes: Bool = false)
    {
        self.attributes = attributes
        self.memberships = memberships
        self.createsAttributes = createsAttributes
    }

    /// A mapped attribute.
    package struct AttributeNeed: Sendable, Hashable {
        /// The attribute's name.
        package let name: String

        /// The type of the mapped values.
        package let type: ValueType

        /// The pipeline that maps it.
        package let pipeline: String

        /// Makes a need.
        package init(name: String, type: ValueType, pipeline: String) {
            self.name = name
            self.type = type
            self.pipeline = pipeline
        }
    }
}

/// What a preflight found.
package struct PreflightFinding: Sendable, Hashable, Codable {
    /// Whether it stops the run.
    package let isError: Bool

    /// Stable, kebab-case: `missing-attribute`.
    package let code: String

    /// What is wrong, for a person.
    package let message: String

    /// What to do.
    package let remedy: String?

    /// What the account lacks; nil when the finding is about something else.
    package let prerequisite: Prerequisite?

    /// Makes a finding.
    package init(
        isError: Bool,
        code: String,
        message: String,
        remedy: String? = nil,
        prerequisite: Prerequisite? = nil
    ) {
        self.isError = isError
        self.code = code
        self.message = message
        self.remedy = remedy
        self.prerequisite = prerequisite
    }
}

/// Something that an account lacks and pipelines need.
package struct Prerequisite: Sendable, Hashable, Codable {
    /// What it is.
    package let kind: Kind

    /// Its name, or a list's number.
    package let name: String

    /// An attribute's type, in the service's words.
    package let type: String?

    /// Whether a run creates it.
    package let isCreated: Bool

    /// The pipelines that need it.
    package let pipelines: [String]

    /// What it is.
    package enum Kind: String, Sendable, Hashable, Codable {
        case attribute
        case list
    }

    /// Makes a prerequisite.
    package init(_ kind: Kind, _ name: String, type: String? = nil, isCreated: Bool, pipelines: [String]) {
        self.kind = kind
        self.name = name
        self.type = type
        self.isCreated = isCreated
        self.pipelines = pipelines
    }
}

/// An entity as the service has it now.
package struct Existing: Sendable, Hashable {
    /// The normalised key.
    package let key: String

    /// The attributes that were asked for and have a value.
    package let attributes: [String: Value]

    /// The lists it is in.
    package let memberships: Set<Int>

    /// The lists it has left by its own wish.
    package let refusedMemberships: Set<Int>

    /// Whether it must not be written to at all (`emailBlacklisted`).
    package let isBlocked: Bool

    /// Makes an entity.
    package init(
        key: String,
        attributes: [String: Value],
        memberships: Set<Int>,
        refusedMemberships: Set<Int>,
        isBlocked: Bool
    ) {
        self.key = key
        self.attributes = attributes
        self.memberships = memberships
        self.refusedMemberships = refusedMemberships
        self.isBlocked = isBlocked
    }
}

/// What is written to one entity.
package struct Change: Sendable, Hashable {
    /// The normalised key.
    package let key: String

    /// The attributes to set, by name, in the service's types.
    package let attributes: [String: Value]

    /// The memberships to add.
    package let memberships: [Int]

    /// Whether the entity is expected not to exist yet.
    package let creates: Bool

    /// A membership that the entity has, as this run read it: a bulk submission that must name one may name it and adds nothing.
    /// Nil when none is known. What only earlier runs know doesn't count: the person may have left since.
    package let heldMembership: Int?

    /// Makes a change.
    package init(
        key: String,
        attributes: [String: Value],
        memberships: [Int],
        creates: Bool,
        heldMembership: Int? = nil
    ) {
        self.key = key
        self.attributes = attributes
        self.memberships = memberships
        self.creates = creates
        self.heldMembership = heldMembership
    }

    /// The memberships that a bulk submission of this change names; nil when it can't name any.
    package var submissionMemberships: [Int]? {
        memberships.isEmpty ? heldMembership.map { [$0] } : memberships
    }
}

/// Identifies a bulk submission over restarts.
package struct Ticket: Sendable, Hashable {
    /// The service's own id.
    package let id: String

    /// Makes a ticket.
    package init(id: String) {
        self.id = id
    }
}

/// How a bulk submission ended.
package struct BulkResult: Sendable, Hashable {
    /// Whether the submission was carried out; when not, nothing of it is known and all keys are tried again.
    package let isCompleted: Bool

    /// The outcomes of keys that weren't written.
    package let exceptions: [String: Outcome]

    /// How long carrying it out took, where that is known better than by the clock.
    package let seconds: Double?

    /// Makes a result.
    package init(isCompleted: Bool, exceptions: [String: Outcome] = [:], seconds: Double? = nil) {
        self.isCompleted = isCompleted
        self.exceptions = exceptions
        self.seconds = seconds
    }
}

/// How a delivery ended.
package enum Outcome: Sendable, Hashable {
    /// The service has it; whether the entity was created by it, and what was left out of the change, with the reason.
    case delivered(created: Bool, leftOut: [String: String])

    /// The service refused it for good: a dead letter.
    case rejected(code: String, reason: String)

    /// It couldn't be delivered now; it stays pending.
    case deferred(reason: String)
}
