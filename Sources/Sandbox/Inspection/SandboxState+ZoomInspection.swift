extension SandboxState {
    /// Users, meetings and webinars with what a test needs to know of them.
    func worldValue(at now: Moment) -> WireValue {
        let users = zoom.world.users.map { user in
            WireValue.fields([
                "id": .string(user.id), "email": .string(user.email), "status": .string(user.status),
                "has_webinar_plan": .boolean(user.hasWebinarPlan),
            ])
        }
        let sessions = zoom.world.sessions.map { session in
            WireValue.fields([
                "id": .integer(session.id), "family": .string(session.family.rawValue),
                "type": .integer(session.type), "topic": .string(session.topic),
                "host": .string(zoom.world.users[session.host].email),
                "registration": .boolean(session.hasRegistration),
                "approved": .integer(session.registrants.count { $0.status == .approved }),
                "pending": .integer(session.registrants.count { $0.status == .pending }),
                "denied": .integer(session.registrants.count { $0.status == .denied }),
                "instances": .array(
                    session.instances.map { instance in
                        [
                            "uuid": .string(instance.uuid), "start": .string(instance.start.text),
                            "end": .string(instance.end.text), "people": .integer(instance.peopleCount),
                            "state": .string(Self.state(of: instance, at: now)),
                        ]
                    }
                ),
            ])
        }
        return ["users": .array(users), "sessions": .array(sessions)]
    }

    private static func state(of instance: ZoomInstance, at now: Moment) -> String {
        if !instance.hasEnded(at: now) { return "running" }
        if now < instance.appearsAt { return "not ready" }
        return now < instance.readyAt ? "durations zero" : "ready"
    }

    /// Who truly attended the instance `?uuid=`, and for how many seconds: intervals united, waiting left out.
    mutating func attendance(_ call: Call) -> Reply {
        guard let uuid = call.value("uuid"), let place = zoom.world.instance(uuid) else {
            return .json(["message": "no instance has this uuid"], status: 404)
        }
        let rows = zoom.world.attendance(place)
        let people = Dictionary(grouping: rows, by: \.identity).sorted { $0.key < $1.key }.map { identity, stays in
            let admitted = stays.filter { !$0.isInWaitingRoom }
            return WireValue.fields([
                "identity": .string(identity), "name": .text(stays.first?.name),
                "emails": .array(Set(stays.map(\.email)).sorted().map(WireValue.string)),
                "registrant_id": .text(stays.compactMap(\.registrantID).first), "rows": .integer(stays.count),
                "seconds": .integer(Self.unitedSeconds(admitted)),
                "was_admitted": .boolean(!admitted.isEmpty),
            ])
        }
        return .json(["uuid": .string(uuid), "rows": .integer(rows.count), "people": .array(people)])
    }

    private static func unitedSeconds(_ stays: [ZoomAttendance]) -> Int {
        var total = 0
        var covered = Int.min
        for stay in stays.sorted(by: { $0.join < $1.join }) {
            let start = max(stay.join.milliseconds, covered)
            total += max(0, stay.leave.milliseconds - start)
            covered = max(covered, stay.leave.milliseconds)
        }
        return total / 1000
    }

    /// Adds a meeting or webinar that has been held, or is planned (a negative `ended_minutes_ago`).
    mutating func addSession(_ family: ZoomSession.Family, _ body: WireValue, at now: Moment) throws -> Reply {
        let hostKey = body["host"]?.string
        guard let host = hostKey.map({ zoom.world.user($0) }) ?? 0 else {
            throw Self.complaint("no user \(hostKey ?? "")")
        }
        let minutes = body["minutes"]?.integer ?? 60
        let ended = now.adding(seconds: -60 * (body["ended_minutes_ago"]?.integer ?? 120))
        var session = ZoomSession(
            id: zoom.world.freshID(family),
            family: family,
            host: host,
            type: body["type"]?.integer ?? (family == .meeting ? 2 : 5),
            topic: body["topic"]?.string ?? "Added",
            agenda: nil,
            createdAt: now,
            plannedStart: ended.adding(seconds: -60 * minutes),
            minutes: minutes,
            hasRegistration: body["registration"]?.boolean ?? (family == .webinar)
        )
        if session.type == 1 { session.plannedStart = nil }
        for entry in body["registrants"]?.elements ?? [] { session.registrants.append(try registrant(entry, at: now)) }
        var instance = ZoomInstance(
            uuid: zoom.world.freshUUID(),
            start: ended.adding(seconds: -60 * minutes),
            end: ended,
            appearsAt: ended,
            readyAt: ended,
            firstPerson: body["first_person"]?.integer ?? 0,
            peopleCount: body["people"]?.integer ?? 0
        )
        if body["ready"]?.boolean == false { (instance.appearsAt, instance.readyAt) = (.never, .never) }
        if body["people"] == nil { instance.attendance = [] }
        session.instances = [instance]
        zoom.world.add(session)
        if body["participants"] != nil {
            _ = try addParticipants(
                .fields(["uuid": .string(instance.uuid), "participants": body["participants"]]),
                at: now
            )
        }
        return .json(["id": .integer(session.id), "uuid": .string(instance.uuid)])
    }

    /// Adds rows to an instance's attendance; `join_after` and `seconds` are counted from its start.
    mutating func addParticipants(_ body: WireValue, at now: Moment) throws -> Reply {
        guard let uuid = body["uuid"]?.string, let place = zoom.world.instance(uuid) else {
            throw Self.complaint("no instance has this uuid")
        }
        var rows = zoom.world.attendance(place)
        let session = zoom.world.sessions[place.session]
        let instance = session.instances[place.instance]
        for entry in body["participants"]?.elements ?? [] {
            let email = entry["email"]?.string ?? ""
            let name = entry["name"]?.string ?? email
            let join = instance.start.adding(seconds: entry["join_after"]?.integer ?? 0)
            let registrant = session.registrants.first { $0.email == email && !email.isEmpty }
            rows.append(
                ZoomAttendance(
                    identity: email.isEmpty ? name : email,
                    name: name,
                    email: entry["hide_email"]?.boolean == true ? "" : email,
                    userID: 33_554_432 + rows.count * 1024,
                    accountID: entry["account_id"]?.string ?? "",
                    registrantID: entry["registrant_id"]?.string ?? registrant?.id,
                    join: join,
                    leave: entry["seconds"]?.integer.map { join.adding(seconds: $0) } ?? instance.end,
                    isInWaitingRoom: entry["waiting"]?.boolean ?? false,
                    isColleague: entry["internal"]?.boolean ?? false
                )
            )
        }
        rows.sort { ($0.join, $0.userID) < ($1.join, $1.userID) }
        zoom.world.sessions[place.session].instances[place.instance].attendance = rows
        zoom.world.sessions[place.session].instances[place.instance].peopleCount = Set(rows.map(\.identity)).count
        zoom.pages = zoom.pages.filter { $0.key.uuid != uuid }
        return .json(["rows": .integer(rows.count)])
    }

    /// Adds registrants to the meeting or webinar `id`.
    mutating func addRegistrants(_ body: WireValue, at now: Moment) throws -> Reply {
        guard let place = body["id"]?.integer.flatMap({ zoom.world.session($0) }) else {
            throw Self.complaint("no meeting or webinar has this id")
        }
        for entry in body["registrants"]?.elements ?? [] {
            zoom.world.sessions[place].registrants.append(try registrant(entry, at: now))
        }
        return .json(["registrants": .integer(zoom.world.sessions[place].registrants.count)])
    }

    private mutating func registrant(_ entry: WireValue, at now: Moment) throws -> ZoomRegistrant {
        guard let email = entry["email"]?.string else { throw Self.complaint("a registrant needs an email") }
        guard let status = ZoomRegistrant.Status(rawValue: entry["status"]?.string ?? "approved") else {
            throw Self.complaint("status must be approved, pending or denied")
        }
        return ZoomRegistrant(
            id: entry["id"]?.string ?? Token.opaque(22, &brevo.generator),
            person: -1,
            email: email,
            firstName: entry["first_name"]?.string ?? "Added",
            lastName: entry["last_name"]?.string,
            status: status,
            createdAt: now,
            phone: entry["phone"]?.string,
            organization: entry["org"]?.string,
            answers: (entry["custom_questions"]?.elements ?? []).compactMap { answer in
                answer["title"]?.string.map { ($0, answer["value"]?.string ?? "") }
            }
        )
    }

    /// Makes the report of an instance complete at once.
    mutating func makeReady(_ body: WireValue, at now: Moment) throws -> Reply {
        guard let uuid = body["uuid"]?.string, let place = zoom.world.instance(uuid) else {
            throw Self.complaint("no instance has this uuid")
        }
        zoom.world.sessions[place.session].instances[place.instance].end = min(
            now,
            zoom.world.sessions[place.session].instances[place.instance].end
        )
        zoom.world.sessions[place.session].instances[place.instance].appearsAt = now
        zoom.world.sessions[place.session].instances[place.instance].readyAt = now
        return .empty(204)
    }
}

extension Moment {
    /// Later than any moment there is.
    static let never = Moment(milliseconds: .max)
}
