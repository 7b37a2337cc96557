internal import HTTP

/// The waits of one session: the clock it sleeps by, and the dice for jitter. Tests bring their own of both.
struct Pacing: Sendable {
    let clock: any Clock<Duration>

    /// Random bits for jitter.
    let random: @Sendable () -> UInt64

    /// The waits between the attempts of a request: full jitter, at most 1 s, 2 s, 4 s … 30 s.
    let backoff = Backoff(base: .seconds(1), cap: .seconds(30))

    /// How often a request is sent at most.
    let maxAttempts = 8

    /// How often a service is tried that has never answered: a wrong address needn't be waited for.
    let maxFirstAttempts = 5

    /// How long a request waits in all between its attempts.
    let patience: Duration = .seconds(120)

    /// A random wait after this attempt has failed.
    func wait(after attempt: Int) -> Duration {
        var dice = Dice(roll: random)
        return backoff.wait(attempt: attempt, using: &dice)
    }

    func sleep(_ duration: Duration) async throws {
        guard duration > .zero else { return try Task.checkCancellation() }
        try await clock.sleep(for: duration)
    }

    private struct Dice: RandomNumberGenerator {
        let roll: @Sendable () -> UInt64

        mutating func next() -> UInt64 { roll() }
    }
}
