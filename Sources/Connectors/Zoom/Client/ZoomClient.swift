internal import CEL
internal import HTTP
internal import Logging
internal import PipelineCore
internal import Synchronization

/// Sends requests to Zoom: with a token, within the budgets, again where that may help.
///
/// All requests are `GET`s, so that sending one twice does no harm.
final class ZoomClient: Sendable {
    let settings: ZoomSettings
    let http: any HTTPSending
    private let pacing: Pacing
    private let now: @Sendable () -> Timestamp
    private let logger: Logger
    let tokens: TokenSource
    private let budgets: RateBudgets
    private let counters: DailyCounters

    private struct Tally {
        var requests: [RateLabel: Int] = [:]
        var throttled = 0
        var hasAnswered = false
        /// The newest token with which a request succeeded.
        var acceptedToken = 0
        /// Operations that the token lacks the scopes for, as Zoom said.
        var denied: [String: ZoomFailure] = [:]
    }

    private let tally = Mutex(Tally())

    init(_ settings: ZoomSettings, http: any HTTPSending, pacing: Pacing, context: ConnectorContext, logger: Logger) {
        self.settings = settings
        self.http = http
        self.pacing = pacing
        self.now = context.now
        self.logger = logger
        tokens = TokenSource(settings, http: http, pacing: pacing, now: context.now, logger: logger)
        budgets = Self.budgets(settings.limits, clock: pacing.clock, now: context.now)
        counters = DailyCounters(
            context.counters,
            account: "zoom:\(settings.accountID)",
            table: settings.limits,
            now: context.now,
            logger: logger
        )
    }

    private static func budgets(
        _ table: RateTable,
        clock: some Clock<Duration>,
        now: @escaping @Sendable () -> Timestamp
    ) -> RateBudgets {
        RateBudgets(table.plans, clock: clock, wallClock: { now().unixTime })
    }

    /// Checks that Zoom accepts the credentials: one request, none when there is a token.
    func check() async throws { _ = try await tokens.token() }

    /// Whether the token has a scope for the operation; true when Zoom didn't say which scopes it has.
    func mayUse(_ operation: Operation) async throws -> Bool {
        if tally.withLock({ $0.denied[operation.path] != nil }) { return false }
        guard let scopes = try await tokens.token().scopes else { return true }
        return (operation.granular + operation.classic).contains {
            scopes.contains($0) || scopes.contains($0 + ":master")
        }
    }

    /// What was sent so far, and the 429s met.
    var usage: Usage {
        tally.withLock { tally in
            let requests = tally.requests.map { ($0.key.rawValue, $0.value) }
            let limits = settings.limits.rates.map { ($0.key.rawValue, $0.value) }
            return Usage(
                requests: Dictionary(uniqueKeysWithValues: requests),
                throttled: tally.throttled,
                limits: Dictionary(uniqueKeysWithValues: limits)
            )
        }
    }

    /// Saves what must survive.
    func close() async { await counters.save() }

    /// Sends a request until it is answered well, or can't be.
    ///
    /// - Parameters:
    ///   - group: Who asks, so that pipelines share the budgets fairly.
    ///   - read: Reads the body of a 200; nil, when the body is broken off or isn't what it should be.
    /// - Throws: ``ZoomFailure``; `CancellationError`.
    func send<Answer>(
        _ request: ZoomRequest,
        group: String,
        read: ([UInt8]) throws -> Answer?
    ) async throws -> Answer {
        guard try await mayUse(request.operation) else { throw missingScope(request.operation) }
        try await counters.restore(to: budgets)
        var patience = Patience()
        var refusals = Refusals()
        while true {
            switch try await attempt(request, group, read) {
            case .answer(let answer): return answer
            case .failed(let failure):
                throw remembered(failure, request.operation)
            case .refused(let failure, let token, let isExpired):
                let hadWorked = tally.withLock { $0.acceptedToken >= token.number }
                guard refusals.allowRenewal(hadWorked: hadWorked, isExpired: isExpired) else { throw failure }
                tokens.refuse(token)
            case .again(let failure, let asked):
                try await wait(&patience, asked: asked, failure)
            case .throttled(let isDaily, let asked, let message, let trackingID):
                tally.withLock { $0.throttled += 1 }
                func failure(_ kind: ZoomFailure.Kind) -> ZoomFailure {
                    ZoomFailure(kind, request.operation.name, message, trackingID: trackingID)
                }
                if let end = pause(request.operation.label, isDaily: isDaily, asked: asked) {
                    throw failure(.exhausted(until: end))
                }
                try await wait(&patience, asked: asked, minimum: .seconds(1), failure(.temporary))
            }
        }
    }

