/// Waiters in groups: first come first served within a group, the groups taking turns.
struct FairQueue: Sendable {
    private struct Line {
        var ids: [UInt64] = []
        var head = 0
    }

    private var lines: [String: Line] = [:]

    /// The groups that have a line, in the order of their turns.
    private var turns: [String] = []
    private var next = 0

    /// Which ids are still waiting; one that was removed stays in its line until its turn.
    private var waiting: Set<UInt64> = []

    var count: Int { waiting.count }
    var isEmpty: Bool { waiting.isEmpty }

    /// All that wait, in no order.
    var ids: Set<UInt64> { waiting }

    mutating func append(_ id: UInt64, group: String) {
        if lines[group] == nil {
            // A new group's turn comes last.
            turns.insert(group, at: next)
            next += 1
        }
        lines[group, default: Line()].ids.append(id)
        waiting.insert(id)
    }

    /// Takes an id out of turn. False: it wasn't waiting.
    @discardableResult
    mutating func remove(_ id: UInt64) -> Bool {
        guard waiting.remove(id) != nil else { return false }
        if waiting.isEmpty {
            self = FairQueue()
        }
        return true
    }

    /// Takes the one whose turn it is.
    mutating func popFirst() -> UInt64? {
        while !turns.isEmpty {
            if next >= turns.count { next = 0 }
            let group = turns[next]
            guard let id = popFirst(of: group) else {
                lines[group] = nil
                turns.remove(at: next)
                continue
            }
            next += 1
            waiting.remove(id)
            return id
        }
        return nil
    }

    private mutating func popFirst(of group: String) -> UInt64? {
        guard var line = lines.removeValue(forKey: group) else { return nil }
        defer { lines[group] = line }
        while line.head < line.ids.count {
            let id = line.ids[line.head]
            line.head += 1
            if line.head > 64, line.head > line.ids.count / 2 {
                line.ids.removeFirst(line.head)
                line.head = 0
            }
            if waiting.contains(id) { return id }
        }
        return nil
    }
}
