extension ZoomService {
    /// `GET /meetings/{meetingId}`.
    func getMeeting(_ call: Call) throws -> Reply {
        try .json(details(call, .meeting))
    }

    /// `GET /webinars/{webinarId}`.
    func getWebinar(_ call: Call) throws -> Reply {
        try .json(details(call, .webinar))
    }

    private func details(_ call: Call, _ family: ZoomSession.Family) throws -> WireValue {
        let session = world.sessions[try numbered(call, family)]
        let host = world.users[session.host]
        if family == .webinar, !host.hasWebinarPlan {
            throw Refusal(
                ZoomError.reply(
                    400,
                    200,
                    "Webinar plan is missing. You must subscribe to the webinar plan and enable webinars for user "
                        + "\(host.id) to perform this action."
                )
            )
        }
        let recurs = session.type == 8 || session.type == 9
        let occurrences = session.instances.filter {
            call.value("show_previous_occurrences") == "true" || !$0.hasEnded(at: call.now)
        }
        return .fields([
            "uuid": .text(session.latest.map { session.instances[$0].uuid }), "id": .integer(session.id),
            "host_id": .string(host.id), "host_email": .string(host.email), "topic": .string(session.topic),
            "type": .integer(session.type), "start_time": .text(session.plannedStart?.text),
            "duration": .integer(session.minutes), "timezone": .string(host.timezone),
            "agenda": .text(session.agenda), "created_at": .string(session.createdAt.text),
            "join_url": .string(Self.joinURL(session)),
            "occurrences": recurs ? .array(occurrences.map { Self.occurrence($0, minutes: session.minutes) }) : nil,
            "recurrence": recurs ? ["type": 2, "repeat_interval": 1, "weekly_days": "2"] : nil,
            "settings": [
                "approval_type": session.hasRegistration ? 0 : 2, "registration_type": 1, "audio": "both",
                "auto_recording": "cloud",
            ],
            "is_simulive": family == .webinar ? false : nil,
        ])
    }

    /// An occurrence's id is its planned start in epoch milliseconds.
    static func occurrenceID(_ instance: ZoomInstance) -> String {
        String(instance.start.milliseconds)
    }

    private static func occurrence(_ instance: ZoomInstance, minutes: Int) -> WireValue {
        [
            "occurrence_id": .string(occurrenceID(instance)), "start_time": .string(instance.start.text),
            "duration": .integer(minutes), "status": "available",
        ]
    }

    /// `GET /past_meetings/{meetingId}`.
    func getPastMeeting(_ call: Call) throws -> Reply {
        let place = try instance(call, .meeting)
        let session = world.sessions[place.session]
        guard case .object(var members) = summary(place) else { return .empty(500) }
        members.append(WireValue.Member(key: "host_id", value: .string(world.users[session.host].id)))
        members.append(WireValue.Member(key: "source", value: "Zoom"))
        return .json(.object(members))
    }

    /// `GET /report/meetings/{meetingId}` and `GET /report/webinars/{webinarId}`.
    func getReport(_ call: Call, _ family: ZoomSession.Family) throws -> Reply {
        let place = try reportable(call, family)
        return .json(summary(place))
    }

    /// The instance in the path, its report being there: else 404/3001 (not ready), or 12702 (too old).
    func reportable(_ call: Call, _ family: ZoomSession.Family) throws -> (session: Int, instance: Int) {
        let place = try instance(call, family)
        let instance = world.sessions[place.session].instances[place.instance]
        guard instance.end > call.now.adding(seconds: -86_400 * 365) else {
            throw Refusal(ZoomError.reply(400, 12702, "Can not access a meeting a year ago."))
        }
        guard instance.appearsAt <= call.now else { throw ZoomError.noSession(instance.uuid, family) }
        return place
    }

