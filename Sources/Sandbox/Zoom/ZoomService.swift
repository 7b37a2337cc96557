/// The simulated Zoom: what it holds and how a request goes through it.
struct ZoomService: Sendable {
    var world: ZoomWorld
    var tokens: ZoomTokens
    var oauth: ZoomOAuth
    var paging: ZoomPaging
    /// Rendered rows of attendance pages, by instance, form and range.
    var pages: [PageKey: [UInt8]] = [:]
    var uuidsInCache: Set<String> = []

    struct PageKey: Hashable {
        var uuid: String
        var form: String
        var lower: Int
        var upper: Int
    }

    init(_ configuration: SandboxConfiguration, anchor: Moment) {
        world = ZoomWorldBuilder.build(configuration, anchor: anchor)
        tokens = ZoomTokens(seed: configuration.seed, life: configuration.accessTokenLife)
        let scopes = Set(Operations.zoom.flatMap { $0.scopes.filter { $0.hasSuffix(":admin") } })
        oauth = ZoomOAuth(
            credentials: configuration.credentials,
            scopes: configuration.scopes ?? scopes.sorted()
        )
        paging = ZoomPaging(seed: configuration.seed, tokenLife: configuration.pageTokenLife)
    }

    /// The refusal for a request without a good token, or without any of the operation's scopes.
    func refusal(of call: Call, for operation: APIOperation?) -> Reply? {
        guard let header = call.authorization, header.hasPrefix("Bearer ") else { return ZoomError.invalidToken }
        switch tokens.standing(of: String(header.dropFirst(7)), at: call.now) {
        case .unknown: return ZoomError.invalidToken
        case .expired: return ZoomError.expiredToken
        case .good(let scopes):
            guard let operation, !operation.scopes.contains(where: scopes.contains) else { return nil }
            return ZoomError.reply(
                400,
                4711,
                "Invalid access token, does not contain scopes:[\(operation.scopes.joined(separator: ", "))]."
            )
        }
    }

    /// Refuses parameters that are in the definition but mean nothing here: ignoring them would answer wrongly.
    func refuse(_ names: String..., in call: Call) throws {
        for name in names where call.value(name).map({ $0 != "false" }) == true {
            throw Refusal(
                ZoomError.validation(
                    Shape.Problem(kind: .unknown, path: name, message: "The sandbox does not offer \(name).")
                )
            )
        }
    }

    /// The bearer token of the call, if any.
    static func token(of call: Call) -> String? {
        guard let header = call.authorization, header.hasPrefix("Bearer ") else { return nil }
        return String(header.dropFirst(7))
    }

    /// The user whose id or address stands in the path.
    func user(_ call: Call) throws -> Int {
        let key = call.segment("userId")
        // `me` is not for Server-to-Server tokens (ZOOM.md §2).
        guard let user = world.user(key) else { throw ZoomError.noUser(key) }
        return user
    }

    /// The session of the whole number in the path; a UUID isn't accepted here.
    func numbered(_ call: Call, _ family: ZoomSession.Family) throws -> Int {
        let name = family == .meeting ? "meetingId" : "webinarId"
        let text = call.segment(name)
        guard let id = Int(text) else {
            throw Refusal(ZoomError.reply(400, 300, "Invalid \(family.rawValue) id."))
        }
        guard let session = world.session(id) else { throw ZoomError.noSession(text, family) }
        guard world.sessions[session].family == family else {
            throw family == .meeting
                ? Refusal(ZoomError.reply(400, 3000, "Cannot access webinar info."))
                : Refusal(ZoomError.reply(400, 300, "Invalid webinar ID."))
        }
        return session
    }

    /// The instance whose UUID, or whose number (then the latest ended one), stands in the path.
    ///
    /// A UUID beginning with `/` or holding `//` must come encoded twice: encoded once, a slash is swallowed on the
    /// way and nothing is found. A raw `+` is read as a space (ZOOM.md §3).
    func instance(_ call: Call, _ family: ZoomSession.Family) throws -> (session: Int, instance: Int) {
        let name = family == .meeting ? "meetingId" : "webinarId"
        let raw = call.path[name] ?? ""
        let once = Percent.decode(path: raw.replacing("+", with: "%20")) ?? ""
        if let id = Int(once) {
            guard let session = world.session(id, family),
                let latest = world.sessions[session].instances.indices.filter({
                    world.sessions[session].instances[$0].hasEnded(at: call.now)
                }).max(by: {
                    world.sessions[session].instances[$0].start < world.sessions[session].instances[$1].start
                })
            else { throw ZoomError.noSession(once, family) }
            return (session, latest)
        }
        let twice = once.contains("%") ? Percent.decode(path: once) ?? "" : once
        let slashed = twice.hasPrefix("/") || twice.contains("//")
        guard !slashed || twice != once, let place = world.instance(twice),
            world.sessions[place.session].family == family,
            world.sessions[place.session].instances[place.instance].hasEnded(at: call.now)
        else {
            throw ZoomError.noSession(slashed && twice == once ? twice.replacing("/", with: "") : twice, family)
        }
        return place
    }
}
