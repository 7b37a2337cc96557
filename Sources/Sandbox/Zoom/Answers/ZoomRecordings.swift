extension ZoomService {
    /// `GET /meetings/{meetingId}/recordings`, also for webinars.
    func getRecordings(_ call: Call) throws -> Reply {
        let place: (session: Int, instance: Int)
        do {
            place = try instance(call, .meeting)
        } catch is Refusal {
            place = try instance(call, .webinar)
        }
        guard world.sessions[place.session].instances[place.instance].hasRecording else {
            throw Refusal(ZoomError.reply(404, 3301, "This recording does not exist."))
        }
        guard case .object(var members) = recording(place) else { return .empty(500) }
        if call.value("include_fields") == "download_access_token" {
            let token = Token.check(call.rawPath + call.now.text, key: paging.seed)
            members.append(WireValue.Member(key: "download_access_token", value: .string("dat-\(token)")))
        }
        members.append(WireValue.Member(key: "recording_play_passcode", value: "sandbox"))
        return .json(.object(members))
    }

    /// `GET /users/{userId}/recordings`; without `from` only today's (ZOOM.md §4).
    func listRecordings(_ call: Call) throws -> Reply {
        try refuse("mc", "trash", in: call)
        let host = try user(call)
        let (from, end) = try span(call, monthsBack: nil)
        let wanted = call.value("meeting_id").flatMap { Int($0) }
        var found: [(session: Int, instance: Int)] = []
        for (number, session) in world.sessions.enumerated()
        where session.host == host && (wanted == nil || wanted == session.id) {
            for (index, instance) in session.instances.enumerated()
            where instance.hasRecording && instance.appearsAt <= call.now && instance.start >= from
                && instance.start < end
            {
                found.append((number, index))
            }
        }
        let page = try paging.page(call, total: found.count)
        return .json(
            .fields([
                "from": .string(from.dateText), "to": .string(end.adding(seconds: -1).dateText),
                "page_count": .integer(page.count), "page_size": .integer(page.size),
                "total_records": .integer(page.total), "next_page_token": .string(page.nextToken),
                "meetings": .array(found[page.range].map { recording($0) }),
            ])
        )
    }

    private func recording(_ place: (session: Int, instance: Int)) -> WireValue {
        let session = world.sessions[place.session]
        let instance = session.instances[place.instance]
        let kinds = [
            ("MP4", "shared_screen_with_speaker_view"), ("M4A", "audio_only"), ("TRANSCRIPT", "audio_transcript"),
        ]
        let files = kinds.enumerated().map { index, kind in
            let id = "\(session.id)-\(place.instance)-\(index)"
            return WireValue.fields([
                "id": .string(id), "meeting_id": .string(instance.uuid),
                "recording_start": .string(instance.start.text), "recording_end": .string(instance.end.text),
                "file_type": .string(kind.0), "file_extension": .string(kind.0 == "TRANSCRIPT" ? "VTT" : kind.0),
                "file_size": .integer(1_000_000 * (index + 1)), "recording_type": .string(kind.1),
                "play_url": .string("https://acme.zoom.example/rec/play/\(id)"),
                "download_url": .string("https://acme.zoom.example/rec/download/\(id)"), "status": "completed",
            ])
        }
        return .fields([
            "uuid": .string(instance.uuid), "id": .integer(session.id), "account_id": .string(world.accountID),
            "host_id": .string(world.users[session.host].id), "topic": .string(session.topic),
            "type": .string(String(session.type)), "start_time": .string(instance.start.text),
            "duration": .integer((instance.end.seconds(since: instance.start) + 59) / 60),
            "total_size": 6_000_000, "recording_count": .integer(files.count),
            "recording_files": .array(files),
        ])
    }
}
