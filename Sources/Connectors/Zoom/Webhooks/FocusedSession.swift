internal import CEL
internal import JSON
internal import PipelineCore

/// The meeting or webinar that a webhook is about, as far as the webhook tells.
struct FocusedSession: Sendable {
    let family: Family
    let number: Int
    /// Empty where the event doesn't name the instance.
    let uuid: String
    let topic: String
    let start: Timestamp?
    let end: Timestamp?
    /// Minutes.
    let minutes: Int?
    let type: Int?
    let hostID: String
    /// Whether the instance has ended, so that its attendance can be asked for.
    let isOver: Bool

    /// Reads it from an event; nil for an event about something else.
    init?(_ body: WebhookBody) {
        let object = body.object
        guard let number = Int(object["id"].identifier) else { return nil }
        switch body.name.prefix(while: { $0 != "." }) {
        case "meeting": family = .meeting
        case "webinar": family = .webinar
        case "recording": family = Family(type: object["type"]?.int)
        default: return nil
        }
        self.number = number
        uuid = object["uuid"].identifier
        topic = object["topic"]?.string ?? ""
        start = object["start_time"]?.string.flatMap { Timestamp(rfc3339: $0) }
        end = object["end_time"]?.string.flatMap { Timestamp(rfc3339: $0) }
        minutes = object["duration"]?.int
        type = object["type"]?.int
        hostID = object["host_id"].identifier
        isOver = body.name.hasSuffix(".ended") || body.name == "recording.completed"
    }

    /// Reads it from what was kept.
    init?(_ focus: Focus) {
        let details = focus.details
        guard let family = details["family"].flatMap(Family.init), let number = details["number"].flatMap(Int.init)
        else { return nil }
        self.family = family
        self.number = number
        uuid = details["uuid"] ?? ""
        topic = details["topic"] ?? ""
        start = details["start"].flatMap { Timestamp(rfc3339: $0) }
        end = details["end"].flatMap { Timestamp(rfc3339: $0) }
        minutes = details["minutes"].flatMap(Int.init)
        type = details["type"].flatMap(Int.init)
        hostID = details["host_id"] ?? ""
        isOver = details["is_over"] == "true"
    }

    /// What is kept of it.
    var focus: Focus {
        var details = ["family": family.rawValue, "number": "\(number)", "topic": topic, "host_id": hostID]
        if !uuid.isEmpty { details["uuid"] = uuid }
        details["start"] = start?.rfc3339
        details["end"] = end?.rfc3339
        details["minutes"] = minutes.map(String.init)
        details["type"] = type.map(String.init)
        if isOver { details["is_over"] = "true" }
        return Focus(id: "\(family.rawValue)/\(uuid.isEmpty ? "#\(number)" : uuid)", details: details)
    }
}
