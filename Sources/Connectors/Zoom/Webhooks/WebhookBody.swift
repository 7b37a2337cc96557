internal import CEL
internal import JSON

/// A webhook's body, read: what is the same in all events (developers.zoom.us/docs/api/webhooks).
struct WebhookBody: Sendable {
    /// `meeting.ended`.
    let name: String

    /// When it happened; nil where the event doesn't say.
    let occurred: Timestamp?

    let payload: JSONValue

    /// Why a body is no event, in words.
    struct Malformed: Error {
        let reason: String
    }

    init(_ body: [UInt8]) throws(Malformed) {
        let json: JSONValue
        do { json = try JSONValue.parse(body) } catch { throw Malformed(reason: "it isn't JSON: \(error.message)") }
        guard let name = json["event"]?.string, !name.isEmpty else { throw Malformed(reason: "it has no `event`") }
        self.name = name
        payload = json["payload"] ?? .null
        occurred = Self.moment(json["event_ts"]) ?? Self.moment(payload["deauthorization_time"])
    }

    /// The meeting, webinar, recording or user that it is about.
    var object: JSONValue { payload["object"] ?? .null }

    /// The one who joined or left.
    var participant: JSONValue { object["participant"] ?? .null }

    /// The one who registered.
    var registrant: JSONValue { object["registrant"] ?? .null }

    var accountID: String { payload["account_id"].identifier }

    /// What identifies the event: deliveries of one event differ in download addresses and tokens, maybe in more, and the
    /// numbers that Zoom gives for each delivery are no help.
    var identity: String {
        let people = [
            participant["user_id"], participant["participant_uuid"], participant["id"], participant["email"],
            registrant["id"], registrant["email"], payload["user_id"],
        ]
        let files = [object["recording_files"], object["archive_files"], object["participant_audio_files"]]
            .flatMap { $0?.array ?? [] }.map { $0["id"].identifier }
        let meetings = (object["meetings"]?.array ?? []).map { $0["meeting_uuid"].identifier }
        let uuids = (object["meeting_uuids"]?.array ?? []).map { Optional($0).identifier }
        let file = object["recording_file"]?["recording_start"].identifier ?? ""
        let parts =
            [name, accountID, object["uuid"].identifier, object["id"].identifier]
            + people.map(\.identifier)
            + [file, (files + meetings + uuids).sorted().joined(separator: ",")]
            + [occurred.map { "\($0.seconds).\($0.nanoseconds / 1_000_000)" } ?? ""]
        return parts.joined(separator: "|")
    }

    /// Milliseconds since 1970, or ISO 8601.
    static func moment(_ value: JSONValue?) -> Timestamp? {
        if let text = value?.string, let moment = Timestamp(rfc3339: text) { return moment }
        guard let milliseconds = value?.int ?? value?.string.flatMap(Int.init), milliseconds > 0 else { return nil }
        return Timestamp(
            seconds: Int64(milliseconds / 1_000),
            nanoseconds: Int32(milliseconds % 1_000) * 1_000_000
        )
    }
}

extension JSONValue? {
    /// The text of an id, which Zoom writes as a string or as a number; empty where there is none.
    var identifier: String {
        switch self {
        case .string(let text)?: text
        case .int(let number)?: String(number)
        case .double(let number)?: Int(exactly: number).map(String.init) ?? ""
        default: ""
        }
    }
}
