/// Zoom's error answers: `{"code","message"}`, the code being no HTTP status (ZOOM.md §3, §5).
enum ZoomError {
    static func reply(_ status: Int, _ code: Int, _ message: String) -> Reply {
        .json(["code": .integer(code), "message": .string(message)], status: status)
    }

    /// HTTP 400, code 300 with the fields at fault.
    static func validation(_ problem: Shape.Problem) -> Reply {
        .json(
            [
                "code": 300, "message": "Validation Failed.",
                "errors": [["field": .string(problem.path), "message": .string(problem.message)]],
            ],
            status: 400
        )
    }

    static let unknownEndpoint = reply(404, 2300, "This API endpoint is not recognized.")
    static let invalidToken = reply(401, 124, "Invalid access token.")
    static let expiredToken = reply(401, 124, "Access token is expired.")
    static let invalidPageToken = reply(400, 300, "The next page token is invalid or expired.")

    static func noMeeting(_ id: String) -> Refusal {
        Refusal(reply(404, 3001, "Meeting does not exist: \(id)."))
    }

    static func noWebinar(_ id: String) -> Refusal {
        Refusal(reply(404, 3001, "Webinar does not exist: \(id)."))
    }

    static func noSession(_ id: String, _ family: ZoomSession.Family) -> Refusal {
        family == .meeting ? noMeeting(id) : noWebinar(id)
    }

    static func noUser(_ key: String) -> Refusal {
        Refusal(reply(404, 1001, "User does not exist: \(key)."))
    }

    /// HTTP **200** with an error in the body, as documented for registrants and absentees (ZOOM.md §3).
    static func webinarPlanMissing(_ user: String) -> Refusal {
        Refusal(
            reply(
                200,
                200,
                "Webinar plan subscription is missing. Enable webinar for this user once the subscription is added:"
                    + user
            )
        )
    }
}
