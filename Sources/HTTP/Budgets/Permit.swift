/// The right to send one request; tell it what becomes of the request, once.
///
/// One that is let go without a word counts as sent.
package final class Permit: Sendable {
    private let id: UInt64
    private let budgets: RateBudgets

    init(id: UInt64, budgets: RateBudgets) {
        self.id = id
        self.budgets = budgets
    }

    deinit {
        budgets.change { machine, _ in machine.forget(id) }
    }

    /// The request is being written just now (`HTTPRequest.onWriting`). Makes pacing exact on new connections.
    package func writing() {
        budgets.change { $0.written(id, at: $1.now) }
    }

    /// The answer is there.
    ///
    /// - Parameter latency: how long it took since the permit was given; nil: until now.
    package func answered(latency: Duration? = nil) {
        budgets.change { $0.answered(id, latency: latency, at: $1.now) }
    }

    /// There is no answer, but the request may have arrived.
    package func unanswered() {
        budgets.change { $0.unanswered(id, at: $1.now) }
    }

    /// The request never left: somebody else may go in its place.
    package func notSent() {
        budgets.change { machine, _ in machine.notSent(id) }
    }
}
