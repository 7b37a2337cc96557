extension SandboxState {
    /// Takes a request below `/brevo`: key, rate, strict check, operation, in this order.
    mutating func brevoResult(_ call: Call, _ segments: [Substring]) -> Result {
        if segments.first == "reports" { return reportResult(segments) }
        if let refusal = brevo.refusal(of: call) { return Result(reply: refusal, operation: "brevo (unauthorized)") }
        let endpoint: Endpoint<BrevoService>
        var call = call
        switch BrevoService.routes.match(call.method, Array(segments.dropFirst())) {
        case .found(let found, let path): (endpoint, call.path) = (found, path)
        case .otherMethod:
            log.record(
                violation(call, "brevo", nil, "unknown-method", "the path has no such method, or not in this sandbox")
            )
            return Result(reply: BrevoError.otherMethod, operation: "brevo (unknown)")
        case .unknown:
            log.record(violation(call, "brevo", nil, "unknown-path", "Brevo has no such path, or not this sandbox"))
            return Result(reply: BrevoError.unknownEndpoint, operation: "brevo (unknown)")
        }
        let operation = endpoint.operation
        var result = Result(reply: .empty(500), operation: "brevo \(operation.name)", label: operation.label)
        log.arrived(operation.label, at: call.now)
        let standing = gate.pass([operation.label], at: call.now)
        if let standing, standing.isRefused {
            log.refused(operation.label)
            result.reply = BrevoError.reply(429, "too_many_requests", "API rate limit exceeded")
        } else if let problem = operation.problem(withQuery: call.query) {
            log.record(violation(call, "brevo", operation, "parameter", problem.message))
            result.reply = BrevoError.strict(problem)
        } else {
            let (body, problem) = parsed(call, for: operation)
            if let problem {
                log.record(violation(call, "brevo", operation, "body", problem.message))
                result.reply = BrevoError.strict(problem)
            } else {
                call.body = body
                result.reply = Self.reply { try endpoint.answer(&brevo, call) }
            }
        }
        if let standing {
            result.reply.add("x-sib-ratelimit-limit", String(standing.rate.count))
            result.reply.add("x-sib-ratelimit-remaining", String(standing.remaining))
            result.reply.add("x-sib-ratelimit-reset", String(standing.reset))
        }
        return result
    }

    private func reportResult(_ segments: [Substring]) -> Result {
        var reply = BrevoError.unknownEndpoint
        if segments.count == 3, let id = Int(segments[1]), segments[2].hasSuffix(".csv"),
            let report = brevo.report(process: id, kind: String(segments[2].dropLast(4)))
        {
            reply = report
        }
        return Result(reply: reply, operation: "brevo GET report")
    }
}
