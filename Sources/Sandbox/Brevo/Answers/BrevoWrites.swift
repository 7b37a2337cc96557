/// What one write wants of a contact.
struct ContactChange: Sendable {
    var email: String?
    var extID: String?
    var attributes: [WireValue.Member] = []
    var addLists: [Int] = []
    var removeLists: [Int] = []
    var blocklist: Bool?
    var smsBlocklist: Bool?
}

extension BrevoService {
    /// Checks a change against the identifiers' rules; throws the 400 Brevo answers, having changed nothing.
    ///
    /// - Parameter id: the contact to change, nil for a new one.
    func check(_ change: ContactChange, for id: Int?, verb: String) throws {
        for list in change.addLists + change.removeLists where lists[list] == nil {
            throw BrevoError.invalid("List ID does not exist")
        }
        if let extID = change.extID, let owner = book.id(.extID, extID), owner != id {
            throw BrevoError.duplicate(verb, .extID)
        }
        for member in change.attributes {
            switch member.key {
            case "EMAIL":
                guard let email = member.value.string, AttributeValue.isEmail(email) else {
                    throw BrevoError.invalid("email is not valid")
                }
                if let owner = book.id(.email, email), owner != id { throw BrevoError.duplicate(verb, .email) }
            case "SMS", "WHATSAPP", "LANDLINE_NUMBER":
                guard let identifier = BrevoBook.Identifier(rawValue: member.key), attribute(member.key) != nil else {
                    continue
                }
                if member.value == "" { continue }
                guard let phone = member.value.string.flatMap(AttributeValue.phone) else {
                    throw BrevoError.invalid("Invalid phone number")
                }
                if let owner = book.id(identifier, phone), owner != id { throw BrevoError.duplicate(verb, identifier) }
            default: break
            }
        }
    }

    /// Carries out a checked change.
    mutating func apply(_ change: ContactChange, to id: Int, at now: Moment, isWrite: Bool = true) {
        var effects: [(String, AttributeValue.Effect)] = []
        var newEmail = change.email
        for member in change.attributes {
            if member.key == "EMAIL" {
                newEmail = member.value.string
            } else if ["SMS", "WHATSAPP", "LANDLINE_NUMBER"].contains(member.key), attribute(member.key) != nil {
                let phone = member.value.string.flatMap(AttributeValue.phone)
                effects.append((member.key, phone.map { .store(.string($0)) } ?? .erase))
            } else if let attribute = attribute(member.key) {
                effects.append((member.key, AttributeValue.effect(of: member.value, on: attribute)))
            }
        }
        write(effects, change, newEmail: newEmail, to: id, at: now, isWrite: isWrite)
    }

    mutating func write(
        _ effects: [(String, AttributeValue.Effect)],
        _ change: ContactChange,
        newEmail: String?,
        to id: Int,
        at now: Moment,
        isWrite: Bool = true
    ) {
        book.change(id, at: now, isWrite: isWrite) { contact in
            if let email = newEmail?.lowercased(), email != contact.email {
                // A changed address lifts the blocklisting (BREVO.md §0.5).
                if contact.email != nil, contact.isBlocklisted {
                    contact.isBlocklisted = false
                    contact.resubscriptions += 1
                }
                contact.email = email
            }
            if let extID = change.extID { contact.extID = extID }
            for (name, effect) in effects {
                switch effect {
                case .store(let value): contact.attributes[name] = value
                case .erase: contact.attributes[name] = nil
                case .ignore: break
                }
            }
            for list in change.addLists {
                // Whether this lifts an unsubscription is not documented; the worse answer is assumed and counted.
                if let place = contact.unsubscribedListIDs.firstIndex(of: list) {
                    contact.unsubscribedListIDs.remove(at: place)
                    if isWrite { contact.resubscriptions += 1 }
                }
                if !contact.listIDs.contains(list) { contact.listIDs.append(list) }
            }
            contact.listIDs.removeAll(where: change.removeLists.contains)
            if let blocklist = change.blocklist {
                if contact.isBlocklisted, !blocklist, isWrite { contact.resubscriptions += 1 }
                contact.isBlocklisted = blocklist
            }
            if let blocklist = change.smsBlocklist { contact.isSMSBlocklisted = blocklist }
        }
    }
}
