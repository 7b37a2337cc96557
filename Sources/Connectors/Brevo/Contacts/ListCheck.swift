internal import JSON
internal import PipelineCore

/// Finds out which list ids an account has, with the fewest requests.
struct ListCheck: Sendable {
    let client: Client

    /// `GET /contacts/lists` takes no more (BREVO.md §3.10).
    static let pageSize = 50

    /// What was found: the needed ids that don't exist, and names of lists that do.
    struct Result: Sendable, Hashable {
        var unknown: Set<Int>
        var known: [Int: String]
        /// Whether ``known`` are all lists there are.
        var isComplete: Bool
    }

    func find(_ needed: Set<Int>) async throws -> Result {
        var result = Result(unknown: needed, known: [:], isComplete: false)
        guard needed.count > 1 else {
            try await lookUp(needed, &result)
            return result
        }
        var offset = 0
        while true {
            let answer = try await client.send(
                .listLists,
                query: [("limit", String(Self.pageSize)), ("offset", String(offset)), ("sort", "desc")]
            )
            guard answer.isSuccess else { throw answer.unexpected() }
            let body = try answer.json()
            // `lists` may be absent when there are none.
            let rows = body["lists"]?.array ?? []
            for row in rows {
                guard let id = row["id"]?.int else { throw answer.unreadable("a list without an id") }
                result.unknown.remove(id)
                result.known[id] = row["name"]?.string ?? ""
            }
            offset += rows.count
            let left = max(0, (body["count"]?.int ?? 0) - offset)
            result.isComplete = rows.isEmpty || left == 0
            if result.isComplete || result.unknown.isEmpty { return result }
            if result.unknown.count < (left + Self.pageSize - 1) / Self.pageSize {
                try await lookUp(result.unknown, &result)
                return result
            }
        }
    }

    private func lookUp(_ ids: Set<Int>, _ result: inout Result) async throws {
        for id in ids.sorted() {
            let answer = try await client.send(.getList, [String(id)])
            switch answer.status {
            case 200:
                result.unknown.remove(id)
                result.known[id] = try answer.json()["name"]?.string ?? ""
            case 400, 404: break
            default: throw answer.unexpected()
            }
        }
    }

    /// A finding for each list that doesn't exist.
    static func findings(_ result: Result, needs: [Int: [String]]) -> [PreflightFinding] {
        result.unknown.sorted().map { id in
            let pipelines = Set(needs[id] ?? []).sorted()
            let who = pipelines.map { "`\($0)`" }.joined(separator: ", ")
            return PreflightFinding(
                isError: true,
                code: "unknown-list",
                message: "there is no list \(id) in the Brevo account; "
                    + "\(who) \(pipelines.count == 1 ? "adds" : "add") contacts to it",
                remedy: remedy(result),
                prerequisite: Prerequisite(.list, String(id), isCreated: false, pipelines: pipelines)
            )
        }
    }

    private static func remedy(_ result: Result) -> String {
        let advice = "Take the id of a list from Contacts › Lists in Brevo (the number after #)."
        guard !result.known.isEmpty else { return advice }
        let shown = result.known.sorted { $0.key < $1.key }.prefix(10).map { "\($0.key) “\($0.value)”" }
        let more = result.known.count > 10 || !result.isComplete ? ", …" : ""
        return "\(advice) The account has \(shown.joined(separator: ", "))\(more)."
    }
}