    /// Waits for the next attempt.
    ///
    /// - Throws: `failure`, when there is none.
    private func wait(
        _ patience: inout Patience,
        asked: Duration?,
        minimum: Duration = .zero,
        _ failure: ZoomFailure
    ) async throws {
        guard let wait = patience.waitAfterFailure(failure.kind, asked: asked, minimum: minimum, pacing: pacing) else {
            throw failure
        }
        try await pacing.sleep(wait)
    }

    /// A day's limit stops the label until the service says, or midnight UTC; a second's limit makes the request wait, and
    /// the whole label where the service names a time.
    ///
    /// - Returns: when the label may go on, if that is too long to wait.
    private func pause(_ label: RateLabel, isDaily: Bool, asked: Duration?) -> Timestamp? {
        let budget = budgets[label.rawValue]
        guard asked.map({ $0 > pacing.patience }) ?? isDaily else {
            if let asked { budget?.pause(for: asked) }
            return nil
        }
        let end = asked.map { now().unixTime + $0 } ?? now().nextDay.unixTime
        budget?.pause(until: end)
        return Timestamp(end)
    }

    /// Waits for its turn, sends once, and judges what came.
    ///
    /// The token is taken last: one taken before the wait may be over after it.
    private func attempt<Answer>(
        _ request: ZoomRequest,
        _ group: String,
        _ read: ([UInt8]) throws -> Answer?
    ) async throws -> Outcome<Answer> {
        let operation = request.operation
        let permit: Permit
        do {
            permit = try await permission(operation, group)
        } catch let exhausted as BudgetExhausted {
            let until = Timestamp(exhausted.until)
            return .failed(ZoomFailure(.exhausted(until: until), operation.name, exhausted.description))
        }
        let token: TokenSource.Token
        do {
            token = try await tokens.token()
        } catch {
            permit.notSent()
            throw error
        }
        let isSaveDue = counters.count(operation.label)
        let response: HTTPResponse
        do {
            response = try await sendOnce(request, token, permit)
        } catch {
            return try .of(error, to: operation, hasAnswered: tally.withLock { $0.hasAnswered })
        }
        if isSaveDue { await counters.save() }
        let trackingID = response.headers.first("x-zm-trackingid") ?? "-"
        logger.debug("\(operation.name) \(response.status)", metadata: ["trackingid": "\(trackingID)"])
        observe(response, operation.label)
        let outcome = try Outcome.of(response, to: operation, with: token, now: now(), read: read)
        if case .answer = outcome { tally.withLock { $0.acceptedToken = max($0.acceptedToken, token.number) } }
        return outcome
    }

    private func permission(_ operation: Operation, _ group: String) async throws -> Permit {
        guard let budget = budgets[operation.label.rawValue] else {
            throw ZoomFailure(.refused, operation.name, "there is no budget for \(operation.label.rawValue)")
        }
        return try await budget.acquire(group: group)
    }

    private func sendOnce(
        _ request: ZoomRequest,
        _ token: TokenSource.Token,
        _ permit: Permit
    ) async throws(HTTPFailure) -> HTTPResponse {
        tally.withLock { $0.requests[request.operation.label, default: 0] += 1 }
        var http = request.http(base: settings.apiURL, token: token.text)
        http.onWriting = { permit.writing() }
        do throws(HTTPFailure) {
            let response = try await self.http.send(http)
            permit.answered()
            tally.withLock { $0.hasAnswered = true }
            return response
        } catch {
            if error.mayHaveArrived { permit.unanswered() } else { permit.notSent() }
            throw error
        }
    }

    /// Corrects the daily budget by what Zoom says is left of it; others use the account, too.
    private func observe(_ response: HTTPResponse, _ label: RateLabel) {
        guard settings.limits.dailyCaps[label] != nil,
            response.headers.first("X-RateLimit-Type")?.lowercased().contains("daily") == true,
            let remaining = response.headers.first("X-RateLimit-Remaining").flatMap(Int.init)
        else { return }
        budgets[label.rawValue]?.observe(remaining: remaining, resetAfter: counters.untilMidnight)
    }

    /// Keeps in mind what the token has no scope for, so that it isn't tried again.
    private func remembered(_ failure: ZoomFailure, _ operation: Operation) -> ZoomFailure {
        guard case .missingScopes(let names) = failure.kind else { return failure }
        let scopes = names.isEmpty ? [operation.recommendedScope] : names
        let named = ZoomFailure(.missingScopes(scopes), operation.name, failure.message, trackingID: failure.trackingID)
        tally.withLock { $0.denied[operation.path] = named }
        return named
    }

    /// The failure of an operation that the token has no scope for.
    private func missingScope(_ operation: Operation) -> ZoomFailure {
        if let known = tally.withLock({ $0.denied[operation.path] }) { return known }
        return ZoomFailure(
            .missingScopes([operation.recommendedScope]),
            operation.name,
            "the app has no scope for it: \(operation.recommendedScope), or the classic \(operation.classic[0])"
        )
    }
}
