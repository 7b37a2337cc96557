/// All the simulated account holds.
struct ZoomWorld: Sendable {
    var accountID: String
    var users: [ZoomUser]
    var sessions: [ZoomSession]
    var people: People
    private var byID: [Int: Int] = [:]
    private var byUUID: [String: (session: Int, instance: Int)] = [:]
    private var userByKey: [String: Int] = [:]
    private var usedIDs = 0
    private var usedUUIDs = 0

    init(accountID: String, users: [ZoomUser], people: People) {
        self.accountID = accountID
        self.users = users
        self.people = people
        sessions = []
        for (index, user) in users.enumerated() {
            userByKey[user.id] = index
            userByKey[user.email] = index
        }
    }

    /// The user of that id or address.
    func user(_ key: String) -> Int? {
        userByKey[key] ?? userByKey[key.lowercased()]
    }

    func session(_ id: Int, _ family: ZoomSession.Family) -> Int? {
        byID[id].flatMap { sessions[$0].family == family ? $0 : nil }
    }

    func session(_ id: Int) -> Int? {
        byID[id]
    }

    /// The instance of that UUID.
    func instance(_ uuid: String) -> (session: Int, instance: Int)? {
        byUUID[uuid]
    }

    mutating func add(_ session: ZoomSession) {
        byID[session.id] = sessions.count
        for (index, instance) in session.instances.enumerated() { byUUID[instance.uuid] = (sessions.count, index) }
        sessions.append(session)
    }

    mutating func add(_ instance: ZoomInstance, to session: Int) {
        byUUID[instance.uuid] = (session, sessions[session].instances.count)
        sessions[session].instances.append(instance)
    }

    /// A number no meeting or webinar has yet: 11 digits for meetings, 10 for webinars.
    mutating func freshID(_ family: ZoomSession.Family) -> Int {
        usedIDs += 1
        let spread = Int(SplitMix64.mix(people.seed ^ UInt64(usedIDs)) % 7919)
        return (family == .meeting ? 81_000_000_000 : 9_100_000_000) + usedIDs * 7919 + spread
    }

    /// A UUID no instance has yet. Of each five one begins with `/`, one holds `//`, one holds `/` and `+`: those
    /// that break careless clients (ZOOM.md §3).
    mutating func freshUUID() -> String {
        usedUUIDs += 1
        var generator = SplitMix64(seed: people.seed, part: "uuid", usedUUIDs)
        var letters = Array(Token.uuid(&generator))
        switch usedUUIDs % 5 {
        case 1: letters.replaceSubrange(0..<1, with: "/")
        case 2: letters.replaceSubrange(6..<9, with: "/x+")
        case 3: letters.replaceSubrange(9..<11, with: "//")
        default: break
        }
        return String(letters)
    }

    /// The rows of an instance, made now if they weren't yet.
    mutating func attendance(_ place: (session: Int, instance: Int)) -> [ZoomAttendance] {
        let session = sessions[place.session]
        let instance = session.instances[place.instance]
        if let rows = instance.attendance { return rows }
        let rows = AttendanceMaker(people: people, host: users[session.host]).rows(of: instance, in: session)
        sessions[place.session].instances[place.instance].attendance = rows
        return rows
    }
}
