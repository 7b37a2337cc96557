internal import State

/// Which keys of a destination wait, are on their way, or are put off: the bookkeeping of a ``DeliveryDesk``. Pure.
///
/// The outbox is gone through in the order of arrival. Each row's key is either taken, with everything that waits for it, or
/// it was taken before and is still busy; then it is remembered, and taken again when it comes back. So no row is left behind,
/// and no key is taken twice at a time.
struct Backlog: Sendable, Hashable {
    /// The number of the last row met.
    private(set) var last = 0

    /// Keys that can't be taken: on their way, or put off for this run.
    private(set) var busy: Set<String> = []

    /// Keys that came back and may have rows that wait.
    private(set) var due: [String] = []

    /// Keys whose rows are delivered one by one, because the service refused what several of them asked for together.
    private(set) var isolated: Set<String> = []

    /// The number of keys put off.
    private(set) var deferred = 0

    /// Busy keys that had rows met meanwhile.
    private var again: Set<String> = []

    /// The rows that had arrived before the last look that reached the outbox's end; -1 before the first.
    private var seen = -1

    /// Rows on their way or put off, and rows settled.
    private var away = 0
    private var settled = 0

    /// Whether there may be rows to take, when `arrived` rows ever arrived.
    func hasMore(arrived: Int) -> Bool { !due.isEmpty || arrived > seen }

    /// About how many rows wait to be taken or sent.
    func waiting(arrived: Int) -> Int { max(0, arrived - settled - away) }

    /// Takes the keys of a page.
    ///
    /// - Parameter arrived: The rows that had arrived before the page was read: later ones may not be in it.
    mutating func take(_ page: OutboxPage, arrived: Int) {
        last = max(last, page.last)
        if page.isEnd { seen = max(seen, arrived) }
        again.formUnion(page.passed)
        for key in page.keys { busy.insert(key.key) }
    }

    /// Takes up to `limit` keys that came back.
    mutating func takeDue(_ limit: Int) -> [String] {
        let keys = Array(due.prefix(limit))
        due.removeFirst(keys.count)
        busy.formUnion(keys)
        return keys
    }

    /// A key's rows, or many keys' rows, go on their way.
    mutating func send(rows: Int) { away += rows }

    /// Keys were taken up on their way from an earlier run.
    mutating func adopt(_ keys: [String]) {
        busy.formUnion(keys)
        away += keys.count
    }

    /// Rows came back from their way; `settled` of them for good.
    mutating func receive(rows: Int, settled: Int) {
        away -= rows
        self.settled += settled
    }

    /// Rows were settled without being sent.
    mutating func settle(rows: Int) { settled += rows }

    /// A key isn't busy any more.
    ///
    /// - Parameter isLeft: Whether rows of it are known to wait.
    mutating func free(_ key: String, isLeft: Bool) {
        guard busy.remove(key) != nil else { return }
        if again.remove(key) != nil || isLeft || isolated.contains(key) { due.append(key) }
    }

    /// Nothing waited for a key that was taken because it came back.
    mutating func freeEmpty(_ key: String) {
        busy.remove(key)
        isolated.remove(key)
        if again.remove(key) != nil { due.append(key) }
    }

    /// A key's rows will be delivered one by one.
    mutating func isolate(_ key: String) { isolated.insert(key) }

    /// Puts a key off for the rest of the run: it stays busy, and its rows away.
    mutating func putOff(_ key: String) { deferred += 1 }
}
