internal import HTTP

/// What `x-sib-ratelimit-…` headers say (developers.brevo.com, “Rate limits”; BREVO.md §4).
struct RateStanding: Sendable, Hashable {
    /// The limit that the others are about.
    let limit: Int?

    /// Requests left.
    let remaining: Int?

    /// Until the limit is whole again. Documented as “typically seconds”, so it is read as that.
    let reset: Duration?

    init(_ headers: HTTPHeaders) {
        func number(_ name: String) -> Int? {
            headers.first("x-sib-ratelimit-\(name)").flatMap { Double($0) }.flatMap { Int(exactly: $0.rounded(.up)) }
        }
        limit = number("limit")
        remaining = number("remaining")
        reset = number("reset").flatMap { $0 >= 0 && $0 < 1_000_000_000 ? .seconds($0) : nil }
    }
}
