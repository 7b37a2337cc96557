/// A contact as the simulated Brevo stores it.
struct BrevoContact: Sendable {
    var id: Int
    /// In lower case.
    var email: String?
    var extID: String?
    /// By name in capitals; EMAIL and EXT_ID are not among them, SMS is.
    var attributes: [String: WireValue] = [:]
    /// In the order of joining.
    var listIDs: [Int] = []
    var unsubscribedListIDs: [Int] = []
    var isBlocklisted = false
    var isSMSBlocklisted = false
    var createdAt: Moment
    var modifiedAt: Moment
    /// How often the API wrote to it.
    var writes = 0
    /// How often the API put it back on a list it had left, or lifted its blocklisting.
    var resubscriptions = 0
}

/// A list, its members being told by the contacts.
struct BrevoList: Sendable {
    var id: Int
    var name: String
    var folderID: Int
    var createdAt: Moment
}

/// An attribute definition.
struct BrevoAttribute: Sendable {
    var name: String
    /// `normal`, `category`, `transactional`, `calculated` or `global`.
    var category: String
    var type: String
    /// The labels of a `category` attribute by number.
    var enumeration: [(value: Int, label: String)] = []
    /// The options of a multiple-choice one.
    var options: [String] = []
    var calculatedValue: String?
}
