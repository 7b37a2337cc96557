/// The reasons for which rows are left out, in words.
enum SkipReason {
    /// `no_email` → `no email (guests: require registration)`.
    static func text(_ reason: String) -> String {
        switch reason {
        case "no_email": "no email (guests: require registration)"
        case "blocklisted": "blocklisted in Brevo"
        case "unsubscribed": "unsubscribed from the list"
        case "deleted": "deleted in Brevo since we wrote them"
        case "waiting_room": "in the waiting room only"
        case "excluded_domain": "of excluded domains"
        default: reason.replacing("_", with: " ")
        }
    }
}
