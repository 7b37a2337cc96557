internal import PipelineCore

/// The pipelines that `sync` stands for (DESIGN.md §2.1).
enum CompactForm {
    static let rules: [CompactRule] = [
        CompactRule(
            sync: "participants",
            pipeline: "zoom-meeting-participants",
            source: "zoom.meeting_participants",
            list: "meeting_participants",
            sink: "brevo.contacts",
            webhooks: ["meeting.ended"]
        ),
        CompactRule(
            sync: "webinars",
            pipeline: "zoom-webinar-registrants",
            source: "zoom.webinar_registrants",
            list: "webinar_registrants",
            sink: "brevo.contacts",
            webhooks: ["webinar.registration_created"]
        ),
        CompactRule(
            sync: "webinars",
            pipeline: "zoom-webinar-attendees",
            source: "zoom.webinar_attendees",
            list: "webinar_attendees",
            sink: "brevo.contacts",
            webhooks: ["webinar.ended"]
        ),
        CompactRule(
            sync: "webinars",
            pipeline: "zoom-webinar-absentees",
            source: "zoom.webinar_absentees",
            list: "webinar_absentees",
            fallbackList: "webinar_registrants",
            sink: "brevo.contacts",
            webhooks: ["webinar.ended"]
        ),
    ]

    static let notices: [CompactNotice] = [
        CompactNotice(
            sync: "recordings",
            settings: "recordings",
            pipeline: "zoom-recordings",
            source: "zoom.recording_recipients",
            audience: (option: RecipientSource.option.name, value: "attendees"),
            occasions: "zoom.recordings",
            event: "zoom_recording_ready",
            fields: ["title", "recording_url", "start_time", "duration", "meeting_id"],
            guarded: ["passcode"],
            webhooks: ["recording.completed"]
        )
    ]
}
