import CEL
import PipelineCore
import Testing
import ZoomConnector

/// Deliveries of one event have one identity; different events have different ones.
@Suite struct EventIdentityTests {
    private let gate = ZoomWebhooks(Options())

    private func identity(_ body: String) -> String { gate.event(from: Array(body.utf8)).identity }

    private static func left(
        user: String = #""16778240""#,
        id: String = #""81""#,
        at moment: String = "1626230691572"
    ) -> String {
        """
        {"event":"meeting.participant_left","event_ts":\(moment),"payload":{"account_id":"A","object":{"id":\(id),
        "uuid":"4444AAAiAAAAAiAiAiiAii==","participant":{"user_id":\(user),"user_name":"Jill"}}}}
        """
    }

    @Test(arguments: [
        // In another order, with other white space and escapes.
        (
            left(),
            #"{"payload":{"object":{"participant":{"user_name":"Jill","user_id":"16778240"},"uuid":"\u0034444AAAiAAAAAiAiAiiAii==","#
                + #" "id":"81"},"account_id":"A"},"event_ts":1626230691572, "event":"meeting.participant_left"}"#
        ),
        // Ids as numbers.
        (left(), left(user: "16778240", id: "81")),
        // Zoom sent such pairs: only addresses and tokens differ.
        (
            #"{"event":"recording.completed","event_ts":5,"download_token":"a","payload":{"account_id":"A","object":"#
                + #"{"id":81,"uuid":"u","recording_files":[{"id":"f1","download_url":"https://example.com/1"},{"id":"f2"}]}}}"#,
            #"{"event":"recording.completed","event_ts":5,"download_token":"b","payload":{"account_id":"A","object":"#
                + #"{"id":81,"uuid":"u","recording_files":[{"id":"f2"},{"id":"f1","download_url":"https://example.com/2"}]}}}"#
        ),
    ])
    func `one event keeps its identity in other words`(first: String, second: String) {
        #expect(identity(first) == identity(second))
    }

    @Test(arguments: [
        (left(), left(user: #""16778241""#)), (left(), left(at: "1626230691573")), (left(), left(id: "82")),
        (left(), left().replacing("participant_left", with: "participant_joined")),
        (left(), left().replacing(#""account_id":"A""#, with: #""account_id":"B""#)),
        (
            #"{"event":"recording.completed","event_ts":5,"payload":{"object":{"uuid":"u","recording_files":[{"id":"f1"}]}}}"#,
            #"{"event":"recording.completed","event_ts":5,"payload":{"object":{"uuid":"u","recording_files":[{"id":"f2"}]}}}"#
        ),
        (
            #"{"event":"webinar.registration_created","event_ts":5,"payload":{"object":{"uuid":"u","registrant":{"id":"r1"}}}}"#,
            #"{"event":"webinar.registration_created","event_ts":5,"payload":{"object":{"uuid":"u","registrant":{"id":"r2"}}}}"#
        ),
        (
            #"{"event":"app_deauthorized","payload":{"account_id":"A","user_id":"u1","deauthorization_time":"2020-06-17T13:52:28.632Z"}}"#,
            #"{"event":"app_deauthorized","payload":{"account_id":"A","user_id":"u1","deauthorization_time":"2020-06-17T13:52:29Z"}}"#
        ),
        ("garbage", "other garbage"),
    ])
    func `different events have different identities`(first: String, second: String) {
        #expect(identity(first) != identity(second))
    }

    @Test func `what a meeting's event is about is read with ids of either kind`() throws {
        let body =
            #"{"event":"meeting.ended","event_ts":1626230691572,"payload":{"object":{"id":1234567890,"uuid":"/a==","#
            + #""topic":"Spring demo","type":8,"start_time":"2021-07-13T21:44:51Z","duration":60,"host_id":"h1","#
            + #""end_time":"2021-07-13T23:00:51Z"}}}"#
        let event = gate.event(from: Array(body.utf8))
        let texts = gate.event(from: Array(body.replacing("1234567890", with: #""1234567890""#).utf8))
        #expect(event.focus == texts.focus)
        let focus = try #require(event.focus)
        #expect(focus.id == "meeting//a==")
        #expect(focus.details["number"] == "1234567890")
        #expect(focus.details["end"] == "2021-07-13T23:00:51Z")
        #expect(focus.details["is_over"] == "true")
        #expect(event.occurred.seconds == 1_626_230_691)
    }

    @Test(arguments: [
        ("webinar.started", #"{"id":"9","uuid":"w"}"#, "webinar/w"), ("meeting.created", #"{"id":9}"#, "meeting/#9"),
        ("recording.completed", #"{"id":9,"uuid":"w","type":5}"#, "webinar/w"),
        ("recording.completed", #"{"id":9,"uuid":"w","type":4}"#, "meeting/w"), ("user.created", #"{"id":"u"}"#, nil),
    ])
    func `an event is about a meeting or a webinar, or about neither`(name: String, object: String, id: String?) {
        let body = #"{"event":"\#(name)","event_ts":1,"payload":{"object":\#(object)}}"#
        #expect(gate.event(from: Array(body.utf8)).focus?.id == id)
    }
}
