extension SandboxState {
    /// Takes a request below `/zoom`: token, rate, strict check, operation, in this order.
    mutating func zoomResult(_ call: Call, _ segments: [Substring]) -> Result {
        if segments.first == "oauth" { return oauthResult(call, segments) }
        let match = ZoomService.routes.match(call.method, Array(segments.dropFirst()))
        guard case .found(let endpoint, let path) = match else {
            let refusal = zoom.refusal(of: call, for: nil)
            var kind = "unknown-path"
            if case .otherMethod = match { kind = "unknown-method" }
            log.record(
                violation(call, "zoom", nil, kind, "Zoom's definition has no such operation, or not this sandbox")
            )
            return Result(reply: tracked(refusal ?? ZoomError.unknownEndpoint), operation: "zoom (unknown)")
        }
        let operation = endpoint.operation
        var result = Result(reply: .empty(500), operation: "zoom \(operation.name)", label: operation.label)
        log.arrived(operation.label, at: call.now)
        if let refusal = zoom.refusal(of: call, for: operation) {
            result.reply = tracked(refusal)
            return result
        }
        let isCapped = operation.label == "zoom:heavy" || operation.label == "zoom:resource-intensive"
        let standing = gate.pass(isCapped ? [operation.label, "zoom:heavy-daily"] : [operation.label], at: call.now)
        if let standing, standing.isRefused {
            log.refused(operation.label)
            result.reply = tracked(Self.limited(standing, operation, at: call.now))
            return result
        }
        var call = call
        call.path = path
        let (body, bodyProblem) = parsed(call, for: operation)
        call.body = body
        if let problem = operation.problem(withQuery: call.query) ?? bodyProblem {
            log.record(violation(call, "zoom", operation, "parameter", problem.message))
            result.reply = ZoomError.validation(problem)
        } else {
            result.reply = Self.reply { try endpoint.answer(&zoom, call) }
        }
        if let standing { Self.addHeaders(standing, operation, to: &result.reply) }
        result.reply = tracked(result.reply)
        return result
    }

    private mutating func oauthResult(_ call: Call, _ segments: [Substring]) -> Result {
        let reply: Reply
        switch (call.method, segments.dropFirst().first) {
        case ("POST", "token"): reply = zoom.oauth.token(call, tokens: &zoom.tokens)
        case ("POST", "revoke"): reply = zoom.oauth.revoke(call, tokens: &zoom.tokens)
        default:
            log.record(violation(call, "zoom", nil, "unknown-path", "OAuth has POST /token and POST /revoke here"))
            reply = ZoomError.unknownEndpoint
        }
        return Result(reply: reply, operation: "zoom \(call.method) /oauth/\(segments.dropFirst().first ?? "")")
    }

    private func tracked(_ reply: Reply) -> Reply {
        var reply = reply
        reply.add("x-zm-trackingid", "v=2.0;clid=sandbox;rid=WEB_\(log.total)")
        return reply
    }

    private static let categories = [
        "zoom:light": "Light", "zoom:medium": "Medium", "zoom:heavy": "Heavy",
        "zoom:resource-intensive": "Resource-intensive",
    ]

    private static func addHeaders(_ standing: RateGate.Standing, _ operation: APIOperation, to reply: inout Reply) {
        reply.add("X-RateLimit-Category", categories[operation.label] ?? operation.label)
        reply.add("X-RateLimit-Type", standing.rate.seconds >= 86_400 ? "Daily-limit" : "QPS")
        reply.add("X-RateLimit-Limit", String(standing.rate.count))
        reply.add("X-RateLimit-Remaining", String(standing.remaining))
    }

    /// The 429 of a rate; a daily one says when the next day begins, as a date-time (ZOOM.md §6).
    private static func limited(_ standing: RateGate.Standing, _ operation: APIOperation, at now: Moment) -> Reply {
        let isDaily = standing.rate.seconds >= 86_400
        var reply = ZoomError.reply(
            429,
            429,
            isDaily
                ? "You have reached the maximum daily rate limit for this API. Refer to the response header for details "
                    + "on when you can make another request."
                : "You have reached the maximum per-second rate limit for this API. Try again later."
        )
        addHeaders(standing, operation, to: &reply)
        if isDaily { reply.add("Retry-After", now.startOfDay.adding(seconds: 86_400).text) }
        return reply
    }
}
