/// An event taken in.
struct BrevoEvent: Sendable {
    var name: String
    var identifiers: WireValue
    var properties: WireValue
    var date: String?
    /// The contact it belongs to; nil where no contact has these identifiers.
    var contact: Int?
    var at: Moment
}

/// A transactional mail accepted for one version's recipients.
struct BrevoMail: Sendable {
    var messageID: String
    var batchID: String?
    var to: [String]
    var subject: String?
    var templateID: Int?
    var parameters: WireValue
    var tags: [String] = []
    var scheduledAt: String?
    var at: Moment
}

/// A campaign made through the API.
struct BrevoCampaign: Sendable {
    var id: Int
    var name: String
    var subject: String?
    var status = "draft"
    var body: WireValue
    var at: Moment
    /// Whom it went to.
    var recipients: [String] = []
}

/// A double opt-in waiting for the click.
struct BrevoConfirmation: Sendable {
    var email: String
    var lists: [Int]
    var attributes: [WireValue.Member]
    var isConfirmed = false
}
