internal import CEL
internal import HTTP
internal import JSON
internal import PipelineCore

/// Sends transactional mails by template, one version for each recipient, so that nobody sees another's address (BREVO.md §3.14).
///
/// Brevo knows repeats of a body by its idempotency key for 30 minutes; later, mails are looked for by a tag of their own.
struct MailSender: Sender {
    let client: Client
    let account: String

    static let kind = "brevo.email"

    /// Recipients in one request; Brevo allows 2,000, but all of them share one fate.
    private static let maxRecipients = 500

    /// Brevo allows 1,000 KB of parameters.
    private static let maxBytes = 900 * 1_024

    /// Brevo remembers for 30 minutes; a request under way takes some of them.
    private static let memory: Int64 = 25 * 60

    var kind: String { Self.kind }

    var traits: SendTraits {
        SendTraits(
            maxItems: Self.maxRecipients,
            maxBytes: Self.maxBytes,
            maxConcurrent: 4,
            repeats: .within(seconds: Self.memory),
            canLookUp: true
        )
    }

    func body(of sends: [Send], token: String) -> [UInt8] {
        var writer = JSONWriter(capacity: sends.reduce(512) { $0 + $1.item.count + 1 })
        writer.beginObject()
        var tags: [JSONValue] = []
        if let envelope = sends.first.flatMap({ try? JSONValue.parse($0.envelope) })?.object {
            for member in envelope where member.key != "tags" { writer.member(member.key, member.value) }
            tags = envelope["tags"]?.array ?? []
        }
        writer.member("tags", .array(tags + [.string(Self.tag(token))]))
        writer.key("headers")
        writer.beginObject()
        writer.member("idempotencyKey", token)
        writer.endObject()
        writer.endObject()
        let versions = sends.map(\.item).joined(separator: [UInt8(ascii: ",")])
        return Array(writer.bytes.dropLast()) + Array(#","messageVersions":["#.utf8) + Array(versions)
            + Array("]}".utf8)
    }

    func send(_ request: SendRequest) async throws -> SendOutcome {
        let handover = try await client.handOver(.sendMail, body: request.body, repeats: .always)
        guard case .answered(let answer) = handover else { return handover.outcome ?? .answered([]) }
        if answer.isSuccess {
            let body = try? JSONValue.parse(answer.response.body)
            let ids = body?["messageIds"]?.array?.map(\.string) ?? [body?["messageId"]?.string]
            return .answered(
                (0..<request.count).map { .accepted(reference: ids.indices.contains($0) ? ids[$0] : nil) }
            )
        }
        // The token is ours alone, so an earlier try of this very request was taken.
        if answer.error.code == "duplicate_parameter", request.isRepeat || answer.followsLostTry {
            return .answered(Array(repeating: .accepted(reference: nil), count: request.count))
        }
        return answer.refusal
    }

    func lookUp(_ request: SendRequest) async throws -> [Int: String] {
        var found: [Int: String] = [:]
        for (place, send) in request.sends.sorted(by: { $0.key < $1.key }) {
            let answer = try await client.send(
                .listMails,
                query: [("email", send.recipient), ("sort", "desc"), ("limit", "100")]
            )
            guard answer.isSuccess else { throw answer.unexpected() }
            let rows = try answer.json()["transactionalEmails"]?.array ?? []
            let mail = rows.first { row in
                row["tags"]?.array?.contains { $0.string == Self.tag(request.token) } == true
            }
            if let mail { found[place] = mail["messageId"]?.string ?? "" }
        }
        return found
    }

    /// The tag by which the mails of a request are found again.
    private static func tag(_ token: String) -> String { "delivery-\(token)" }
}
