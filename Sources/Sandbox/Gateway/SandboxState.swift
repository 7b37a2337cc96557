/// Everything that changes while the sandbox runs. One request at a time goes through it.
struct SandboxState: Sendable {
    /// An answer and how it reaches the client.
    struct Outcome: Sendable {
        enum Delivery: Sendable { case whole, truncated, reset }
        var reply: Reply
        var delivery = Delivery.whole
        var isSlow = false
    }

    /// What a service made of a request, for the log.
    struct Result {
        var reply: Reply
        var operation: String
        var label: String?
    }

    var zoom: ZoomService
    var brevo: BrevoService
    var gate: RateGate
    var dice: FaultDice
    var log = RequestLog()
    let configuration: SandboxConfiguration

    init(_ configuration: SandboxConfiguration) {
        let anchor = Moment(configuration.now())
        self.configuration = configuration
        zoom = ZoomService(configuration, anchor: anchor)
        brevo = BrevoService(configuration, anchor: anchor)
        gate = RateGate(configuration.limits.rates(plan: configuration.plan, tier: configuration.tier))
        dice = FaultDice(seed: configuration.seed, faults: configuration.faults)
    }

    /// Answers one request. The inspection is under no limits and no faults.
    mutating func answer(_ call: Call) -> Outcome {
        // Empty segments vanish, as on Zoom's way in: a slash of a badly encoded UUID is swallowed (ZOOM.md §3).
        let segments = call.rawPath.split(separator: "/")
        brevo.settle(at: call.now)
        switch (segments.first, segments.dropFirst().first) {
        case ("_sandbox", _): return Outcome(reply: inspect(call, Array(segments.dropFirst())))
        case ("zoom", "v2"), ("zoom", "oauth"):
            return answer(call, isZoom: true) { $0.zoomResult(call, Array(segments.dropFirst())) }
        case ("brevo", "v3"), ("brevo", "reports"):
            return answer(call, isZoom: false) { $0.brevoResult(call, Array(segments.dropFirst())) }
        default:
            log.record(violation(call, "sandbox", nil, "unknown-path", "no service is at this path"))
            return Outcome(
                reply: .json(["message": "The sandbox has /zoom/v2, /zoom/oauth, /brevo/v3, /_sandbox."], status: 404)
            )
        }
    }

    private mutating func answer(
        _ call: Call,
        isZoom: Bool,
        _ process: (inout SandboxState) -> Result
    ) -> Outcome {
        let isAPI = isZoom && call.rawPath.hasPrefix("/zoom/v2")
        let fault = dice.roll(onZoomAPI: isAPI)
        if fault.kind == .expireToken, let token = ZoomService.token(of: call) {
            zoom.tokens.expire(token, at: call.now)
        }
        var outcome: Outcome
        switch fault.kind {
        case .tooManyRequests:
            outcome = Outcome(reply: Self.tooMany(isZoom))
            log.answered("(fault before effect)", label: nil, outcome: "429")
        case .serverError, .reset, .truncate:
            var reply = Self.serverError(isZoom)
            if fault.effectHappens || (fault.kind == .truncate && call.method == "GET") {
                let result = process(&self)
                log.answered(result.operation, label: result.label, outcome: fault.kind?.rawValue ?? "")
                if fault.kind == .truncate { reply = result.reply }
            } else {
                log.answered("(fault before effect)", label: nil, outcome: fault.kind?.rawValue ?? "")
            }
            outcome = Outcome(reply: reply)
            // An answer without a body can't be cut short; its connection is reset.
            outcome.delivery =
                fault.kind == .serverError
                ? .whole : fault.kind == .truncate && reply.bytes.count > 1 ? .truncated : .reset
        case .expireToken, .slow, nil:
            let result = process(&self)
            log.answered(result.operation, label: result.label, outcome: String(result.reply.status))
            outcome = Outcome(reply: result.reply)
        }
        outcome.isSlow = fault.isSlow
        return outcome
    }

    /// The 429 met when somebody else has used up the account's rate of this second.
    private static func tooMany(_ isZoom: Bool) -> Reply {
        var reply: Reply
        if isZoom {
            reply = ZoomError.reply(
                429,
                429,
                "You have reached the maximum per-second rate limit for this API. Try again later."
            )
            reply.add("X-RateLimit-Type", "QPS")
            reply.add("X-RateLimit-Remaining", "0")
        } else {
            reply = BrevoError.reply(429, "too_many_requests", "API rate limit exceeded")
            reply.add("x-sib-ratelimit-limit", "10")
            reply.add("x-sib-ratelimit-remaining", "0")
            reply.add("x-sib-ratelimit-reset", "1")
        }
        return reply
    }

    private static func serverError(_ isZoom: Bool) -> Reply {
        isZoom
            ? ZoomError.reply(500, 500, "Internal server error.")
            : BrevoError.reply(500, "internal_error", "Internal server error")
    }

    func violation(
        _ call: Call,
        _ service: String,
        _ operation: APIOperation?,
        _ kind: String,
        _ message: String
    ) -> RequestLog.Violation {
        RequestLog.Violation(
            at: call.now,
            service: service,
            request: "\(call.method) \(call.rawPath)",
            operation: operation?.name,
            kind: kind,
            message: message
        )
    }

    /// Answers from a handler, its refusals being answers too.
    static func reply(_ body: () throws -> Reply) -> Reply {
        do {
            return try body()
        } catch let refusal as Refusal {
            return refusal.reply
        } catch {
            return .json(["message": .string("\(error)")], status: 500)
        }
    }

    /// The body as JSON where the operation takes one; the problem when it isn't of the operation's form.
    func parsed(_ call: Call, for operation: APIOperation) -> (WireValue, Shape.Problem?) {
        guard let shape = operation.body else {
            // Clients may send an empty object with a method that takes no body.
            return call.bytes.isEmpty || call.bytes == Array("{}".utf8)
                ? (.null, nil)
                : (.null, Shape.Problem(kind: .unknown, path: "body", message: "\(operation.name) takes no body"))
        }
        do {
            let body = try WireParser.parse(call.bytes)
            return (body, shape.problem(with: body))
        } catch {
            let message = "the body is not JSON: \(error.message) at byte \(error.offset)"
            return (.null, Shape.Problem(kind: .wrongType, path: "body", message: message))
        }
    }
}
