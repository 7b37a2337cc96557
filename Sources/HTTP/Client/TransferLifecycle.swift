/// Decides, for one transfer, who resumes the waiting task, so that it happens exactly once in every order of events.
///
/// `start` and `cancel` come from any thread, `begin` from the loop's thread, `finish` from either.
struct TransferLifecycle: Sendable {
    private enum Phase {
        /// Nobody waits yet.
        case idle

        /// The task waits, the loop has been told or is about to be.
        case waiting

        /// The task waits, but asked to be cancelled.
        ///
        /// The loop may hear of the cancellation before it hears of the start, since they are posted by two threads;
        /// so it asks here when it begins.
        case cancelling

        /// The task was resumed, or was cancelled before it waited.
        case finished
    }

    private var phase = Phase.idle

    /// The task is about to wait. False: it was cancelled before; don't post, resume it at once.
    mutating func start() -> Bool {
        guard phase == .idle else { return false }
        phase = .waiting
        return true
    }

    /// The task was cancelled. True: the loop must be told.
    mutating func cancel() -> Bool {
        switch phase {
        case .idle:
            phase = .finished
            return false
        case .waiting:
            phase = .cancelling
            return true
        case .cancelling, .finished:
            return false
        }
    }

    /// The loop is about to begin. False: cancelled meanwhile, so finish it instead.
    func mayBegin() -> Bool {
        phase == .waiting
    }

    /// There is a result. True: resume the task with it.
    mutating func finish() -> Bool {
        switch phase {
        case .waiting, .cancelling:
            phase = .finished
            return true
        case .idle, .finished:
            return false
        }
    }
}
