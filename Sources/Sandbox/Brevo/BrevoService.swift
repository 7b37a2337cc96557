/// The simulated Brevo: what it holds.
struct BrevoService: Sendable {
    var book = BrevoBook()
    var attributes: [BrevoAttribute] = []
    var lists: [Int: BrevoList] = [:]
    var folders: [Int: String] = [:]
    var imports: [BrevoImport] = []
    var events: [BrevoEvent] = []
    var mails: [BrevoMail] = []
    var campaigns: [Int: BrevoCampaign] = [:]
    var confirmations: [BrevoConfirmation] = []
    /// When each idempotency key of a mail was used.
    var mailKeys: [String: Moment] = [:]
    var lastListID = 0
    var lastFolderID = 0
    var lastProcessID = 0
    var generator: SplitMix64
    let configuration: SandboxConfiguration

    init(_ configuration: SandboxConfiguration, anchor: Moment) {
        self.configuration = configuration
        generator = SplitMix64(seed: configuration.seed, part: "brevo")
        for (name, type) in [("EMAIL", "text"), ("FIRSTNAME", "text"), ("LASTNAME", "text"), ("SMS", "text")] {
            attributes.append(BrevoAttribute(name: name, category: "normal", type: type))
        }
        for attribute in configuration.attributes where !attributes.contains(where: { $0.name == attribute.name }) {
            let isCategory = attribute.kind == .category
            attributes.append(
                BrevoAttribute(
                    name: attribute.name,
                    category: isCategory ? "category" : "normal",
                    type: attribute.kind.rawValue,
                    enumeration: isCategory ? attribute.options.enumerated().map { ($0 + 1, $1) } : [],
                    options: attribute.kind == .multipleChoice ? attribute.options : []
                )
            )
        }
        _ = addFolder("Sandbox")
        for name in configuration.lists { _ = addList(name, folder: 1, at: anchor) }
        for contact in configuration.contacts { add(contact, at: anchor.adding(seconds: -86_400)) }
    }

    private mutating func add(_ contact: SandboxContact, at created: Moment) {
        let id = book.create(at: created)
        book.change(id, at: created, isWrite: false) { stored in
            stored.email = contact.email?.lowercased()
            stored.extID = contact.extID
            stored.attributes = contact.attributes.mapValues { $0.wire }
            stored.listIDs = contact.listIDs
            stored.unsubscribedListIDs = contact.unsubscribedListIDs
            stored.isBlocklisted = contact.isBlocklisted
        }
    }

    mutating func addFolder(_ name: String) -> Int {
        lastFolderID += 1
        folders[lastFolderID] = name
        return lastFolderID
    }

    mutating func addList(_ name: String, folder: Int, at now: Moment) -> Int {
        lastListID += 1
        lists[lastListID] = BrevoList(id: lastListID, name: name, folderID: folder, createdAt: now)
        return lastListID
    }

    func attribute(_ name: String) -> BrevoAttribute? {
        attributes.first { $0.name == name }
    }

    /// The refusal for a request without the right key.
    func refusal(of call: Call) -> Reply? {
        guard let key = call.apiKey else { return BrevoError.noKey }
        return key == configuration.credentials.apiKey ? nil : BrevoError.wrongKey
    }
}

extension SandboxContact.Value {
    var wire: WireValue {
        switch self {
        case .text(let text): .string(text)
        case .number(let number): number == number.rounded() ? .integer(Int(number)) : .number(number)
        case .boolean(let truth): .boolean(truth)
        case .texts(let texts): .array(texts.map(WireValue.string))
        }
    }
}
