extension BrevoService {
    /// `GET /account`.
    func getAccount() -> Reply {
        .json([
            "organization_id": "5f3c1a2b4d5e6f7081920304", "user_id": 1, "enterprise": false,
            "email": "owner@acme.example", "firstName": "Sandbox", "lastName": "Owner", "companyName": "Acme",
            "address": ["street": "1 Loopback", "city": "Berlin", "zipCode": "10115", "country": "Germany"],
            "plan": [["type": "free", "creditsType": "sendLimit", "credits": 250]], "planVerticals": [],
            "relay": [
                "enabled": true,
                "data": ["userName": "owner@acme.example", "relay": "smtp-relay.sandbox.example", "port": 587],
            ],
            "marketingAutomation": ["enabled": true, "key": "sandbox"],
        ])
    }

    /// `GET /senders`.
    func listSenders() -> Reply {
        .json(["senders": [["id": 1, "name": "Sandbox", "email": "sender@acme.example", "active": true, "ips": []]]])
    }

    /// `POST /emailCampaigns`: made as a draft.
    mutating func createCampaign(_ call: Call) throws -> Reply {
        let body = call.body
        guard let sender = body["sender"], (sender["id"] == nil) != (sender["email"] == nil) else {
            throw BrevoError.invalid("sender needs either an email or an id")
        }
        let contents = ["htmlContent", "htmlUrl", "templateId"].filter { body[$0] != nil }
        guard contents.count == 1 else {
            throw BrevoError.invalid("Pass exactly one of htmlContent, htmlUrl, templateId")
        }
        if let html = body["htmlContent"]?.string, html.count <= 10 {
            throw BrevoError.invalid("htmlContent must be longer than 10 characters")
        }
        guard body["subject"] != nil || body["abTesting"]?.boolean == true else {
            throw Refusal(BrevoError.reply(400, "missing_parameter", "subject is missing"))
        }
        for list in body["recipients"]?["listIds"]?.elements?.compactMap(\.integer) ?? [] where lists[list] == nil {
            throw BrevoError.invalid("List ID does not exist")
        }
        let id = campaigns.count + 1
        campaigns[id] = BrevoCampaign(
            id: id,
            name: body["name"]?.string ?? "",
            subject: body["subject"]?.string,
            body: body,
            at: call.now
        )
        return .json(["id": .integer(id)], status: 201)
    }

    /// `POST /emailCampaigns/{campaignId}/sendNow`: goes to the lists' members that aren't blocklisted; once only.
    mutating func sendCampaign(_ call: Call) throws -> Reply {
        guard let id = Int(call.segment("campaignId")), let campaign = campaigns[id] else {
            throw BrevoError.notFound("Campaign ID does not exist")
        }
        guard campaign.status == "draft" else {
            throw Refusal(BrevoError.reply(400, "campaign_sent", "The campaign has been sent already"))
        }
        let wanted = campaign.body["recipients"]?["listIds"]?.elements?.compactMap(\.integer) ?? []
        guard !wanted.isEmpty else { throw BrevoError.invalid("The campaign has no recipients") }
        let excluded = campaign.body["recipients"]?["exclusionListIds"]?.elements?.compactMap(\.integer) ?? []
        campaigns[id]?.status = "sent"
        campaigns[id]?.recipients = book.ids.compactMap { book[$0] }.filter { contact in
            !contact.isBlocklisted && contact.listIDs.contains(where: wanted.contains)
                && !contact.listIDs.contains(where: excluded.contains)
        }.compactMap(\.email)
        return .empty(204)
    }

    /// `GET /emailCampaigns/{campaignId}`.
    func getCampaign(_ call: Call) throws -> Reply {
        guard let campaign = Int(call.segment("campaignId")).flatMap({ campaigns[$0] }) else {
            throw BrevoError.notFound("Campaign ID does not exist")
        }
        return .json(Self.row(campaign, withContent: true))
    }

    /// `GET /emailCampaigns`.
    func listCampaigns(_ call: Call) -> Reply {
        let status = call.value("status")
        var found = campaigns.values.sorted { $0.id < $1.id }.filter { status == nil || $0.status == status }
        if call.value("sort") != "asc" { found.reverse() }
        let rows = found.dropFirst(call.integer("offset", default: 0)).prefix(call.integer("limit", default: 50))
        let hasContent = call.value("excludeHtmlContent") != "true"
        return .json([
            "count": .integer(found.count), "campaigns": .array(rows.map { Self.row($0, withContent: hasContent) }),
        ])
    }

    private static func row(_ campaign: BrevoCampaign, withContent: Bool) -> WireValue {
        let names = [
            "uniqueClicks", "clickers", "complaints", "delivered", "sent", "softBounces", "hardBounces", "uniqueViews",
            "trackableViews", "unsubscriptions", "viewed", "appleMppOpens", "opensRate",
        ]
        let zeros = WireValue.object(names.map { WireValue.Member(key: $0, value: 0) })
        return .fields([
            "id": .integer(campaign.id), "name": .string(campaign.name), "subject": .text(campaign.subject),
            "type": "classic", "status": .string(campaign.status), "testSent": false, "header": "", "footer": "",
            "sender": campaign.body["sender"], "replyTo": campaign.body["replyTo"] ?? "sender@acme.example",
            "toField": "", "htmlContent": withContent ? campaign.body["htmlContent"] ?? "" : nil, "tag": "",
            "createdAt": .string(campaign.at.fullText), "modifiedAt": .string(campaign.at.fullText),
            "inlineImageActivation": false, "mirrorActive": false,
            "recipients": [
                "lists": campaign.body["recipients"]?["listIds"] ?? [],
                "exclusionLists": campaign.body["recipients"]?["exclusionListIds"] ?? [],
            ],
            "statistics": [
                "globalStats": zeros, "campaignStats": [], "mirrorClick": 0, "remaining": 0, "linksStats": [:],
                "statsByDomain": [:], "statsByDevice": [:], "statsByBrowser": [:],
            ],
        ])
    }
}
