internal import CEL
internal import HTTP
internal import JSON
internal import PipelineCore

/// Sends custom events: one by `POST /events`, several by `POST /events/batch` (BREVO.md §3.12, §3.13).
///
/// Brevo knows no repeats of events, so one whose outcome is unknown is looked for by the property ``deliveryKey``.
struct EventSender: Sender {
    let client: Client
    let account: String

    static let kind = "brevo.events"

    /// The property of each event that tells it from others: the request's token and its place.
    static let deliveryKey = "delivery_id"

    /// Events in one batch, and the bytes they may have (512 KB with what is around them).
    private static let maxEvents = 200
    private static let maxBytes = 500 * 1_024

    /// So much of the hour's other requests is left to those who follow imports.
    private static let spared = 0.4

    var kind: String { Self.kind }

    var traits: SendTraits {
        let hasRoom = client.pacing.hourLeft(.other) > Self.spared
        return SendTraits(
            maxItems: hasRoom ? Self.maxEvents : 1,
            maxBytes: Self.maxBytes,
            batchMinimum: 20,
            maxConcurrent: 4,
            repeats: .never,
            canLookUp: true
        )
    }

    func body(of sends: [Send], token: String) -> [UInt8] {
        let events = sends.enumerated().map { Self.event($0.element, id: Self.deliveryID(token, $0.offset)) }
        if events.count == 1 { return events[0] }
        return Array(#"{"events":["#.utf8) + Array(events.joined(separator: [UInt8(ascii: ",")]))
            + Array("]}".utf8)
    }

    func send(_ request: SendRequest) async throws -> SendOutcome {
        let operation: Operation = request.count == 1 ? .createEvent : .createEvents
        let handover = try await client.handOver(operation, body: request.body)
        guard case .answered(let answer) = handover else { return handover.outcome ?? .answered([]) }
        let failures = Self.failures(answer)
        switch answer.status {
        case 207 where !failures.isEmpty, 400 where !failures.isEmpty:
            return .answered(
                (0..<request.count).map { place in
                    failures[place].map { .refused(code: "event_refused", reason: $0) } ?? .accepted(reference: nil)
                }
            )
        case 207:
            // Which events were left out isn't said.
            return .unknown(answer.unreadable("a partial answer without `errors`"))
        case 200..<300:
            return .answered(Array(repeating: .accepted(reference: nil), count: request.count))
        default:
            return answer.refusal
        }
    }

    func lookUp(_ request: SendRequest) async throws -> [Int: String] {
        let moments = request.sends.values.map(\.moment.asOf)
        guard let first = moments.min(), let last = moments.max() else { return [:] }
        let names = Set(request.sends.values.compactMap { Self.name($0) }).sorted()
        var found: [Int: String] = [:]
        let pageSize = 10_000
        var offset = 0
        while true {
            let query =
                names.map { (name: "event_name", value: $0) }
                + [
                    ("startDate", first.adding(seconds: .seconds(-1)).rfc3339),
                    ("endDate", last.adding(seconds: .seconds(1)).rfc3339),
                    ("limit", "\(pageSize)"), ("offset", "\(offset)"),
                ]
            let answer = try await client.send(.listEvents, query: query)
            guard answer.isSuccess else { throw answer.unexpected() }
            let rows = try answer.json()["events"]?.array ?? []
            let ids = Set(rows.compactMap { $0["event_properties"]?[Self.deliveryKey]?.string })
            for place in request.sends.keys {
                let id = Self.deliveryID(request.token, place)
                if ids.contains(id) { found[place] = id }
            }
            offset += rows.count
            guard rows.count == pageSize, found.count < request.sends.count else { return found }
        }
    }

    private static func deliveryID(_ token: String, _ place: Int) -> String { "\(token)-\(place)" }

    /// The item with its delivery id: it ends with its properties, which end with a brace each.
    private static func event(_ send: Send, id: String) -> [UInt8] {
        let separator = send.item.suffix(3).first == UInt8(ascii: "{") ? "" : ","
        return send.item.dropLast(2) + Array("\(separator)\"\(deliveryKey)\":\"\(id)\"}}".utf8)
    }

    private static func name(_ send: Send) -> String? {
        (try? JSONValue.parse(send.item))?["event_name"]?.string
    }

    /// Why events of a batch were refused, by their places.
    private static func failures(_ answer: Answer) -> [Int: String] {
        guard answer.status == 207 || answer.status == 400, let body = try? JSONValue.parse(answer.response.body) else {
            return [:]
        }
        var failures: [Int: String] = [:]
        for error in body["errors"]?.array ?? [] {
            let message = error["message"]?.string ?? "Brevo refused the event without an explanation"
            for place in error["eventIndex"]?.array?.compactMap(\.int) ?? [] { failures[place] = message }
        }
        return failures
    }
}
