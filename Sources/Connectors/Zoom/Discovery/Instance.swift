internal import CEL
internal import PipelineCore

/// One time that a meeting or webinar took place: what its attendance is read by.
struct Instance: Sendable, Hashable {
    let family: Family
    let uuid: String
    /// The number, which all instances of a meeting share.
    let number: Int
    let topic: String
    let start: Timestamp
    /// When it ended; nil where Zoom's listing doesn't say.
    let end: Timestamp?
    /// Minutes: how long it took where the end is known, else how long it was planned.
    let minutes: Int?
    let hostEmail: String
    let hostID: String
    /// Zoom's type of the meeting; nil where unknown.
    let type: Int?
    /// How many people took part; nil where unknown.
    let people: Int?

    /// When it was over, as far as known.
    var closed: Timestamp { end ?? start.later((minutes ?? 0) * 60) }

    /// The partition for this instance.
    func partition(zone: TimeZoneName) -> Partition {
        var details = [
            "number": "\(number)", "topic": topic, "start": start.rfc3339, "host_email": hostEmail, "host_id": hostID,
        ]
        details["end"] = end?.rfc3339
        details["minutes"] = minutes.map(String.init)
        details["type"] = type.map(String.init)
        details["people"] = people.map(String.init)
        return Partition(
            id: "\(family.rawValue)/\(uuid)",
            title: Self.title(topic, start, zone),
            closed: closed,
            details: details
        )
    }

    /// The instance of a partition, also of one that an earlier run found.
    init(_ partition: Partition) throws {
        let details = partition.details
        guard let slash = partition.id.firstIndex(of: "/"),
            let family = Family(rawValue: String(partition.id[..<slash])),
            let number = details["number"].flatMap(Int.init),
            let start = details["start"].flatMap({ Timestamp(rfc3339: $0) })
        else {
            throw ConnectorFailure(
                .permanent,
                "\(partition.title): the state doesn't say which meeting this is",
                remedy: "it is found again by the next run if it is within `since`"
            )
        }
        self.init(
            family: family,
            uuid: String(partition.id[partition.id.index(after: slash)...]),
            number: number,
            topic: details["topic"] ?? "",
            start: start,
            end: details["end"].flatMap { Timestamp(rfc3339: $0) },
            minutes: details["minutes"].flatMap(Int.init),
            hostEmail: details["host_email"] ?? "",
            hostID: details["host_id"] ?? "",
            type: details["type"].flatMap(Int.init),
            people: details["people"].flatMap(Int.init)
        )
    }

    init(
        family: Family,
        uuid: String,
        number: Int,
        topic: String,
        start: Timestamp,
        end: Timestamp? = nil,
        minutes: Int?,
        hostEmail: String,
        hostID: String = "",
        type: Int? = nil,
        people: Int? = nil
    ) {
        self.family = family
        self.uuid = uuid
        self.number = number
        self.topic = topic
        self.start = start
        self.end = end
        self.minutes = minutes
        self.hostEmail = hostEmail
        self.hostID = hostID
        self.type = type
        self.people = people
    }

    /// `“Spring demo” 2026-11-18 10:00`.
    static func title(_ topic: String, _ start: Timestamp?, _ zone: TimeZoneName) -> String {
        guard let start else { return "“\(topic)”" }
        let time = start.civil(in: zone)
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "“\(topic)” \(start.dateString(in: zone)) \(two(time.hour)):\(two(time.minute))"
    }
}