    private func summary(_ place: (session: Int, instance: Int)) -> WireValue {
        let session = world.sessions[place.session]
        let instance = session.instances[place.instance]
        let host = world.users[session.host]
        let minutes = (instance.end.seconds(since: instance.start) + 59) / 60
        return .fields([
            "uuid": .string(instance.uuid), "id": .integer(session.id), "type": .integer(session.type),
            "topic": .string(session.topic), "user_name": .string(host.displayName),
            "user_email": .string(host.email), "start_time": .string(instance.start.text),
            "end_time": .string(instance.end.text), "duration": .integer(minutes),
            "total_minutes": .integer(minutes * instance.peopleCount * 3 / 4),
            "participants_count": .integer(instance.peopleCount), "dept": .text(host.department),
        ])
    }

    /// `GET /past_meetings/{meetingId}/instances` and the webinars' one: ended ones of the last 15 months.
    func listInstances(_ call: Call, _ family: ZoomSession.Family) throws -> Reply {
        let session = world.sessions[try numbered(call, family)]
        let rows = session.instances
            .filter { $0.hasEnded(at: call.now) && $0.end > call.now.adding(seconds: -86_400 * 456) }
            .map { WireValue.fields(["uuid": .string($0.uuid), "start_time": .string($0.start.text)]) }
        return .json(.fields([family == .meeting ? "meetings" : "webinars": .array(rows)]))
    }

    /// `GET /report/users/{userId}/meetings`: ended meetings and webinars with at least two people, instant ones too.
    func listReports(_ call: Call) throws -> Reply {
        let host = try user(call)
        let (from, end) = try span(call, monthsBack: 6)
        let type = call.value("type") ?? "past"
        var found: [(session: Int, instance: Int)] = []
        for (number, session) in world.sessions.enumerated() where session.host == host && type != "pastJoined" {
            for (index, instance) in session.instances.enumerated()
            where instance.appearsAt <= call.now && instance.start >= from && instance.start < end
                && (type == "pastOne") == (instance.peopleCount < 2)
            {
                found.append((number, index))
            }
        }
        found.sort {
            world.sessions[$0.session].instances[$0.instance].start
                < world.sessions[$1.session].instances[$1.instance].start
        }
        let page = try paging.page(call, total: found.count)
        return .json(
            .fields([
                "page_count": .integer(page.count), "page_number": .integer(page.number),
                "page_size": .integer(page.size), "total_records": .integer(page.total),
                "next_page_token": .string(page.nextToken), "from": .text(call.value("from")),
                "to": .text(call.value("to")), "meetings": .array(found[page.range].map(reportRow)),
            ])
        )
    }

    private func reportRow(_ place: (session: Int, instance: Int)) -> WireValue {
        let session = world.sessions[place.session]
        let instance = session.instances[place.instance]
        guard case .object(var members) = summary(place) else { return .null }
        members.removeAll { $0.key == "dept" }
        let more: KeyValuePairs<String, WireValue?> = [
            "source": "Zoom", "schedule_time": .text(session.type == 1 ? nil : session.plannedStart?.americanText),
            "join_time": .string(instance.start.americanText), "leave_time": .string(instance.end.americanText),
            "host_name": .string(world.users[session.host].displayName), "has_screen_share": true,
            "has_recording": .boolean(instance.hasRecording), "has_chat": false,
        ]
        if case .object(let extra) = WireValue.fields(more) { members += extra }
        return .object(members)
    }

    /// The `from` and `to` of a call: in order, at most a month apart, not too long ago. The end is exclusive.
    func span(_ call: Call, monthsBack: Int?) throws -> (from: Moment, end: Moment) {
        let today = call.now.startOfDay
        let from = call.value("from").flatMap { Moment(iso: $0) } ?? today
        let to = call.value("to").flatMap { Moment(iso: $0) } ?? today
        let oldest = monthsBack.map { today.adding(seconds: -86_400 * (31 * $0)) }
        guard from <= to, to.seconds(since: from) <= 86_400 * 31, oldest.map({ from >= $0 }) ?? true else {
            throw Refusal(
                ZoomError.validation(
                    Shape.Problem(
                        kind: .outOfRange,
                        path: "from",
                        message: "The date range must be in order, not longer than one month"
                            + (monthsBack.map { " and within the last \($0) months." } ?? ".")
                    )
                )
            )
        }
        return (from, to.startOfDay.adding(seconds: 86_400))
    }
}
