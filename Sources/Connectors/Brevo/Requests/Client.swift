internal import CEL
internal import HTTP
internal import PipelineCore
internal import Synchronization

/// Makes requests of Brevo: paced, repeated where that is safe, and with trouble of the whole account told apart.
struct Client: Sendable {
    let http: any HTTPSending
    let baseURL: String
    let key: Secret?
    let pacing: Pacing
    let clock: any Clock<Duration>
    let now: @Sendable () -> Timestamp

    /// Draws a wait from zero up to the one given.
    let jitter: @Sendable (Duration) -> Duration

    let outage = Outage()

    /// What may be sent again when nobody knows whether it arrived.
    enum Repeats: Sendable {
        /// Reads and upserts: twice does the same as once.
        case always
        /// Only what provably wasn't taken up: 429, 425, no connection.
        case ifRefused
    }

    /// Tries of one request, the first included.
    static let attempts = 6

    /// 429s that one request meets before it is given up: others may use the account too.
    static let throttles = 15

    /// The longest wait for a limit within a run: larger resets were seen in milliseconds (BREVO.md §4).
    static let longestPause = Duration.seconds(60)

    private static let backoff = Backoff(base: .milliseconds(500), cap: .seconds(30))

    /// For 429s that don't say how long.
    private static let throttleBackoff = Backoff(base: .seconds(1), cap: longestPause)

    /// Sends a request until it is answered for good.
    ///
    /// - Returns: A success, or a refusal that only the caller can judge (400, 404, 422).
    /// - Throws: ``ConnectorFailure``, `CancellationError`.
    func send(
        _ operation: Operation,
        _ parameters: [String] = [],
        query: [(name: String, value: String)] = [],
        body: [UInt8]? = nil,
        repeats: Repeats = .always,
        maxWait: Duration = .seconds(120),
        trace: Trace? = nil
    ) async throws -> Answer {
        let request = try request(operation, parameters, query: query, body: body)
        var attempt = 1
        var throttles = 0
        var isLost = false
        while true {
            let isLast = attempt >= Self.attempts
            let response: HTTPResponse
            do {
                response = try await pacing.send(request, family: operation.family, over: http, maxWait: maxWait)
            } catch let failure as HTTPFailure {
                if failure.mayHaveArrived { trace?.mark() }
                try await recover(from: failure, operation, repeats, attempt: attempt, isLast: isLast)
                isLost = isLost || failure.mayHaveArrived
                attempt += 1
                continue
            } catch let exhausted as BudgetExhausted {
                throw ConnectorFailure(exhausted, operation)
            }
            let answer = Answer(operation: operation, response: response, followsLostTry: isLost)
            switch response.status {
            case 429:
                throttles += 1
                try throttle(answer, time: throttles)
                continue
            case 425, 408, 500...599:
                if response.status != 425 { trace?.mark() }
                guard !isLast, repeats == .always || response.status == 425 else {
                    throw outage.failed(answer.summary)
                }
                isLost = isLost || response.status != 425
                try await clock.sleep(for: wait(response, attempt: attempt))
            default:
                outage.passed()
                if let trouble = answer.accountTrouble { throw trouble }
                return answer
            }
            attempt += 1
        }
    }

    private func request(
        _ operation: Operation,
        _ parameters: [String],
        query: [(name: String, value: String)],
        body: [UInt8]?
    ) throws -> HTTPRequest {
        guard let key else {
            throw ConnectorFailure(
                .unauthorized,
                "there is no API key for Brevo",
                remedy: "Set `connectors.brevo.api_key`, or `BREVO_API_KEY` in the environment."
            )
        }
        guard !key.revealed.hasPrefix("xsmtpsib-") else {
            throw ConnectorFailure(
                .unauthorized,
                "`connectors.brevo.api_key` is an SMTP key",
                remedy: Answer.smtpKeyRemedy
            )
        }
        var headers: HTTPHeaders = ["api-key": key.revealed, "Accept": "application/json"]
        if body != nil { headers.set("Content-Type", "application/json") }
        let tail = query.isEmpty ? "" : "?" + PercentEncoding.query(query)
        return HTTPRequest(
            operation.method,
            baseURL + operation.target(parameters) + tail,
            headers: headers,
            body: body
        )
    }

