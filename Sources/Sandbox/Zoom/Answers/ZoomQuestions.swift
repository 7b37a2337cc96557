extension ZoomService {
    /// The poll answers of an instance: each fourth person answered; some anonymously.
    mutating func listPolls(_ call: Call, _ family: ZoomSession.Family) throws -> Reply {
        try questions(call, family) { row, index in
            [
                [
                    "question": "How useful was this?", "answer": index % 3 == 0 ? "Very; thank you" : "Useful",
                    "polling_id": "poll-1", "date_time": .string(row.leave.adding(seconds: -60).text),
                ]
            ]
        }
    }

    /// The questions and answers of an instance, in the short form of `past_*`.
    mutating func listAnswers(_ call: Call, _ family: ZoomSession.Family) throws -> Reply {
        try questions(call, family) { _, index in
            [["question": .string("Question \(index)?"), "answer": "Yes; see the \"guide\""]]
        }
    }

    /// The same in the long form of `report_*`.
    mutating func listReportedAnswers(_ call: Call, _ family: ZoomSession.Family) throws -> Reply {
        try questions(call, family) { row, index in
            [
                [
                    "question": .string("Question \(index)?"), "answer": "Yes; see the \"guide\"",
                    "question_id": .string("q\(index)"), "question_status": "answered",
                    "create_time": .string(row.join.text),
                    "answer_details": [
                        [
                            "user_id": .string(row.accountID), "name": "Host", "email": "",
                            "content": "Yes; see the \"guide\"", "create_time": .string(row.leave.text),
                            "type": "host_answered_publicly",
                        ]
                    ],
                ]
            ]
        }
    }

    /// The survey of an instance: none was set up.
    func getSurvey(_ call: Call, _ family: ZoomSession.Family) throws -> Reply {
        let place = try reportable(call, family)
        let session = world.sessions[place.session]
        let uuid = session.instances[place.instance].uuid
        return .json([
            "\(family.rawValue)_id": .integer(session.id), "\(family.rawValue)_uuid": .string(uuid),
            "start_time": .string(session.instances[place.instance].start.text), "survey_answers": [],
        ])
    }

    private mutating func questions(
        _ call: Call,
        _ family: ZoomSession.Family,
        _ details: (ZoomAttendance, Int) -> WireValue
    ) throws -> Reply {
        let place = try reportable(call, family)
        let session = world.sessions[place.session]
        let rows = world.attendance(place).enumerated().filter { $0.offset % 4 == 1 && !$0.element.isInWaitingRoom }
        let questions = rows.enumerated().map { index, row in
            let isAnonymous = index % 5 == 4
            return WireValue.fields([
                "name": isAnonymous ? "Anonymous Attendee" : .string(row.element.name),
                "email": .string(isAnonymous ? "" : row.element.email), "question_details": details(row.element, index),
            ])
        }
        let instance = session.instances[place.instance]
        return .json([
            "id": .integer(session.id), "uuid": .string(instance.uuid), "start_time": .string(instance.start.text),
            "questions": .array(questions),
        ])
    }
}
