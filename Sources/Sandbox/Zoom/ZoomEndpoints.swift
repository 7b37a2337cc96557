extension ZoomService {
    static let routes = Routes(endpoints)

    /// Every operation offered, with label, granular scopes and parameters as in Zoom's definition (ZOOM.md §4).
    static let endpoints: [Endpoint<ZoomService>] =
        userEndpoints + meetingEndpoints + webinarEndpoints + reportEndpoints

    private static let pageSize = Parameter.integer("page_size", 1...300)
    private static let pageToken = Parameter.text("next_page_token")
    private static let pageNumber = Parameter.integer("page_number", 1...Int.max)
    private static let registrantStatus = Parameter.choice("status", "pending", "approved", "denied")
    private static let registrantID = Parameter.choice("include_fields", "registrant_id")

    private static func get(
        _ path: String,
        _ label: String,
        scope: String,
        _ parameters: Parameter...,
        answer: @escaping @Sendable (inout ZoomService, Call) throws -> Reply
    ) -> Endpoint<ZoomService> {
        // Each operation wants one of the plain scope and the account-wide one; reports only know the latter.
        let scopes =
            scope.hasPrefix("report:") || scope == "user:read:list_users"
            ? ["\(scope):admin"] : [scope, "\(scope):admin"]
        return Endpoint(
            APIOperation(method: "GET", path: path, label: "zoom:\(label)", scopes: scopes, parameters: parameters),
            answer
        )
    }

    private static let userEndpoints: [Endpoint<ZoomService>] = [
        get(
            "/users",
            "medium",
            scope: "user:read:list_users",
            .choice("status", "active", "inactive", "pending"),
            .integer("page_size", 1...2000),
            .text("role_id"),
            .text("page_number"),
            .choice("include_fields", "custom_attributes", "host_key"),
            pageToken,
            .choice("license", "zoom_workforce_management", "zoom_compliance_management")
        ) { try $0.listUsers($1) },
        get(
            "/users/{userId}",
            "light",
            scope: "user:read:user",
            .integer("login_type"),
            .boolean("encrypted_email"),
            .boolean("search_by_unique_id")
        ) { try $0.getUser($1) },
        get(
            "/users/{userId}/meetings",
            "medium",
            scope: "meeting:read:list_meetings",
            .choice("type", "scheduled", "live", "upcoming", "upcoming_meetings", "previous_meetings"),
            pageSize,
            pageToken,
            pageNumber,
            .date("from"),
            .date("to"),
            .text("timezone")
        ) { try $0.listMeetings($1) },
        get(
            "/users/{userId}/webinars",
            "medium",
            scope: "webinar:read:list_webinars",
            .choice("type", "scheduled", "upcoming"),
            pageSize,
            pageNumber
        ) { try $0.listWebinars($1) },
        get(
            "/users/{userId}/recordings",
            "medium",
            scope: "cloud_recording:read:list_user_recordings",
            pageSize,
            pageToken,
            .text("mc"),
            .boolean("trash"),
            .date("from"),
            .date("to"),
            .text("trash_type"),
            .integer("meeting_id")
        ) { try $0.listRecordings($1) },
    ]

    private static let meetingEndpoints: [Endpoint<ZoomService>] = [
        get(
            "/meetings/{meetingId}",
            "light",
            scope: "meeting:read:meeting",
            .text("occurrence_id"),
            .boolean("show_previous_occurrences")
        ) { try $0.getMeeting($1) },
        get(
            "/meetings/{meetingId}/registrants",
            "medium",
            scope: "meeting:read:list_registrants",
            .text("occurrence_id"),
            registrantStatus,
            pageSize,
            pageNumber,
            pageToken
        ) { try $0.listRegistrants($1, .meeting) },
        get("/meetings/{meetingId}/registrants/questions", "light", scope: "meeting:read:list_registration_questions") {
            try $0.listQuestions($1, .meeting)
        },
        get("/meetings/{meetingId}/registrants/{registrantId}", "light", scope: "meeting:read:registrant") {
            try $0.getRegistrant($1, .meeting)
        },
        get(
            "/meetings/{meetingId}/recordings",
            "light",
            scope: "cloud_recording:read:list_recording_files",
            .text("include_fields"),
            .integer("ttl", 0...604_800)
        ) { try $0.getRecordings($1) },
        get("/past_meetings/{meetingId}", "light", scope: "meeting:read:past_meeting") { try $0.getPastMeeting($1) },
        get("/past_meetings/{meetingId}/instances", "medium", scope: "meeting:read:list_past_instances") {
            try $0.listInstances($1, .meeting)
        },
        get(
            "/past_meetings/{meetingId}/participants",
            "medium",
            scope: "meeting:read:list_past_participants",
            pageSize,
            pageToken
        ) { try $0.listParticipants($1, .meeting, isReport: false) },
        get("/past_meetings/{meetingId}/polls", "medium", scope: "meeting:read:list_poll_results") {
            try $0.listPolls($1, .meeting)
        },
        get("/past_meetings/{meetingId}/qa", "medium", scope: "meeting:read:past_qa") {
            try $0.listAnswers($1, .meeting)
        },
    ]

    private static let webinarEndpoints: [Endpoint<ZoomService>] = [
        get(
            "/webinars/{webinarId}",
            "light",
            scope: "webinar:read:webinar",
            .text("occurrence_id"),
            .boolean("show_previous_occurrences")
        ) { try $0.getWebinar($1) },
        get(
            "/webinars/{webinarId}/registrants",
            "medium",
            scope: "webinar:read:list_registrants",
            .text("occurrence_id"),
            registrantStatus,
            .text("tracking_source_id"),
            pageSize,
            pageNumber,
            pageToken
        ) { try $0.listRegistrants($1, .webinar) },
        get("/webinars/{webinarId}/registrants/questions", "light", scope: "webinar:read:list_registration_questions") {
            try $0.listQuestions($1, .webinar)
        },
        get(
            "/webinars/{webinarId}/registrants/{registrantId}",
            "light",
            scope: "webinar:read:registrant",
            .text("occurrence_id")
        ) { try $0.getRegistrant($1, .webinar) },
        get("/webinars/{webinarId}/tracking_sources", "medium", scope: "webinar:read:list_tracking_sources") {
            try $0.listTrackingSources($1)
        },
        get("/webinars/{webinarId}/panelists", "medium", scope: "webinar:read:list_panelists") {
            try $0.listPanelists($1)
        },
        get(
            "/past_webinars/{webinarId}/participants",
            "medium",
            scope: "webinar:read:list_past_participants",
            pageSize,
            pageToken
        ) { try $0.listParticipants($1, .webinar, isReport: false) },
        get(
            "/past_webinars/{webinarId}/absentees",
            "heavy",
            scope: "webinar:read:list_absentees",
            .text("occurrence_id"),
            pageSize,
            pageToken
        ) { try $0.listAbsentees($1) },
        get("/past_webinars/{webinarId}/instances", "light", scope: "webinar:read:list_past_instances") {
            try $0.listInstances($1, .webinar)
        },
        get("/past_webinars/{webinarId}/polls", "medium", scope: "webinar:read:list_past_polls") {
            try $0.listPolls($1, .webinar)
        },
        get("/past_webinars/{webinarId}/qa", "medium", scope: "webinar:read:past_qa") {
            try $0.listAnswers($1, .webinar)
        },
    ]

    private static let reportEndpoints: [Endpoint<ZoomService>] = [
        get(
            "/report/users/{userId}/meetings",
            "heavy",
            scope: "report:read:user",
            .date("from", required: true),
            .date("to", required: true),
            pageSize,
            pageToken,
            .choice("type", "past", "pastOne", "pastJoined")
        ) { try $0.listReports($1) },
        get("/report/meetings/{meetingId}", "heavy", scope: "report:read:meeting") { try $0.getReport($1, .meeting) },
        get(
            "/report/meetings/{meetingId}/participants",
            "heavy",
            scope: "report:read:list_meeting_participants",
            pageSize,
            pageToken,
            registrantID
        ) { try $0.listParticipants($1, .meeting, isReport: true) },
        get("/report/meetings/{meetingId}/polls", "heavy", scope: "report:read:list_meeting_polls") {
            try $0.listPolls($1, .meeting)
        },
        get("/report/meetings/{meetingId}/qa", "heavy", scope: "report:read:meeting_qna") {
            try $0.listReportedAnswers($1, .meeting)
        },
        get("/report/meetings/{meetingId}/survey", "heavy", scope: "report:read:meeting_survey") {
            try $0.getSurvey($1, .meeting)
        },
        get("/report/webinars/{webinarId}", "heavy", scope: "report:read:webinar") { try $0.getReport($1, .webinar) },
        get(
            "/report/webinars/{webinarId}/participants",
            "heavy",
            scope: "report:read:list_webinar_participants",
            pageSize,
            pageToken,
            registrantID
        ) { try $0.listParticipants($1, .webinar, isReport: true) },
        get("/report/webinars/{webinarId}/polls", "heavy", scope: "report:read:list_webinar_polls") {
            try $0.listPolls($1, .webinar)
        },
        get("/report/webinars/{webinarId}/qa", "heavy", scope: "report:read:webinar_qna") {
            try $0.listReportedAnswers($1, .webinar)
        },
        get("/report/webinars/{webinarId}/survey", "heavy", scope: "report:read:webinar_survey") {
            try $0.getSurvey($1, .webinar)
        },
    ]
}
