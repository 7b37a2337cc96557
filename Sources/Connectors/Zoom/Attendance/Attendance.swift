internal import CEL

/// What Zoom says about who was at an instance.
struct Attendance: Sendable {
    /// All rows, in Zoom's order.
    let rows: [AttendanceRow]

    /// Whether Zoom knows the instance (else 404, code 3001).
    let isFound: Bool

    /// Whether there was registration, as far as that was asked.
    let registration: Registration

    /// How many people took part, where Zoom was asked; else nil.
    var people: Int?

    /// Who was admitted, to tell who was absent.
    var identities: AttendeeIdentities { AttendeeIdentities(rows.filter { !$0.isInWaitingRoom }) }

    /// The last moment anybody left.
    var lastLeave: Timestamp? { rows.compactMap(\.leave).max() }
}

/// By what the people who attended an instance are known.
struct AttendeeIdentities: Sendable {
    let registrants: Set<String>

    /// Normalized.
    let emails: Set<String>

    init(_ rows: [AttendanceRow]) {
        registrants = Set(rows.lazy.map(\.registrantID).filter { !$0.isEmpty })
        emails = Set(rows.lazy.map(\.email).filter { !$0.isEmpty })
    }

    /// Whether a registrant attended.
    func contains(_ registrant: Registrant) -> Bool {
        registrants.contains(registrant.id) || !registrant.email.isEmpty && emails.contains(registrant.email)
    }
}
