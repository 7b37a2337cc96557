internal import CEL

/// A person at one instance: all rows that are this person's, merged.
struct Person: Sendable, Hashable {
    /// The longest name shown; of equally long ones the first in alphabetical order.
    let name: String
    /// Normalized; empty where nobody knows it.
    let email: String
    let registrantID: String
    /// Nil when no row has a join time.
    let firstJoin: Timestamp?
    let lastLeave: Timestamp?
    /// Seconds attended: stays that overlap count once.
    let seconds: Int
    /// How many stays.
    let joins: Int
    let isInternal: Bool?
    let userID: String
    /// How many rows were merged into this person.
    let rows: Int

    /// Merges rows, of which there is at least one.
    init(_ rows: [AttendanceRow]) {
        let names = rows.map(\.name).filter { !$0.isEmpty }
        name = names.min { ($1.count, $0) < ($0.count, $1) } ?? ""
        email = rows.map(\.email).filter { !$0.isEmpty }.min() ?? ""
        registrantID = rows.map(\.registrantID).filter { !$0.isEmpty }.min() ?? ""
        userID = rows.map(\.userID).filter { !$0.isEmpty }.min() ?? ""
        firstJoin = rows.compactMap(\.join).min()
        lastLeave = rows.compactMap { $0.leave ?? $0.join?.later($0.duration) }.max()
        let intervals = rows.compactMap(\.interval)
        let untimed = rows.filter { $0.interval == nil }.reduce(0) { $0 + $1.duration }
        seconds = Int(Interval.union(intervals).rounded()) + untimed
        joins = rows.count
        isInternal = rows.compactMap(\.isInternal).reduce(nil) { $0 == true || $1 }
        self.rows = rows.count
    }
}
