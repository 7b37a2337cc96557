internal import HTTP
internal import PipelineCore

/// What Brevo counts requests by (developers.brevo.com, “Rate limits”; BREVO.md §4).
enum RateFamily: String, Sendable, Hashable, CaseIterable {
    /// `/contacts/…`, lists, attributes and imports included: whether they share one counter isn't documented, so they do.
    case contacts

    /// `POST /events`.
    case events

    /// `POST /smtp/email`.
    case email

    /// Everything else under `/smtp`.
    case smtp

    /// Everything else: `/account`, `/processes`.
    case other
}

/// The rates that an account's plan allows.
enum BrevoPlan: String, Sendable, Hashable, CaseIterable {
    /// Free, Starter and Standard.
    case general

    /// Professional and Enterprise.
    case advanced

    /// The Enterprise add-on. What it doesn't name is as in `advanced`.
    case extended

    func rates(_ family: RateFamily) -> [Rate] {
        switch (family, self) {
        case (.contacts, .general), (.events, .general): [Rate(10, per: .second), Rate(36_000, per: .hour)]
        case (.contacts, .advanced), (.events, .advanced): [Rate(20, per: .second), Rate(72_000, per: .hour)]
        case (.contacts, .extended), (.events, .extended): [Rate(60, per: .second), Rate(216_000, per: .hour)]
        case (.email, .general): [Rate(1_000, per: .second), Rate(3_600_000, per: .hour)]
        case (.email, .advanced): [Rate(2_000, per: .second), Rate(7_200_000, per: .hour)]
        case (.email, .extended): [Rate(6_000, per: .second), Rate(21_600_000, per: .hour)]
        case (.smtp, .general): [Rate(300, per: .hour)]
        case (.smtp, _): [Rate(600, per: .hour)]
        case (.other, .general): [Rate(100, per: .hour)]
        case (.other, _): [Rate(200, per: .hour)]
        }
    }
}

/// One limit as it is kept: our share of what the service allows.
struct FamilyLimit: Sendable, Hashable {
    /// What the service allows, as its headers name it.
    let stated: Rate

    /// Our part of it, at least 1.
    let count: Int

    init(_ rate: Rate, share: Double) {
        stated = rate
        count = max(1, Int((Double(rate.count) * min(1, max(0, share))).rounded(.down)))
    }

    /// As budgets are declared.
    var rateLimit: RateLimit {
        stated.period == .day ? .perUTCDay(count) : RateLimit(count, per: .seconds(stated.period.seconds))
    }
}
