internal import PipelineCore

extension Operations {
    /// Every operation, and what it is called for.
    private static let purposes: [(operation: Operation, purpose: String)] = [
        (listUsers, "Finds the hosts."),
        (getUser, "Looks up a host that `only.hosts` names."),
        (listMeetings, "Finds a host's scheduled meetings."),
        (listWebinars, "Finds a host's webinars."),
        (
            reportUserMeetings,
            "Finds all of a host's ended meetings, instant ones too; used where its scope is granted."
        ),
        (listRecordings, "Finds what a host recorded."),
        (getRecordings, "Reads a recording's link, and whether it is ready."),
        (getMeeting, "Looks up a meeting: its title, its planned duration."),
        (getPastMeeting, "Looks up an instance of a meeting: when it began and ended."),
        (listMeetingInstances, "Finds the ended instances of a meeting."),
        (listMeetingParticipants, "Reads who took part in a meeting."),
        (
            reportMeetingParticipants,
            "Reads who took part, with the registrant behind each; used where its scope is granted and the meeting had registration."
        ),
        (listMeetingRegistrants, "Reads who registered for a meeting."),
        (listMeetingPolls, "Reads who answered polls in a meeting."),
        (listMeetingQuestions, "Reads who asked questions in a meeting."),
        (getWebinar, "Looks up a webinar: its title, its start, its host."),
        (listWebinarInstances, "Finds the ended instances of a webinar."),
        (listWebinarParticipants, "Reads who attended a webinar."),
        (
            reportWebinarParticipants,
            "Reads who attended, with the registrant behind each; used where its scope is granted and the webinar had registration."
        ),
        (listWebinarRegistrants, "Reads who registered for a webinar."),
        (listTrackingSources, "Reads the names of the links through which people registered."),
        (listAbsentees, "Reads who registered for a webinar and didn't come."),
        (listWebinarPolls, "Reads who answered polls in a webinar."),
        (listWebinarQuestions, "Reads who asked questions in a webinar."),
    ]

    /// What the reference says of them.
    static let endpoints = purposes.map { operation, purpose in
        EndpointSpec(
            operation.name,
            purpose,
            rate: operation.label.rawValue,
            scope: operation.recommendedScope,
            classicScope: operation.classic.first
        )
    }

    /// What older guides name.
    static let former = [
        FormerEndpoint(
            "GET /webinars/{webinarId}/participants",
            "Zoom has no such call. `\(listWebinarParticipants.name)` reads who attended an ended webinar, and "
                + "`\(reportWebinarParticipants.name)` also which registrant each is. Sources do this by themselves."
        ),
        FormerEndpoint(
            "POST /webhooks",
            "Event subscriptions belong to the app: Zoom App Marketplace › your app › Features › Event subscriptions. "
                + "There the address of `pipeline serve` is entered, and the secret token is shown that goes to "
                + "`connectors.zoom.webhook.secret_token`."
        ),
    ]
}
