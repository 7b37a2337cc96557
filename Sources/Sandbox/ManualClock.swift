package import Foundation
import Synchronization

/// A clock that moves only when told, for tests of what expires: give its `now` to the configuration.
package final class ManualClock: Sendable {
    private let current: Mutex<Date>

    /// Starts at that moment; by default 2026-11-23 12:00 UTC.
    package init(_ start: Date = Date(timeIntervalSince1970: 1_795_435_200)) {
        current = Mutex(start)
    }

    /// What the clock shows.
    package var now: Date {
        current.withLock { $0 }
    }

    /// Moves it on.
    package func advance(by duration: Duration) {
        current.withLock { $0 += Double(duration.wholeMilliseconds) / 1000 }
    }
}
