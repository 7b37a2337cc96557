/// Decides which rows of an instance are one person.
///
/// By email, else by registrant, else by Zoom user; never by name: two people may share one, and one person may use two. A row
/// without an email joins the person whose other rows show its registrant id, or else its Zoom user id, if that is one person
/// only: a forwarded link gives two people the same registrant id, and then nobody can tell whose row it is.
enum Merging {
    /// The people behind rows, in the order of their first rows.
    ///
    /// The result doesn't depend on the order of the rows but for the order of the people.
    static func people(_ rows: [AttendanceRow]) -> [[AttendanceRow]] {
        var groups = Groups()
        let named = rows.indices.filter { !rows[$0].email.isEmpty }
        let unnamed = rows.indices.filter { rows[$0].email.isEmpty }
        for row in named { groups.put(row, in: "email \(rows[row].email)") }

        let byRegistrant = owners(named, rows, of: \.registrantID) { rows[$0].email }
        let byUser = owners(named, rows, of: \.userID) { rows[$0].email }
        let registered = unnamed.filter { !rows[$0].registrantID.isEmpty }
        // The rows of one registrant stay together, so the group as a whole finds its owner.
        let users = Dictionary(grouping: registered, by: { rows[$0].registrantID })
            .mapValues { Set($0.map { rows[$0].userID }.filter { !$0.isEmpty }) }
        for row in registered {
            let id = rows[row].registrantID
            let owner = byRegistrant[id]?.single ?? (byRegistrant[id] == nil ? users[id]?.owner(in: byUser) : nil)
            groups.put(row, in: owner.map { "email \($0)" } ?? "registrant \(id)")
        }

        let registrantsOfUser = owners(registered, rows, of: \.userID) { rows[$0].registrantID }
        for row in unnamed where rows[row].registrantID.isEmpty {
            let user = rows[row].userID
            guard !user.isEmpty else {
                groups.put(row, in: "row \(row)")
                continue
            }
            if let owner = byUser[user]?.single {
                groups.put(row, in: "email \(owner)")
            } else if byUser[user] == nil, let owner = registrantsOfUser[user]?.single {
                let place = registered.first { rows[$0].registrantID == owner }.flatMap { groups.name(of: $0) }
                groups.put(row, in: place ?? "registrant \(owner)")
            } else {
                groups.put(row, in: "user \(user)")
            }
        }
        return groups.inOrder.map { $0.map { rows[$0] } }
    }

    /// Who shows each id: the emails, or the registrants.
    private static func owners(
        _ indices: [Int],
        _ rows: [AttendanceRow],
        of id: (AttendanceRow) -> String,
        _ owner: (Int) -> String
    ) -> [String: Set<String>] {
        var owners: [String: Set<String>] = [:]
        for index in indices {
            let id = id(rows[index])
            if !id.isEmpty { owners[id, default: []].insert(owner(index)) }
        }
        return owners
    }

    private struct Groups {
        private var members: [String: [Int]] = [:]
        private var names: [Int: String] = [:]

        mutating func put(_ row: Int, in name: String) {
            members[name, default: []].append(row)
            names[row] = name
        }

        func name(of row: Int) -> String? { names[row] }

        /// The groups by their first rows.
        var inOrder: [[Int]] {
            members.values.map { $0.sorted() }.sorted { ($0.first ?? 0) < ($1.first ?? 0) }
        }
    }
}

extension Set<String> {
    /// The only element; nil if there are several.
    fileprivate var single: String? { count == 1 ? first : nil }

    /// The one person whom all these users are known to be.
    fileprivate func owner(in byUser: [String: Set<String>]) -> String? {
        reduce(into: Set<String>()) { $0.formUnion(byUser[$1] ?? []) }.single
    }
}
