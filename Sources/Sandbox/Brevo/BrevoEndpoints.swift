extension BrevoService {
    static let routes = Routes(endpoints)

    /// Every operation offered, with its family of rate limits, parameters and body (BREVO.md §3, §4).
    static let endpoints: [Endpoint<BrevoService>] =
        contactEndpoints + listEndpoints + attributeEndpoints + otherEndpoints

    private static func limit(_ maximum: Int) -> Parameter { .integer("limit", 0...maximum) }
    private static let offset = Parameter.integer("offset")
    private static let sort = Parameter.choice("sort", "asc", "desc")
    private static let identifierType = Parameter.choice(
        "identifierType",
        "email_id",
        "phone_id",
        "contact_id",
        "ext_id",
        "whatsapp_id",
        "landline_number_id"
    )

    private static func endpoint(
        _ name: String,
        _ family: String = "contacts",
        _ parameters: Parameter...,
        body: Shape? = nil,
        answer: @escaping @Sendable (inout BrevoService, Call) throws -> Reply
    ) -> Endpoint<BrevoService> {
        let parts = name.split(separator: " ", maxSplits: 1).map(String.init)
        return Endpoint(
            APIOperation(
                method: parts[0],
                path: parts[1],
                label: "brevo:\(family)",
                parameters: parameters,
                body: body
            ),
            answer
        )
    }

    private static let contactEndpoints: [Endpoint<BrevoService>] = [
        endpoint(
            "GET /contacts",
            "contacts",
            limit(1000),
            offset,
            .text("modifiedSince"),
            .text("createdSince"),
            sort,
            .integer("segmentId"),
            .integers("listIds"),
            .integers("ids"),
            .text("filter")
        ) { try $0.listContacts($1) },
        endpoint("POST /contacts", body: BrevoBodies.createContact) { try $0.createContact($1) },
        endpoint("GET /contacts/{identifier}", "contacts", identifierType, .text("startDate"), .text("endDate")) {
            try $0.getContact($1)
        },
        endpoint("PUT /contacts/{identifier}", "contacts", identifierType, body: BrevoBodies.updateContact) {
            try $0.updateContact($1)
        },
        endpoint("DELETE /contacts/{identifier}", "contacts", identifierType) { try $0.deleteContact($1) },
        endpoint("POST /contacts/import", body: BrevoBodies.importContacts) { try $0.importContacts($1) },
        endpoint("POST /contacts/batch", body: .anything) { _, _ in
            BrevoError.reply(410, "document_not_found", "This endpoint is retired; use POST /contacts/import")
        },
        endpoint("POST /contacts/doubleOptinConfirmation", body: BrevoBodies.confirmation) {
            try $0.requestConfirmation($1)
        },
    ]

    private static let listEndpoints: [Endpoint<BrevoService>] = [
        endpoint("GET /contacts/lists", "contacts", limit(50), offset, sort) { try $0.listLists($1) },
        endpoint("POST /contacts/lists", body: BrevoBodies.list) { try $0.createList($1) },
        endpoint("GET /contacts/lists/{listId}", "contacts", .text("startDate"), .text("endDate")) {
            try $0.getList($1)
        },
        endpoint("DELETE /contacts/lists/{listId}") { try $0.deleteList($1) },
        endpoint(
            "GET /contacts/lists/{listId}/contacts",
            "contacts",
            .text("modifiedSince"),
            limit(500),
            offset,
            sort
        ) { try $0.listMembers($1) },
        endpoint("POST /contacts/lists/{listId}/contacts/add", body: BrevoBodies.addMembers) {
            try $0.addMembers($1)
        },
        endpoint("POST /contacts/lists/{listId}/contacts/remove", body: BrevoBodies.removeMembers) {
            try $0.removeMembers($1)
        },
        endpoint("GET /contacts/folders", "contacts", limit(50), offset, sort) { try $0.listFolders($1) },
        endpoint("POST /contacts/folders", body: BrevoBodies.folder) { try $0.createFolder($1) },
        endpoint("GET /contacts/folders/{folderId}/lists", "contacts", limit(50), offset, sort) {
            try $0.listFolderLists($1)
        },
        endpoint("GET /contacts/segments", "contacts", limit(50), offset, sort) { service, _ in
            service.listSegments()
        },
    ]

    private static let attributeEndpoints: [Endpoint<BrevoService>] = [
        endpoint("GET /contacts/attributes") { service, _ in service.listAttributes() },
        endpoint("POST /contacts/attributes/{attributeCategory}/{attributeName}", body: BrevoBodies.attribute) {
            try $0.createAttribute($1)
        },
        endpoint("DELETE /contacts/attributes/{attributeCategory}/{attributeName}") { try $0.deleteAttribute($1) },
    ]

    private static let otherEndpoints: [Endpoint<BrevoService>] = [
        endpoint("GET /account", "other") { service, _ in service.getAccount() },
        endpoint("GET /senders", "other", .text("ip"), .text("domain")) { service, _ in service.listSenders() },
        endpoint("GET /processes", "other", limit(50), offset, sort) { $0.listProcesses($1) },
        endpoint("GET /processes/{processId}", "other") { try $0.getProcess($1) },
        endpoint(
            "GET /events",
            "other",
            .integers("contact_id"),
            .texts("event_name"),
            .texts("object_type"),
            .text("startDate"),
            .text("endDate"),
            limit(10_000),
            offset
        ) { try $0.listEvents($1) },
        endpoint("POST /events", "events", body: BrevoBodies.event) { try $0.createEvent($1) },
        // The published table doesn't name this one, so by its text it falls under "everything else".
        endpoint("POST /events/batch", "other", body: BrevoBodies.events) { try $0.createEvents($1) },
        endpoint("POST /smtp/email", "smtp-send", body: BrevoBodies.mail) { try $0.sendMail($1) },
        endpoint(
            "GET /smtp/emails",
            "smtp-emails",
            .text("email"),
            .integer("templateId"),
            .text("messageId"),
            .text("startDate"),
            .text("endDate"),
            sort,
            limit(1000),
            offset
        ) { try $0.listMails($1) },
        endpoint(
            "GET /smtp/templates",
            "smtp",
            .boolean("templateStatus"),
            limit(1000),
            offset,
            sort,
            .text("editorType")
        ) { $0.listTemplates($1) },
        endpoint("GET /smtp/templates/{templateId}", "smtp") { try $0.getTemplate($1) },
        endpoint(
            "GET /smtp/blockedContacts",
            "smtp-send",
            .text("startDate"),
            .text("endDate"),
            limit(100),
            offset,
            .texts("senders"),
            sort
        ) { service, _ in service.listBlocked() },
        endpoint(
            "GET /emailCampaigns",
            "other",
            .choice("type", "classic", "trigger"),
            .choice("status", "suspended", "archive", "sent", "queued", "draft", "inProcess", "inReview"),
            .choice("statistics", "globalStats", "linksStats", "statsByDomain"),
            .text("startDate"),
            .text("endDate"),
            limit(100),
            offset,
            sort,
            .boolean("excludeHtmlContent")
        ) { $0.listCampaigns($1) },
        endpoint("POST /emailCampaigns", "other", body: BrevoBodies.campaign) { try $0.createCampaign($1) },
        endpoint(
            "GET /emailCampaigns/{campaignId}",
            "other",
            .choice("statistics", "globalStats", "linksStats", "statsByDomain", "statsByDevice", "statsByBrowser"),
            .boolean("excludeHtmlContent")
        ) { try $0.getCampaign($1) },
        endpoint("POST /emailCampaigns/{campaignId}/sendNow", "other") { try $0.sendCampaign($1) },
    ]
}
