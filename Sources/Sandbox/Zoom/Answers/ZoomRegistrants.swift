extension ZoomService {
    /// `GET /meetings|webinars/{id}/registrants`: one status at a time, approved by default.
    func listRegistrants(_ call: Call, _ family: ZoomSession.Family) throws -> Reply {
        let session = try registered(call, family)
        try checkOccurrence(call, session)
        let status = call.value("status") ?? "approved"
        let source = call.value("tracking_source_id")
        let found = session.registrants.filter { registrant in
            registrant.status.rawValue == status
                && (source == nil || registrant.trackingSource.map { session.trackingSources[$0].id } == source)
        }
        return try registrantsReply(call, session, found)
    }

    /// `GET /meetings|webinars/{id}/registrants/{registrantId}`.
    func getRegistrant(_ call: Call, _ family: ZoomSession.Family) throws -> Reply {
        let session = try registered(call, family)
        let id = call.segment("registrantId")
        guard let registrant = session.registrants.first(where: { $0.id == id }) else {
            throw Refusal(ZoomError.reply(404, 3001, "Registrant \(id) was not found."))
        }
        return .json(Self.row(registrant, session))
    }

    /// `GET /meetings|webinars/{id}/registrants/questions`.
    func listQuestions(_ call: Call, _ family: ZoomSession.Family) throws -> Reply {
        let session = try registered(call, family)
        let titles = session.registrants.first?.answers.map(\.title) ?? []
        return .json([
            "questions": [
                ["field_name": "last_name", "required": false], ["field_name": "phone", "required": false],
                ["field_name": "org", "required": false],
            ],
            "custom_questions": .array(
                titles.map { ["title": .string($0), "type": "short", "required": false, "answers": []] }
            ),
        ])
    }

    /// `GET /webinars/{webinarId}/tracking_sources`.
    func listTrackingSources(_ call: Call) throws -> Reply {
        let session = try registered(call, .webinar)
        let rows = session.trackingSources.enumerated().map { index, source in
            WireValue.fields([
                "id": .string(source.id), "source_name": .string(source.name),
                "tracking_url": .string("\(Self.joinURL(session))/register?source_id=\(source.id)"),
                "visitor_count": .integer(source.visitors),
                "registration_count": .integer(session.registrants.count { $0.trackingSource == index }),
            ])
        }
        return .json(["total_records": .integer(rows.count), "tracking_sources": .array(rows)])
    }

    private func registered(_ call: Call, _ family: ZoomSession.Family) throws -> ZoomSession {
        let session = world.sessions[try numbered(call, family)]
        let host = world.users[session.host]
        guard family == .meeting || host.hasWebinarPlan else { throw ZoomError.webinarPlanMissing(host.id) }
        guard session.hasRegistration else {
            throw Refusal(
                ZoomError.reply(
                    400,
                    300,
                    "Registration has not been enabled for this \(family.rawValue): \(session.id)."
                )
            )
        }
        return session
    }

    func checkOccurrence(_ call: Call, _ session: ZoomSession) throws {
        guard let wanted = call.value("occurrence_id"), !wanted.isEmpty else { return }
        guard session.instances.contains(where: { Self.occurrenceID($0) == wanted }) else {
            throw Refusal(
                ZoomError.reply(
                    400,
                    300,
                    "The request could not be completed because you have provided an invalid occurrence ID: \(wanted)"
                )
            )
        }
    }

    func registrantsReply(_ call: Call, _ session: ZoomSession, _ found: [ZoomRegistrant]) throws -> Reply {
        let page = try paging.page(call, total: found.count)
        return .json(
            .fields([
                "page_count": .integer(page.count), "page_number": .integer(page.number),
                "page_size": .integer(page.size), "total_records": .integer(page.total),
                "next_page_token": .string(page.nextToken),
                "registrants": .array(found[page.range].map { Self.row($0, session) }),
            ])
        )
    }

    private static func row(_ registrant: ZoomRegistrant, _ session: ZoomSession) -> WireValue {
        let answers = registrant.answers.map {
            WireValue.fields(["title": .string($0.title), "value": .string($0.value)])
        }
        return .fields([
            "id": .string(registrant.id), "email": .string(registrant.email),
            "first_name": .string(registrant.firstName), "last_name": .text(registrant.lastName),
            "phone": .text(registrant.phone), "org": .text(registrant.organization),
            "job_title": .text(registrant.jobTitle),
            "custom_questions": answers.isEmpty ? nil : .array(answers),
            "status": .string(registrant.status.rawValue), "create_time": .string(registrant.createdAt.text),
            "join_url": .string("\(joinURL(session))?tk=\(registrant.id)"),
        ])
    }
}
