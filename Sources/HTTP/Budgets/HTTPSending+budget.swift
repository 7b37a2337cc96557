extension HTTPSending {
    /// Sends a request as soon as the budget allows, and tells the budget what became of it.
    ///
    /// Reading the service's own headers and reacting to 429 is the caller's business: only the caller knows them.
    ///
    /// - Throws: `HTTPFailure`, `BudgetExhausted`, `CancellationError` (while waiting; nothing was sent).
    package func send(
        _ request: HTTPRequest,
        within budget: Budget,
        group: String = "",
        maxWait: Duration = .seconds(120)
    ) async throws -> HTTPResponse {
        let permit = try await budget.acquire(group: group, maxWait: maxWait)
        var request = request
        let onWriting = request.onWriting
        request.onWriting = {
            permit.writing()
            onWriting?()
        }
        do throws(HTTPFailure) {
            let response = try await send(request)
            permit.answered()
            return response
        } catch {
            if error.mayHaveArrived {
                permit.unanswered()
            } else {
                permit.notSent()
            }
            throw error
        }
    }
}
