/// The registrants of one meeting or webinar, of one status.
struct RegistrantList: Sendable {
    let rows: [Registrant]

    /// Whether there was registration at all.
    let isRequired: Bool

    private let byID: [String: Int]
    private let byEmail: [String: Int]

    init(_ rows: [Registrant], isRequired: Bool = true) {
        self.rows = rows
        self.isRequired = isRequired
        byID = Dictionary(rows.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        byEmail = Dictionary(rows.enumerated().map { ($1.email, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The registrant with this id.
    func registrant(id: String) -> Registrant? { id.isEmpty ? nil : byID[id].map { rows[$0] } }

    /// The registrant with this normalized address.
    func registrant(email: String) -> Registrant? { email.isEmpty ? nil : byEmail[email].map { rows[$0] } }
}
