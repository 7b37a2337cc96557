internal import PipelineCore

/// Writes one contact (`POST /contacts` with `updateEnabled`), which may be repeated.
struct Upsert: Sendable {
    let client: Client

    func write(_ change: Change) async throws -> Outcome {
        var change = change
        var leftOut: [String: String] = [:]
        while true {
            let answer: Answer
            do {
                answer = try await client.send(.upsertContact, body: ContactBody.upsert(change))
            } catch let failure as ConnectorFailure where failure.kind == .temporary {
                return .deferred(reason: failure.message)
            }
            switch UpsertAnswer(answer, for: change) {
            case .delivered(let isCreated):
                return .delivered(created: isCreated, leftOut: leftOut)
            case .withoutPhones(let names, let reason):
                for name in names { leftOut[name] = reason }
                change = change.without(names)
                // Without them nothing may be left to write.
                if change.attributes.isEmpty, change.memberships.isEmpty, !change.creates {
                    return .rejected(code: "phone_refused", reason: reason)
                }
            case .rejected(let code, let reason):
                return .rejected(code: code, reason: reason)
            case .failed(let failure):
                throw failure
            }
        }
    }
}

/// What an answer to an upsert means.
enum UpsertAnswer: Sendable, Hashable {
    case delivered(created: Bool)
    /// These phone attributes stand in the way of the whole contact (BREVO.md §5.6).
    case withoutPhones(Set<String>, reason: String)
    case rejected(code: String, reason: String)
    /// It isn't about this contact.
    case failed(ConnectorFailure)

    init(_ answer: Answer, for change: Change) {
        let error = answer.error
        let phones = Set(change.attributes.keys).intersection(AttributeTable.phones)
        switch answer.status {
        case 201: self = .delivered(created: true)
        // Nobody was there, and a try whose answer was lost may have been ours.
        case 200..<300: self = .delivered(created: change.creates && answer.followsLostTry)
        case 400 where !phones.isEmpty && error.concernsPhone:
            let named = error.phones.intersection(phones)
            self = .withoutPhones(named.isEmpty ? phones : named, reason: error.masked)
        case 400 where error.concernsLists, 404 where !change.memberships.isEmpty:
            self = .failed(
                ConnectorFailure(
                    .missingPrerequisite,
                    "\(answer.summary) for the lists \(change.memberships.map(String.init).joined(separator: ", "))",
                    remedy: "A list was deleted in Brevo while this ran: put another id under `lists`."
                )
            )
        case 400, 422:
            self = .rejected(code: error.code.isEmpty ? "refused" : error.code, reason: answer.summary)
        default: self = .failed(answer.unexpected())
        }
    }
}

extension ServiceError {
    /// Codes and words changed over time, so either counts (BREVO.md §2.1).
    fileprivate var concernsPhone: Bool {
        if !duplicates.isEmpty { return !duplicates.isDisjoint(with: AttributeTable.phones) }
        let text = message.lowercased()
        return !phones.isEmpty || text.contains("phone") || text.contains("mobile number") || text.contains("landline")
    }

    /// The phone attributes that are named.
    fileprivate var phones: Set<String> {
        let named = duplicates.intersection(AttributeTable.phones)
        guard named.isEmpty else { return named }
        let words = Set(message.uppercased().split { !$0.isLetter && $0 != "_" }.map(String.init))
        return words.intersection(AttributeTable.phones)
    }

    fileprivate var concernsLists: Bool {
        let text = message.lowercased()
        return duplicates.isEmpty && text.contains("list")
            && (text.contains("exist") || text.contains("not found") || text.contains("invalid"))
    }
}

extension Change {
    fileprivate func without(_ names: Set<String>) -> Change {
        Change(
            key: key,
            attributes: attributes.filter { !names.contains($0.key) },
            memberships: memberships,
            creates: creates
        )
    }
}
