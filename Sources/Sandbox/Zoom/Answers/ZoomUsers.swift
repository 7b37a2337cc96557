extension ZoomService {
    /// `GET /users`.
    func listUsers(_ call: Call) throws -> Reply {
        try refuse("role_id", "license", "include_fields", in: call)
        let status = call.value("status") ?? "active"
        let found = world.users.filter { $0.status == status }
        let page = try paging.page(call, total: found.count)
        return .json(
            .fields([
                "page_count": .integer(page.count), "page_number": .integer(page.number),
                "page_size": .integer(page.size), "total_records": .integer(page.total),
                "next_page_token": .string(page.nextToken),
                "users": .array(found[page.range].map(Self.row)),
            ])
        )
    }

    /// `GET /users/{userId}`.
    func getUser(_ call: Call) throws -> Reply {
        try refuse("login_type", "encrypted_email", "search_by_unique_id", in: call)
        let user = world.users[try user(call)]
        guard case .object(var members) = Self.row(user) else { return .empty(500) }
        members.append(WireValue.Member(key: "account_id", value: .string(world.accountID)))
        members.append(WireValue.Member(key: "job_title", value: ""))
        return .json(.object(members))
    }

    private static func row(_ user: ZoomUser) -> WireValue {
        .fields([
            "id": .string(user.id), "first_name": .string(user.firstName), "last_name": .text(user.lastName),
            "display_name": .string(user.displayName), "email": .string(user.email), "type": .integer(user.type),
            "status": .string(user.status), "dept": .text(user.department), "timezone": .string(user.timezone),
            "verified": .integer(user.status == "pending" ? 0 : 1),
            "group_ids": user.groupIDs.isEmpty ? nil : .array(user.groupIDs.map(WireValue.string)),
            "created_at": .string(user.createdAt.text), "last_login_time": .text(user.lastLogin?.text),
        ])
    }

    /// `GET /users/{userId}/meetings`: scheduled ones only, never instant meetings (ZOOM.md §4).
    func listMeetings(_ call: Call) throws -> Reply {
        try refuse("timezone", in: call)
        let host = try user(call)
        let type = call.value("type") ?? "scheduled"
        let from = call.value("from").flatMap { Moment(iso: $0) }
        let to = call.value("to").flatMap { Moment(iso: $0) }?.adding(seconds: 86_400)
        let found = world.sessions.filter { session in
            guard session.family == .meeting, session.host == host, let planned = session.plannedStart else {
                return false
            }
            return isListed(session, type: type, at: call.now) && (from.map { planned >= $0 } ?? true)
                && (to.map { planned < $0 } ?? true)
        }
        let page = try paging.page(call, total: found.count)
        return .json(
            .fields([
                "page_count": .integer(page.count), "page_number": .integer(page.number),
                "page_size": .integer(page.size), "total_records": .integer(page.total),
                "next_page_token": .string(page.nextToken),
                "meetings": .array(found[page.range].map { listed($0) }),
            ])
        )
    }

    /// `GET /users/{userId}/webinars`: paged by number alone, though the answer has a token field (ZOOM.md §3).
    func listWebinars(_ call: Call) throws -> Reply {
        let host = try user(call)
        guard world.users[host].hasWebinarPlan else {
            throw Refusal(
                ZoomError.reply(
                    400,
                    200,
                    "Webinar plan is missing. You must subscribe to the webinar plan and enable webinars for this user "
                        + "in order to perform this action."
                )
            )
        }
        let type = call.value("type") ?? "scheduled"
        let found = world.sessions.filter {
            $0.family == .webinar && $0.host == host && isListed($0, type: type, at: call.now)
        }
        var page = try paging.page(call, total: found.count)
        page.nextToken = ""
        return .json(
            .fields([
                "page_count": .integer(page.count), "page_number": .integer(page.number),
                "page_size": .integer(page.size), "total_records": .integer(page.total), "next_page_token": "",
                "webinars": .array(found[page.range].map { listed($0) }),
            ])
        )
    }

    private func isListed(_ session: ZoomSession, type: String, at now: Moment) -> Bool {
        guard let planned = session.plannedStart else { return false }
        let isRunning = session.instances.contains { $0.start <= now && !$0.hasEnded(at: now) }
        switch type {
        case "live": return isRunning
        case "upcoming", "upcoming_meetings": return planned > now && planned < now.adding(seconds: 86_400 * 183)
        case "previous_meetings":
            return session.instances.contains { $0.hasEnded(at: now) } && planned > now.adding(seconds: -86_400 * 183)
        // A number expires 30 days after its last use.
        default: return planned > now.adding(seconds: -86_400 * 30)
        }
    }

    private func listed(_ session: ZoomSession) -> WireValue {
        let latest = session.latest.map { session.instances[$0].uuid }
        return .fields([
            "uuid": .text(latest), "id": .integer(session.id), "host_id": .string(world.users[session.host].id),
            "topic": .string(session.topic), "type": .integer(session.type),
            "start_time": .text(session.plannedStart?.text), "duration": .integer(session.minutes),
            "timezone": .string(world.users[session.host].timezone), "agenda": .text(session.agenda),
            "created_at": .string(session.createdAt.text),
            "join_url": .string(Self.joinURL(session)),
        ])
    }

    static func joinURL(_ session: ZoomSession) -> String {
        "https://acme.zoom.example/\(session.family == .meeting ? "j" : "w")/\(session.id)"
    }
}
