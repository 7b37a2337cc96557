extension ZoomService {
    /// A page of participants in the form of `past_*` (no registrant id) or `report_*` (one where asked for).
    mutating func listParticipants(_ call: Call, _ family: ZoomSession.Family, isReport: Bool) throws -> Reply {
        let place = try reportable(call, family)
        let instance = world.sessions[place.session].instances[place.instance]
        // No rows where only one person came (ZOOM.md §4).
        let rows = instance.peopleCount < 2 ? [] : world.attendance(place)
        let page = try paging.page(call, total: rows.count)
        let withRegistrant = call.value("include_fields") == "registrant_id"
        let isReady = instance.readyAt <= call.now
        let form = "\(isReport ? "report" : "past")\(withRegistrant)\(isReady)"
        let key = PageKey(uuid: instance.uuid, form: form, lower: page.range.lowerBound, upper: page.range.upperBound)
        let rendered: [UInt8]
        if let known = pages[key] {
            rendered = known
        } else {
            rendered =
                WireValue.array(
                    rows[page.range].map { row in
                        isReport
                            ? Self.reportRow(row, withRegistrant: withRegistrant, isReady: isReady)
                            : Self.pastRow(row, isReady: isReady)
                    }
                ).bytes
            pages[key] = rendered
        }
        var bytes = WireValue.fields([
            "page_count": .integer(page.count), "page_size": .integer(page.size),
            "total_records": .integer(page.total), "next_page_token": .string(page.nextToken),
        ]).bytes
        bytes.removeLast()
        bytes.append(contentsOf: #","participants":"#.utf8)
        bytes.append(contentsOf: rendered)
        bytes.append(UInt8(ascii: "}"))
        return .json(bytes: bytes)
    }

    private static func pastRow(_ row: ZoomAttendance, isReady: Bool) -> WireValue {
        .fields([
            "id": .string(row.accountID), "user_id": .string(String(row.userID)), "name": .string(row.name),
            "user_email": .string(row.email), "join_time": .string(row.join.text),
            "leave_time": .string(row.leave.text), "duration": .integer(isReady ? row.seconds : 0),
            "failover": false, "status": row.isInWaitingRoom ? "in_waiting_room" : "in_meeting",
            "internal_user": .boolean(row.isColleague),
        ])
    }

    private static func reportRow(_ row: ZoomAttendance, withRegistrant: Bool, isReady: Bool) -> WireValue {
        .fields([
            "id": .string(row.accountID), "user_id": .string(String(row.userID)), "name": .string(row.name),
            "user_email": .string(row.email), "join_time": .string(row.join.text),
            "leave_time": .string(row.leave.text), "duration": .integer(isReady ? row.seconds : 0),
            "registrant_id": withRegistrant ? .string(row.registrantID ?? "") : nil, "failover": false,
            "status": row.isInWaitingRoom ? "in_waiting_room" : "in_meeting", "bo_mtg_id": .text(row.breakoutID),
            "participant_user_id": row.accountID.isEmpty ? nil : .string(row.accountID),
        ])
    }

    /// `GET /past_webinars/{webinarId}/absentees`: approved registrants who did not attend that instance.
    mutating func listAbsentees(_ call: Call) throws -> Reply {
        let place = try reportable(call, .webinar)
        let session = world.sessions[place.session]
        let host = world.users[session.host]
        guard host.hasWebinarPlan else { throw ZoomError.webinarPlanMissing(host.id) }
        guard session.hasRegistration else {
            throw Refusal(
                ZoomError.reply(
                    400,
                    3000,
                    "This Webinar has not registration required: \(session.instances[place.instance].uuid)"
                )
            )
        }
        try checkOccurrence(call, session)
        let came = Set(world.attendance(place).lazy.filter { !$0.isInWaitingRoom }.compactMap(\.registrantID))
        let absent = session.registrants.filter { $0.status == .approved && !came.contains($0.id) }
        return try registrantsReply(call, session, absent)
    }

    /// `GET /webinars/{webinarId}/panelists`.
    func listPanelists(_ call: Call) throws -> Reply {
        let session = world.sessions[try numbered(call, .webinar)]
        let host = world.users[session.host]
        return .json([
            "total_records": 1,
            "panelists": [
                [
                    "id": .string(host.id), "name": .string(host.displayName), "email": .string(host.email),
                    "join_url": .string(Self.joinURL(session) + "?tk=panelist"),
                ]
            ],
        ])
    }
}
