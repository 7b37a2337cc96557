/// Ids with a time each, kept in the order of the times.
///
/// New ones nearly always belong at the end and old ones leave from the front, so a sorted array does.
struct Timetable: Sendable {
    private struct Entry: Comparable {
        var time: Duration
        var id: UInt64

        static func < (left: Entry, right: Entry) -> Bool {
            (left.time, left.id) < (right.time, right.id)
        }
    }

    private var entries: [Entry] = []
    private var times: [UInt64: Duration] = [:]

    /// Where the entries begin that haven't been removed; what is before is cleared now and then.
    private var start = 0

    var count: Int { entries.count - start }

    /// The time of the one at this place in the order.
    subscript(index: Int) -> Duration { entries[start + index].time }

    /// Adds an id, or moves it when it's there.
    mutating func insert(_ id: UInt64, at time: Duration) {
        remove(id)
        let entry = Entry(time: time, id: id)
        entries.insert(entry, at: position(of: entry))
        times[id] = time
    }

    /// Removes an id, if it's there.
    mutating func remove(_ id: UInt64) {
        guard let time = times.removeValue(forKey: id) else { return }
        entries.remove(at: position(of: Entry(time: time, id: id)))
    }

    /// Removes all whose time has come.
    mutating func removeAll(upTo now: Duration) {
        while start < entries.count, entries[start].time <= now {
            times[entries[start].id] = nil
            start += 1
        }
        if start > 64, start > entries.count / 2 {
            entries.removeFirst(start)
            start = 0
        }
    }

    /// Removes the first whose time has come.
    mutating func popFirst(upTo now: Duration) -> UInt64? {
        guard start < entries.count, entries[start].time <= now else { return nil }
        let id = entries[start].id
        remove(id)
        return id
    }

    /// The first place whose entry isn't less.
    private func position(of entry: Entry) -> Int {
        var low = start
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if entries[middle] < entry {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }
}
