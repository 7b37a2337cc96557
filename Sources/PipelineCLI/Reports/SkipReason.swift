/// The reasons for which rows are left out, in words.
enum SkipReason {
    /// `no_email` → `no email (guests: require registration)`.
    static func text(_ reason: String) -> String {
        switch reason {
        case "no_email": "no email (guests: require registration)"
        case "blocklisted": "blocklisted in Brevo"
        case "unsubscribed": "unsubscribed from the list"
        case "dead_letter": "refused before (pipeline deadletters list)"
        case "forgotten": "forgotten (pipeline forget)"
        case "deleted": "deleted in Brevo since we wrote them"
        case "baseline": "older than the pipeline's first run (send with --backfill)"
        case "dropped": "given up by `pipeline deliveries drop`"
        case "not_in_brevo": "no contact in Brevo"
        case "already_in_list": "in the list already"
        case "waiting_room": "in the waiting room only"
        case "excluded_domain": "of excluded domains"
        default: reason.replacing("_", with: " ")
        }
    }
}
