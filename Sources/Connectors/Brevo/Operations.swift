internal import HTTP

/// One call of Brevo's API: every one that this connector makes stands in this table.
struct Operation: Sendable, Hashable {
    let method: HTTPRequest.Method

    /// The path below the base address; `{…}` stands for a parameter.
    let path: String

    /// What its requests count against.
    let family: RateFamily

    /// For people; never holds a parameter, which may be somebody's address.
    var name: String { "\(method.rawValue) \(path)" }

    /// The path with its parameters filled in, each percent-encoded once (`%2B`, `%40`).
    func target(_ parameters: [String]) -> String {
        var rest = parameters[...]
        return path.split(separator: "/", omittingEmptySubsequences: false).map { segment in
            guard segment.hasPrefix("{"), let parameter = rest.popFirst() else { return String(segment) }
            return PercentEncoding.segment(parameter)
        }.joined(separator: "/")
    }
}

extension Operation {
    static let listContacts = Operation(method: .get, path: "/contacts", family: .contacts)
    static let getContact = Operation(method: .get, path: "/contacts/{identifier}", family: .contacts)
    static let upsertContact = Operation(method: .post, path: "/contacts", family: .contacts)
    static let importContacts = Operation(method: .post, path: "/contacts/import", family: .contacts)
    static let listAttributes = Operation(method: .get, path: "/contacts/attributes", family: .contacts)
    static let createAttribute = Operation(
        method: .post,
        path: "/contacts/attributes/normal/{attributeName}",
        family: .contacts
    )
    static let listLists = Operation(method: .get, path: "/contacts/lists", family: .contacts)
    static let getList = Operation(method: .get, path: "/contacts/lists/{listId}", family: .contacts)
    static let getAccount = Operation(method: .get, path: "/account", family: .other)
    static let listTemplates = Operation(method: .get, path: "/smtp/templates", family: .smtp)
    static let listProcesses = Operation(method: .get, path: "/processes", family: .other)
    static let createEvent = Operation(method: .post, path: "/events", family: .events)
    /// The published table doesn't name it, so by its text it falls under everything else.
    static let createEvents = Operation(method: .post, path: "/events/batch", family: .other)
    static let listEvents = Operation(method: .get, path: "/events", family: .other)
    static let sendMail = Operation(method: .post, path: "/smtp/email", family: .email)
    static let listMails = Operation(method: .get, path: "/smtp/emails", family: .smtp)
    static let getTemplate = Operation(method: .get, path: "/smtp/templates/{templateId}", family: .smtp)
    static let requestConfirmation = Operation(
        method: .post,
        path: "/contacts/doubleOptinConfirmation",
        family: .contacts
    )
    static let listCampaigns = Operation(method: .get, path: "/emailCampaigns", family: .other)
    static let createCampaign = Operation(method: .post, path: "/emailCampaigns", family: .other)
    static let sendCampaign = Operation(method: .post, path: "/emailCampaigns/{campaignId}/sendNow", family: .other)
    static let getProcess = Operation(method: .get, path: "/processes/{processId}", family: .other)
}
