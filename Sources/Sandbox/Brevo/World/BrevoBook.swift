/// The contacts with the identifiers that must stay unique among them.
struct BrevoBook: Sendable {
    /// What identifies a contact beside its number, as `metadata.duplicate_identifiers` names it.
    enum Identifier: String, Sendable, CaseIterable {
        case email
        case extID = "ext_id"
        case sms = "SMS"
        case whatsapp = "WHATSAPP"
        case landline = "LANDLINE_NUMBER"
    }

    private(set) var contacts: [Int: BrevoContact] = [:]
    /// All numbers in the order of creation.
    private(set) var ids: [Int] = []
    /// Writes by email, kept over deletions.
    private(set) var writes: [String: Int] = [:]
    private var index: [Identifier: [String: Int]] = [:]
    private var lastID = 0

    subscript(id: Int) -> BrevoContact? {
        contacts[id]
    }

    func id(_ identifier: Identifier, _ text: String) -> Int? {
        index[identifier]?[identifier == .email ? text.lowercased() : text]
    }

    /// Makes a contact without identifiers yet.
    mutating func create(at now: Moment) -> Int {
        lastID += 1
        contacts[lastID] = BrevoContact(id: lastID, createdAt: now, modifiedAt: now)
        ids.append(lastID)
        return lastID
    }

    mutating func delete(_ id: Int) {
        guard let contact = contacts[id] else { return }
        for identifier in Identifier.allCases {
            if let key = Self.key(identifier, contact) { index[identifier]?[key] = nil }
        }
        contacts[id] = nil
        ids.removeAll { $0 == id }
    }

    /// Changes a contact and keeps the index right; a write by the API is counted.
    mutating func change(_ id: Int, at now: Moment, isWrite: Bool, _ body: (inout BrevoContact) -> Void) {
        guard var contact = contacts[id] else { return }
        let before = contact
        body(&contact)
        contact.modifiedAt = now
        if isWrite {
            contact.writes += 1
            if let email = contact.email { writes[email, default: 0] += 1 }
        }
        for identifier in Identifier.allCases {
            let old = Self.key(identifier, before)
            let new = Self.key(identifier, contact)
            guard old != new else { continue }
            if let old { index[identifier, default: [:]][old] = nil }
            if let new { index[identifier, default: [:]][new] = id }
        }
        contacts[id] = contact
    }

    mutating func resetWrites() {
        writes = [:]
        for id in ids {
            contacts[id]?.writes = 0
            contacts[id]?.resubscriptions = 0
        }
    }

    private static func key(_ identifier: Identifier, _ contact: BrevoContact) -> String? {
        switch identifier {
        case .email: contact.email
        case .extID: contact.extID
        case .sms, .whatsapp, .landline: contact.attributes[identifier.rawValue]?.string
        }
    }
}
