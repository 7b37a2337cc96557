/// What one row asks to be sent: an event, a mail, a campaign. It can't be taken back, so it happens once for each key: the
/// account, the kind of sink, the name, the instance and the recipient (DESIGN.md §4, “No double sends”).
package struct Send: Sendable, Hashable {
    /// The normalised email of who gets it; empty where it goes to a list.
    package let recipient: String

    /// The moment the row speaks for; its instance is part of the key.
    package let moment: Moment

    /// What all sends of one request share, in the service's own form.
    package let envelope: [UInt8]

    /// This send's own part, in the service's own form.
    package let item: [UInt8]

    /// Makes a send.
    package init(recipient: String, moment: Moment, envelope: [UInt8] = [], item: [UInt8]) {
        self.recipient = recipient
        self.moment = moment
        self.envelope = envelope
        self.item = item
    }
}

/// What becomes of a row before it is sent.
package enum SendPreparation: Sendable, Hashable {
    /// It is sent.
    case send(Send)

    /// It is left out: a reason that is counted (`no_email`).
    case skip(reason: String)

    /// It can't be sent: a dead letter, with the reason for a person.
    case reject(code: String, reason: String)
}

/// Who of those whom a sink would write to is left out, judged by what the service knows of them in this run.
package struct ConsentRule: Sendable, Hashable {
    /// Whether who is blocklisted is left out.
    package let skipsBlocked: Bool

    /// Who has left one of these lists is left out.
    package let lists: [Int]

    /// Who is in all of these lists is left out: there is nothing to ask them; empty for nobody.
    package let unlessIn: [Int]

    /// What happens to people whom the service doesn't know.
    package let unknown: Unknown

    /// Whether each person is looked up right before, whatever a snapshot of this run says.
    package let isFresh: Bool

    /// What happens to people whom the service doesn't know.
    package enum Unknown: Sendable, Hashable {
        /// They are sent to.
        case send

        /// They are created first, with nothing but their key.
        case create

        /// They are left out.
        case skip
    }

    /// Makes a rule.
    package init(
        skipsBlocked: Bool = true,
        lists: [Int] = [],
        unlessIn: [Int] = [],
        unknown: Unknown = .send,
        isFresh: Bool = false
    ) {
        self.skipsBlocked = skipsBlocked
        self.lists = lists
        self.unlessIn = unlessIn
        self.unknown = unknown
        self.isFresh = isFresh
    }

    /// Why a person is left out; nil when they aren't.
    package func refusal(of person: Existing?) -> String? {
        guard let person else { return unknown == .skip ? "not_in_brevo" : nil }
        if skipsBlocked, person.isBlocked { return "blocklisted" }
        if !person.refusedMemberships.isDisjoint(with: lists) { return "unsubscribed" }
        if !unlessIn.isEmpty, person.memberships.isSuperset(of: unlessIn) { return "already_in_list" }
        return nil
    }
}
