internal import JSON
internal import PipelineCore

/// Creates campaigns and sends each once (BREVO.md §3.15). A campaign is found again by its name, so that whatever an earlier try
/// did is known before anything is done.
struct CampaignSender: Sender {
    let client: Client
    let account: String

    static let kind = "brevo.campaign"

    var kind: String { Self.kind }

    var traits: SendTraits { SendTraits(maxConcurrent: 1, repeats: .always) }

    func body(of sends: [Send], token: String) -> [UInt8] { sends.first?.item ?? [] }

    func send(_ request: SendRequest) async throws -> SendOutcome {
        guard let name = (try? JSONValue.parse(request.body))?["name"]?.string else {
            return .refused(code: "unnamed", reason: "the campaign has no name")
        }
        do {
            var campaign = request.isRepeat ? try await find(name) : nil
            if campaign == nil {
                switch try await client.handOver(.createCampaign, body: request.body) {
                case .answered(let answer):
                    guard answer.isSuccess else { return answer.refusal }
                    campaign = try answer.json()["id"]?.int.map { Campaign(id: $0, status: Self.draft) }
                case .notTaken(let failure): return .notTaken(failure)
                case .unknown: break
                }
                if campaign == nil { campaign = try await find(name) }
            }
            guard let campaign else {
                return .unknown(
                    ConnectorFailure(.temporary, "whether the campaign “\(name)” was created isn't known yet")
                )
            }
            guard campaign.status == Self.draft else { return .answered([.accepted(reference: "\(campaign.id)")]) }
            return try await send(campaign.id)
        } catch let failure as ConnectorFailure {
            return .unknown(failure)
        }
    }

    private struct Campaign {
        let id: Int
        let status: String
    }

    private static let draft = "draft"

    private func send(_ id: Int) async throws -> SendOutcome {
        switch try await client.handOver(.sendCampaign, ["\(id)"]) {
        case .answered(let answer):
            if answer.isSuccess || ["campaign_sent", "campaign_processing"].contains(answer.error.code) {
                return .answered([.accepted(reference: "\(id)")])
            }
            return answer.refusal
        // The draft is there, and is found again.
        case .notTaken(let failure), .unknown(let failure): return .unknown(failure)
        }
    }

    /// The newest campaign of a name.
    private func find(_ name: String) async throws -> Campaign? {
        let pageSize = 100
        var offset = 0
        while true {
            let answer = try await client.send(
                .listCampaigns,
                query: [
                    ("limit", "\(pageSize)"), ("offset", "\(offset)"), ("sort", "desc"), ("excludeHtmlContent", "true"),
                ]
            )
            guard answer.isSuccess else { throw answer.unexpected() }
            let rows = try answer.json()["campaigns"]?.array ?? []
            if let row = rows.first(where: { $0["name"]?.string == name }), let id = row["id"]?.int {
                return Campaign(id: id, status: row["status"]?.string ?? Self.draft)
            }
            offset += rows.count
            guard rows.count == pageSize else { return nil }
        }
    }
}
