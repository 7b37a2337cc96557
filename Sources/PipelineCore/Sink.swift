/// Where rows go. What can be promised depends on what the service allows, so there is one case for each kind of delivery.
package enum Sink: Sendable {
    /// Rows are written in the order they come (files, standard output).
    case rows(any RowSink)

    /// One entity for each key, written by upserts that may be repeated (contacts).
    case keyed(any KeyedSink)

    /// What can't be taken back, once for each key (events, mails, campaigns).
    case sends(any SendSink)
}

/// Writes rows in the order they come.
package protocol RowSink: Sendable {
    /// Whether rows are added to what earlier runs wrote. Otherwise each run writes all rows anew, whatever was read before.
    var appends: Bool { get }

    /// Opens the target before the first row; says what it will write to.
    func open(columns: [RowColumn]) async throws

    /// Writes rows; when it returns, they are the operating system's.
    func write(_ rows: [Row]) async throws

    /// Finishes the target once no more rows come; safe to call without `open`.
    func close() async throws
}

extension RowSink {
    /// Most sinks write all rows anew.
    package var appends: Bool { false }
}

/// A pipeline's side of a sink with keys: what this pipeline's rows mean for the entities of a ``Destination``.
package protocol KeyedSink: Sendable {
    /// The account that is written to; sinks with equal ids share one order of writes.
    var destination: any Destination { get }

    /// The memberships (list ids) that each row adds.
    var memberships: [Int] { get }

    /// Turns a row into what it asks of one entity: values brought into the service's types.
    ///
    /// Called after ``Destination/preflight(_:)``.
    func prepare(_ row: Row) -> Preparation
}

/// What becomes of a row before it is delivered.
package enum Preparation: Sendable, Hashable {
    /// It is delivered.
    case entry(Entry)

    /// It is left out: a reason that is counted (`no_email`).
    case skip(reason: String)

    /// It can't be delivered: a dead letter, with the reason for a person.
    case reject(code: String, reason: String)
}

/// What one row asks of one entity: attributes to set and memberships to add.
package struct Entry: Sendable, Hashable {
    /// The entity's key: the normalised email.
    package let key: String

    /// Attributes in the service's own types (text, number, boolean, list of text), without those that set nothing.
    package let assignments: [Assignment]

    /// Memberships to add.
    package let memberships: [Int]

    /// The moment the row speaks for.
    package let moment: Moment

    /// Makes an entry.
    package init(key: String, assignments: [Assignment], memberships: [Int], moment: Moment) {
        self.key = key
        self.assignments = assignments
        self.memberships = memberships
        self.moment = moment
    }
}

/// One attribute to set.
package struct Assignment: Sendable, Hashable {
    /// The attribute's name as the service writes it.
    package let name: String

    /// The value in the service's type.
    package let value: Value

    /// When it is written.
    package let write: WriteMode

    /// Makes an assignment.
    package init(name: String, value: Value, write: WriteMode = .always) {
        self.name = name
        self.value = value
        self.write = write
    }
}