    private func recover(
        from failure: HTTPFailure,
        _ operation: Operation,
        _ repeats: Repeats,
        attempt: Int,
        isLast: Bool
    ) async throws {
        switch failure.kind {
        case .cancelled, .shutDown: throw CancellationError()
        case .refusedURL, .invalidRequest, .tooLarge:
            throw ConnectorFailure(.permanent, "\(operation.name) failed: \(failure.message)")
        case .couldNotResolve, .couldNotConnect, .tls, .timedOut, .reset, .truncated, .protocolError, .local:
            break
        }
        guard !isLast, repeats == .always || !failure.mayHaveArrived else {
            let isUnreachable = [.couldNotResolve, .couldNotConnect, .tls].contains(failure.kind)
            if isUnreachable {
                throw ConnectorFailure(
                    .unreachable,
                    "\(operation.name) failed: \(failure.message)",
                    remedy: "Check the network, the proxy and `connectors.brevo.api_url`."
                )
            }
            throw outage.failed("\(operation.name) failed: \(failure.message)")
        }
        try await clock.sleep(for: jitter(Self.backoff.ceiling(attempt: attempt)))
    }

    /// Pauses the whole family; the next try waits with all others.
    private func throttle(_ answer: Answer, time: Int) throws {
        let standing = RateStanding(answer.response.headers)
        let asked = retryAfter(answer.response) ?? standing.reset
        let wait = max(asked ?? Self.throttleBackoff.ceiling(attempt: time), .milliseconds(100))
        let family = answer.operation.family
        pacing.pause(family, for: min(wait, Self.longestPause))
        let isHopeless = wait > Self.longestPause && pacing.isHourly(standing.limit, family)
        guard time < Self.throttles, !isHopeless else {
            let until = now().adding(seconds: wait)
            throw ConnectorFailure(
                .exhausted(until: until),
                "\(answer.summary): Brevo's limit for `\(family.rawValue)` requests is used up until about \(until.rfc3339)",
                remedy: "Run again then. If others use this account, set `connectors.brevo.rate_share`."
            )
        }
    }

    private func wait(_ response: HTTPResponse, attempt: Int) -> Duration {
        let drawn = jitter(Self.backoff.ceiling(attempt: attempt))
        return max(drawn, min(retryAfter(response) ?? .zero, Self.longestPause))
    }

    private func retryAfter(_ response: HTTPResponse) -> Duration? {
        response.headers.first("Retry-After").flatMap { RetryAfter.wait($0, now: UnixTime(now())) }
    }
}

extension Timestamp {
    /// The moment so much later, in whole seconds.
    func adding(seconds: Duration) -> Timestamp {
        Timestamp(seconds: self.seconds + seconds.components.seconds, nanoseconds: nanoseconds)
    }
}

extension ConnectorFailure {
    fileprivate init(_ exhausted: BudgetExhausted, _ operation: Operation) {
        let seconds = exhausted.until.sinceEpoch.components.seconds
        let until = Timestamp(seconds: seconds)
        self.init(
            .exhausted(until: until),
            "\(operation.name) wasn't sent: Brevo's limit for `\(exhausted.label)` requests is used up "
                + "(\(exhausted.reason)) until about \(until.rfc3339)",
            remedy: "Run again then, or raise `connectors.brevo.plan` if the account has a larger one."
        )
    }
}

/// Tells a service that is down from single requests that it can't handle.
final class Outage: Sendable {
    private let inARow = Mutex(0)

    /// So many requests given up in a row, none answered between, mean that the service is down.
    static let threshold = 8

    func passed() { inARow.withLock { $0 = 0 } }

    /// A request was given up after all repeats.
    func failed(_ message: String) -> ConnectorFailure {
        let count = inARow.withLock { count in
            count += 1
            return count
        }
        let remedy = "Brevo has trouble; what is pending is delivered by a later run. See status.brevo.com."
        return ConnectorFailure(count >= Self.threshold ? .unreachable : .temporary, message, remedy: remedy)
    }
}
