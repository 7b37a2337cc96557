/// Every operation this connector uses, each once; paths, labels, scopes and page sizes stand nowhere else.
///
/// Source: Zoom's OpenAPI definitions of Meetings (2025-06) and Users (2026-02).
enum Operations {
    private static let meetingRead = ["meeting:read:admin", "meeting:read"]
    private static let webinarRead = ["webinar:read:admin", "webinar:read"]
    private static let reportRead = ["report:read:admin"]
    private static let recordingRead = ["recording:read:admin", "recording:read"]
    private static let userRead = ["user:read:admin", "user:read", "user:write:admin", "user:write"]

    static let listUsers = Operation(
        "/users",
        .medium,
        classic: userRead,
        granular: "user:read:list_users",
        isAdminOnly: true,
        pageSize: 2_000,
        list: "users"
    )
    static let getUser = Operation("/users/{userId}", .light, classic: userRead, granular: "user:read:user")
    static let listMeetings = Operation(
        "/users/{userId}/meetings",
        .medium,
        classic: meetingRead,
        granular: "meeting:read:list_meetings",
        pageSize: 300,
        list: "meetings"
    )
    /// Paged by number: the definition has no `next_page_token` for it.
    static let listWebinars = Operation(
        "/users/{userId}/webinars",
        .medium,
        classic: webinarRead,
        granular: "webinar:read:list_webinars",
        pageSize: 300,
        list: "webinars"
    )
    static let reportUserMeetings = Operation(
        "/report/users/{userId}/meetings",
        .heavy,
        classic: reportRead,
        granular: "report:read:user",
        isAdminOnly: true,
        pageSize: 300,
        list: "meetings"
    )

    static let listRecordings = Operation(
        "/users/{userId}/recordings",
        .medium,
        classic: recordingRead,
        granular: "cloud_recording:read:list_user_recordings",
        pageSize: 300,
        list: "meetings"
    )
    /// Of webinars, too.
    static let getRecordings = Operation(
        "/meetings/{meetingId}/recordings",
        .light,
        classic: recordingRead,
        granular: "cloud_recording:read:list_recording_files"
    )

    static let getMeeting = Operation(
        "/meetings/{meetingId}",
        .light,
        classic: meetingRead,
        granular: "meeting:read:meeting"
    )
    static let getPastMeeting = Operation(
        "/past_meetings/{meetingId}",
        .light,
        classic: meetingRead,
        granular: "meeting:read:past_meeting"
    )
    static let listMeetingInstances = Operation(
        "/past_meetings/{meetingId}/instances",
        .medium,
        classic: meetingRead,
        granular: "meeting:read:list_past_instances",
        list: "meetings"
    )
    static let listMeetingParticipants = Operation(
        "/past_meetings/{meetingId}/participants",
        .medium,
        classic: meetingRead,
        granular: "meeting:read:list_past_participants",
        pageSize: 300,
        list: "participants"
    )
    static let reportMeetingParticipants = Operation(
        "/report/meetings/{meetingId}/participants",
        .heavy,
        classic: reportRead,
        granular: "report:read:list_meeting_participants",
        isAdminOnly: true,
        pageSize: 300,
        list: "participants"
    )
    static let listMeetingRegistrants = Operation(
        "/meetings/{meetingId}/registrants",
        .medium,
        classic: meetingRead,
        granular: "meeting:read:list_registrants",
        pageSize: 300,
        list: "registrants"
    )
    static let listMeetingPolls = Operation(
        "/past_meetings/{meetingId}/polls",
        .medium,
        classic: meetingRead,
        granular: "meeting:read:list_poll_results",
        list: "questions"
    )
    static let listMeetingQuestions = Operation(
        "/past_meetings/{meetingId}/qa",
        .medium,
        classic: meetingRead,
        granular: "meeting:read:past_qa",
        list: "questions"
    )

    static let getWebinar = Operation(
        "/webinars/{webinarId}",
        .light,
        classic: webinarRead,
        granular: "webinar:read:webinar"
    )
    static let listWebinarInstances = Operation(
        "/past_webinars/{webinarId}/instances",
        .light,
        classic: webinarRead,
        granular: "webinar:read:list_past_instances",
        list: "webinars"
    )
    static let listWebinarParticipants = Operation(
        "/past_webinars/{webinarId}/participants",
        .medium,
        classic: webinarRead,
        granular: "webinar:read:list_past_participants",
        pageSize: 300,
        list: "participants"
    )
    static let reportWebinarParticipants = Operation(
        "/report/webinars/{webinarId}/participants",
        .heavy,
        classic: reportRead,
        granular: "report:read:list_webinar_participants",
        isAdminOnly: true,
        pageSize: 300,
        list: "participants"
    )
    static let listWebinarRegistrants = Operation(
        "/webinars/{webinarId}/registrants",
        .medium,
        classic: webinarRead,
        granular: "webinar:read:list_registrants",
        pageSize: 300,
        list: "registrants"
    )
    static let listTrackingSources = Operation(
        "/webinars/{webinarId}/tracking_sources",
        .medium,
        classic: webinarRead,
        granular: "webinar:read:list_tracking_sources",
        list: "tracking_sources"
    )
    static let listAbsentees = Operation(
        "/past_webinars/{webinarId}/absentees",
        .heavy,
        classic: webinarRead,
        granular: "webinar:read:list_absentees",
        pageSize: 300,
        list: "registrants"
    )
    static let listWebinarPolls = Operation(
        "/past_webinars/{webinarId}/polls",
        .medium,
        classic: webinarRead,
        granular: "webinar:read:list_past_polls",
        list: "questions"
    )
    static let listWebinarQuestions = Operation(
        "/past_webinars/{webinarId}/qa",
        .medium,
        classic: webinarRead,
        granular: "webinar:read:past_qa",
        list: "questions"
    )
}
