/// The access tokens handed out and still good.
struct ZoomTokens: Sendable {
    enum Standing { case good([String]), expired, unknown }

    private struct Grant {
        var until: Moment
        var scopes: [String]
    }

    private var grants: [String: Grant] = [:]
    private var generator: SplitMix64
    private let life: Duration

    init(seed: UInt64, life: Duration) {
        generator = SplitMix64(seed: seed, part: "access tokens")
        self.life = life
    }

    /// Seconds an access token lives.
    var lifeSeconds: Int { Int(life.components.seconds) }

    /// A new token; the earlier ones stay good, as since June 2023 (ZOOM.md §2).
    mutating func issue(scopes: [String], at now: Moment) -> String {
        let token = "eyJzdiI6InNhbmRib3gifQ." + Token.opaque(86, &generator)
        grants[token] = Grant(until: now.adding(life), scopes: scopes)
        return token
    }

    mutating func revoke(_ token: String) {
        grants[token] = nil
    }

    /// Ends the token without forgetting it: it then answers as expired.
    mutating func expire(_ token: String, at now: Moment) {
        grants[token]?.until = now
    }

    func standing(of token: String, at now: Moment) -> Standing {
        guard let grant = grants[token] else { return .unknown }
        return now < grant.until ? .good(grant.scopes) : .expired
    }
}
