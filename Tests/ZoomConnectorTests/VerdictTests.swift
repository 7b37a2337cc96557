import Testing

@testable import ZoomConnector

@Suite struct VerdictTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let status: Int
        let code: Int?
        let message: String
        let verdict: Verdict

        init(_ status: Int, _ code: Int?, _ message: String, _ verdict: Verdict) {
            self.status = status
            self.code = code
            self.message = message
            self.verdict = verdict
        }

        var testDescription: String { "\(status)/\(code ?? 0) \(message)" }
    }

    static let cases: [Case] = [
        Case(401, 124, "Invalid access token.", .refusedToken),
        Case(400, 124, "Access token is expired.", .refusedToken),
        Case(
            400,
            4711,
            "Invalid access token, does not contain scopes:[report:read:user:admin, report:read:admin].",
            .failed(.missingScopes(["report:read:user:admin", "report:read:admin"]))
        ),
        Case(401, 4700, "Invalid Access Token, does not contain scopes:[a:b]", .failed(.missingScopes(["a:b"]))),
        Case(
            401,
            124,
            "Invalid access token, does not contain scopes.",
            .failed(.missingScopes([]))
        ),
        Case(429, 429, "You have reached the maximum per-second rate limit.", .throttled(daily: false)),
        Case(429, nil, "", .throttled(daily: false)),
        Case(429, 429, "You have reached the maximum daily rate limit for this API.", .throttled(daily: true)),
        Case(500, nil, "", .temporary),
        Case(502, nil, "", .temporary),
        Case(408, nil, "", .temporary),
        Case(400, 300, "The next page token is invalid or expired.", .failed(.pageTokenInvalid)),
        Case(400, 300, "Registration has not been enabled for this meeting: 1.", .failed(.registrationOff)),
        Case(400, 300, "Cannot access webinar info.", .failed(.otherFamily)),
        Case(400, 300, "Invalid webinar ID.", .failed(.otherFamily)),
        Case(400, 300, "Validation Failed.", .failed(.refused)),
        Case(400, 3000, "Cannot access webinar info.", .failed(.otherFamily)),
        Case(400, 3000, "This Webinar has not registration required: x", .failed(.registrationOff)),
        Case(200, 200, "Webinar plan subscription is missing. Enable webinar", .failed(.webinarPlanMissing)),
        Case(400, 200, "Webinar plan is missing. You must subscribe", .failed(.webinarPlanMissing)),
        Case(400, 200, "Only available for paid account: x", .failed(.paidPlanOnly)),
        Case(200, 200, "Only available for Paid or ZMP account: x", .failed(.paidPlanOnly)),
        Case(400, 200, "No permission.", .failed(.noPermission)),
        Case(403, nil, "Forbidden", .failed(.noPermission)),
        Case(404, 1001, "User does not exist: x.", .failed(.userGone)),
        Case(400, 1010, "User does not belong to this account:x.", .failed(.userGone)),
        Case(401, 1010, "User does not belong to this account:x.", .failed(.userGone)),
        Case(400, 3161, "Meeting hosting is not allowed", .failed(.hostingNotAllowed)),
        Case(404, 3001, "Meeting does not exist: 1.", .failed(.notFound)),
        Case(404, nil, "", .failed(.notFound)),
        Case(404, 2300, "This API endpoint is not recognized.", .failed(.refused)),
        Case(400, 12702, "Can not access a meeting a year ago.", .failed(.tooOld)),
        Case(401, nil, "", .refusedToken),
    ]

    @Test(arguments: cases)
    func `an error is judged by status, code and message together`(example: Case) {
        #expect(Verdict.judge(status: example.status, code: example.code, message: example.message) == example.verdict)
    }

    @Test func `a daily limit may be told by the header alone`() {
        let verdict = Verdict.judge(status: 429, code: 429, message: "Slow down", rateType: "Daily-limit")
        #expect(verdict == .throttled(daily: true))
    }
}
