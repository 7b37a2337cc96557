/// The request bodies of Brevo's operations as its definition has them, with the fields newer SDKs know
/// (BREVO.md §1.2).
enum BrevoBodies {
    private static let ids = Shape.list(.integer())
    private static let value: [Shape] = [.number, .text(), .boolean, .list(.text())]
    private static let address = Shape.object([.required("email", .text()), .optional("name", .text())])

    static let createContact = Shape.object([
        .optional("email", .text()), .optional("ext_id", .text()), .optional("attributes", .map(value)),
        .optional("emailBlacklisted", .boolean), .optional("smsBlacklisted", .boolean), .optional("listIds", ids),
        .optional("smtpBlacklistSender", .list(.text())), .optional("updateEnabled", .boolean),
        .optional("forceMerge", .boolean), .optional("getId", .boolean),
    ])

    static let updateContact = Shape.object([
        .optional("ext_id", .text()), .optional("attributes", .map(value)), .optional("emailBlacklisted", .boolean),
        .optional("smsBlacklisted", .boolean), .optional("listIds", ids), .optional("unlinkListIds", ids),
        .optional("smtpBlacklistSender", .list(.text())), .optional("forceMerge", .boolean),
    ])

    static let importContacts = Shape.object([
        .optional("fileBody", .text()), .optional("fileUrl", .text()),
        .optional(
            "jsonBody",
            .list(.object([.optional("email", .text()), .optional("attributes", .map([.anything]))]))
        ),
        .optional("listIds", ids),
        .optional("newList", .object([.optional("listName", .text()), .optional("folderId", .integer())])),
        .optional("updateExistingContacts", .boolean), .optional("emptyContactsAttributes", .boolean),
        .optional("emailBlacklist", .boolean), .optional("smsBlacklist", .boolean),
        .optional("disableNotification", .boolean), .optional("notifyUrl", .text()),
        .optional("consentGroupIds", ids),
    ])

    static let attribute = Shape.object([
        .optional(
            "type",
            .choice(["text", "date", "float", "boolean", "id", "category", "multiple-choice", "user"])
        ),
        .optional("value", .text()), .optional("isRecurring", .boolean),
        .optional(
            "enumeration",
            .list(.object([.required("value", .integer()), .required("label", .text())]))
        ),
        .optional("multiCategoryOptions", .list(.text())),
    ])

    static let list = Shape.object([.required("name", .text()), .required("folderId", .integer())])
    static let folder = Shape.object([.optional("name", .text())])

    static let addMembers = Shape.object([
        .optional("emails", .list(.text(), 1...150)), .optional("ids", .list(.integer(), 1...150)),
        .optional("extIds", .list(.text(), 1...150)),
    ])

    static let removeMembers = Shape.object([
        .optional("emails", .list(.text(), 1...150)), .optional("ids", .list(.integer(), 1...150)),
        .optional("extIds", .list(.text(), 1...150)), .optional("all", .boolean),
    ])

    static let confirmation = Shape.object([
        .required("email", .text()), .required("includeListIds", ids), .required("templateId", .integer()),
        .required("redirectionUrl", .text()), .optional("excludeListIds", ids), .optional("attributes", .map(value)),
        .optional("contactPixelTrackingConsent", .boolean),
    ])

    private static let eventFields: [Shape.Field] = [
        .optional("event_date", .text()),
        .optional("event_properties", .map([.text(), .number, .boolean, .map([.anything]), .list(.anything)])),
        .optional("contact_properties", .map([.text(), .number, .boolean])),
        .optional(
            "object",
            .object([
                .optional("type", .text()),
                .optional("identifiers", .object([.optional("ext_id", .text()), .optional("id", .text())])),
            ])
        ),
    ]
    private static let eventIdentifiers = Shape.object([
        .optional("email_id", .text()), .optional("ext_id", .text()), .optional("phone_id", .text()),
        .optional("whatsapp_id", .text()), .optional("landline_number_id", .text()),
        .optional("contact_id", .integer()),
    ])

    static let event = Shape.object(
        [.required("event_name", .text(maximum: 255)), .required("identifiers", eventIdentifiers)] + eventFields
    )

    /// What is missing in one event is answered per event, so nothing is required here.
    static let events = Shape.object([
        .required(
            "events",
            .list(
                .object(
                    [.optional("event_name", .text()), .optional("identifiers", eventIdentifiers)] + eventFields
                )
            )
        )
    ])

    static let mail = Shape.object([
        .optional(
            "sender",
            .object([.optional("email", .text()), .optional("id", .integer()), .optional("name", .text())])
        ),
        .optional("to", .list(address)), .optional("cc", .list(address)), .optional("bcc", .list(address)),
        .optional("replyTo", address), .optional("subject", .text()), .optional("htmlContent", .text()),
        .optional("textContent", .text()), .optional("templateId", .integer()),
        .optional("params", .map([.anything])), .optional("tags", .list(.text())),
        .optional("headers", .map([.anything])),
        .optional(
            "attachment",
            .list(
                .object([.optional("url", .text()), .optional("content", .text()), .optional("name", .text())])
            )
        ),
        .optional("scheduledAt", .text()), .optional("batchId", .text()),
        .optional(
            "messageVersions",
            .list(
                .object([
                    .required("to", .list(address)), .optional("cc", .list(address)), .optional("bcc", .list(address)),
                    .optional("replyTo", address), .optional("subject", .text()), .optional("htmlContent", .text()),
                    .optional("textContent", .text()), .optional("params", .map([.anything])),
                ])
            )
        ),
    ])

    static let campaign = Shape.object(
        [
            .required("name", .text()),
            .required(
                "sender",
                .object([.optional("email", .text()), .optional("id", .integer()), .optional("name", .text())])
            ),
            .optional(
                "recipients",
                .object([
                    .optional("listIds", ids), .optional("segmentIds", ids), .optional("exclusionListIds", ids),
                    .optional("exclusionSegmentIds", ids),
                ])
            ),
            .optional("params", .map([.anything])), .optional("templateId", .integer()),
            .optional(
                "emailExpirationDate",
                .object([
                    .optional("duration", .integer(1...3600)), .optional("unit", .choice(["days", "weeks", "months"])),
                ])
            ),
            .optional("increaseRate", .integer(0...100)), .optional("initialQuota", .integer()),
            .optional("splitRule", .integer(1...50)), .optional("winnerDelay", .integer(1...168)),
            .optional("winnerCriteria", .choice(["open", "click"])),
        ]
            + [
                "subject", "htmlContent", "htmlUrl", "scheduledAt", "tag", "replyTo", "toField", "previewText",
                "footer",
                "header", "attachmentUrl", "utmCampaign", "utmContent", "utmId", "utmMedium", "utmSource", "utmTerm",
                "unsubscriptionPageId", "updateFormId", "subjectA", "subjectB",
            ].map { .optional($0, .text()) }
            + ["abTesting", "inlineImageActivation", "mirrorActive", "sendAtBestTime", "ipWarmupEnable"].map {
                .optional($0, .boolean)
            }
    )
}
