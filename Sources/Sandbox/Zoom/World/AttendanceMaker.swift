/// Makes the attendance rows of one instance from the seed.
struct AttendanceMaker: Sendable {
    var people: People
    var host: ZoomUser

    /// The rows in the order of joining.
    func rows(of instance: ZoomInstance, in session: ZoomSession) -> [ZoomAttendance] {
        guard instance.peopleCount > 0 else { return [] }
        var generator = SplitMix64(seed: people.seed, part: instance.uuid)
        var nextUserID = 16_778_240
        var rows: [ZoomAttendance] = []
        rows.reserveCapacity(instance.peopleCount + instance.peopleCount / 5)
        rows.append(hostRow(instance, userID: nextUserID))
        let registrants = Dictionary(
            session.registrants.lazy.filter { $0.status == .approved }.map { ($0.person, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        for offset in 1..<max(1, instance.peopleCount) {
            let person = people.person(instance.firstPerson + offset)
            var row = arrival(of: person, registrant: registrants[person.index], session, instance, &generator)
            nextUserID += 1024
            row.userID = nextUserID
            var waiting = row
            if generator.chance(0.05) {
                waiting.isInWaitingRoom = true
                waiting.leave = row.join
                waiting.join = Moment(milliseconds: row.join.milliseconds - 1000 * (20 + generator.below(200)))
                rows.append(waiting)
            }
            appendStays(of: row, in: instance, nextUserID: &nextUserID, to: &rows, &generator)
        }
        rows.sort { ($0.join, $0.userID) < ($1.join, $1.userID) }
        return rows
    }

    private func hostRow(_ instance: ZoomInstance, userID: Int) -> ZoomAttendance {
        ZoomAttendance(
            identity: host.email,
            name: host.displayName,
            email: host.email,
            userID: userID,
            accountID: host.id,
            registrantID: nil,
            join: instance.start,
            leave: instance.end,
            isColleague: true
        )
    }

    private func arrival(
        of person: Person,
        registrant: ZoomRegistrant?,
        _ session: ZoomSession,
        _ instance: ZoomInstance,
        _ generator: inout SplitMix64
    ) -> ZoomAttendance {
        let length = instance.end.milliseconds - instance.start.milliseconds
        var join = instance.start.milliseconds + generator.below(length / 6 / 1000) * 1000
        var leave = instance.end.milliseconds - generator.below(length / 3 / 1000) * 1000
        if generator.chance(0.1) { join += 660 }
        if generator.chance(0.1) { leave -= 340 }
        var row = ZoomAttendance(
            identity: person.email,
            name: person.name,
            email: "",
            userID: 0,
            accountID: "",
            registrantID: nil,
            join: Moment(milliseconds: join),
            leave: Moment(milliseconds: leave)
        )
        switch person.manner {
        case .colleague:
            var ids = SplitMix64(seed: people.seed, part: "colleague", person.index)
            row.accountID = Token.opaque(22, &ids)
            row.email = person.email
            row.isColleague = true
        case .caller where registrant == nil:
            row.name = "1555***\(1000 + person.index % 9000)"
            row.identity = row.name
        case .guest where registrant == nil:
            row.identity = "\(person.name) #\(person.index)"
        default:
            if let registrant {
                row.registrantID = registrant.id
                // Some rows lack the address although the registrant is known: only the id leads to it.
                if !generator.chance(0.12) { row.email = Self.varied(registrant.email, &generator) }
            } else if !session.hasRegistration, person.index % 3 != 0 {
                // Invited by the host's calendar: shown (ZOOM.md §3).
                row.email = Self.varied(person.email, &generator)
            } else {
                row.identity = "\(person.name) #\(person.index)"
            }
        }
        return row
    }

    /// The stays of one person: mostly one, at times with a rejoin, an overlapping second device or a breakout room.
    private func appendStays(
        of row: ZoomAttendance,
        in instance: ZoomInstance,
        nextUserID: inout Int,
        to rows: inout [ZoomAttendance],
        _ generator: inout SplitMix64
    ) {
        guard generator.chance(0.15) else {
            rows.append(row)
            return
        }
        var first = row
        var second = row
        let middle = (row.join.milliseconds + row.leave.milliseconds) / 2000 * 1000
        switch generator.below(3) {
        case 0:  // Left and came back.
            first.leave = Moment(milliseconds: middle - 60_000)
            second.join = Moment(milliseconds: middle)
        case 1:  // A second device while the first one stays.
            first.leave = Moment(milliseconds: middle + 120_000)
            second.join = Moment(milliseconds: middle)
        default:
            second.join = Moment(milliseconds: middle)
            second.leave = Moment(milliseconds: middle + 300_000)
            second.breakoutID = "bo\(row.userID)=="
        }
        nextUserID += 1024
        second.userID = nextUserID
        rows.append(first)
        rows.append(second)
    }

    private static func varied(_ email: String, _ generator: inout SplitMix64) -> String {
        switch generator.below(20) {
        case 0: email.uppercased()
        case 1: " \(email)"
        case 2: "\(email) "
        case 3: email.prefix(1).uppercased() + email.dropFirst()
        default: email
        }
    }
}
