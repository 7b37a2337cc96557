internal import CEL
internal import JSON

/// Counts what people answered and asked at an instance, by address. Names are no proof, so the anonymous count for nobody.
final class EngagementReads: Sendable {
    /// Counts by normalized address; nil where Zoom doesn't tell.
    typealias Counts = [String: Int]?

    private let client: ZoomClient
    private let polls = SharedReads<String, Counts>(capacity: 64)
    private let questions = SharedReads<String, Counts>(capacity: 64)

    init(_ client: ZoomClient) {
        self.client = client
    }

    /// How many poll questions each person answered.
    func polls(_ instance: Instance, group: String) async throws -> Counts {
        let operation = instance.family == .meeting ? Operations.listMeetingPolls : Operations.listWebinarPolls
        return try await polls.value(instance.uuid) { try await counts(operation, instance, group) }
    }

    /// How many questions each person asked.
    func questions(_ instance: Instance, group: String) async throws -> Counts {
        let operation = instance.family == .meeting ? Operations.listMeetingQuestions : Operations.listWebinarQuestions
        return try await questions.value(instance.uuid) { try await counts(operation, instance, group) }
    }

    private func counts(_ operation: Operation, _ instance: Instance, _ group: String) async throws -> Counts {
        // “Instant meetings do not have polling features enabled” (Zoom's definition of the meetings' polls).
        if operation == Operations.listMeetingPolls, instance.type == 1 { return [:] }
        do {
            let request = ZoomRequest(operation, [instance.uuid])
            let rows = try await EngagementRow.listing(operation).all(request, client, group: group)
            return rows.reduce(into: [String: Int]()) { counts, row in
                if !row.email.isEmpty { counts[row.email, default: 0] += row.details }
            }
        } catch let failure as ZoomFailure where failure.isLocal || failure.kind == .refused {
            return nil
        }
    }
}

/// What one person answered or asked: a row of the polls or questions of an instance.
struct EngagementRow: ZoomRow {
    let email: String
    let details: Int

    static let fields = [PageField("email", .string), PageField("question_details", .json)]

    init(_ row: PageFields) throws {
        email = Email.normalized(try row.text(0))
        details = try row.json(1)?.array?.count ?? 0
    }
}
