/// A user of the simulated account.
struct ZoomUser: Sendable {
    var id: String
    var email: String
    var firstName: String
    var lastName: String?
    /// 1 basic, 2 licensed.
    var type: Int
    /// `active`, `inactive` or `pending`.
    var status: String
    var department: String?
    var timezone: String
    var groupIDs: [String]
    var createdAt: Moment
    var lastLogin: Moment?
    var hasWebinarPlan: Bool

    var displayName: String {
        lastName.map { "\(firstName) \($0)" } ?? firstName
    }
}
