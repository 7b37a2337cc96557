internal import CEL
internal import JSON
internal import PipelineCore

extension Existing {
    /// A contact as `GET /contacts` and `GET /contacts/{identifier}` give it; nil for one without an email, which can't be meant by
    /// any row.
    ///
    /// - Throws: ``ContactProblem``, when it can't be told whether the person may be written to.
    init?(
        email: String?,
        isBlocklisted: Bool?,
        lists: JSONValue?,
        unsubscribed: JSONValue?,
        attributes: JSONValue?,
        wanted: Set<String>,
        table: AttributeTable
    ) throws(ContactProblem) {
        guard let email, !email.isEmpty else { return nil }
        guard let isBlocklisted else { throw .noConsent }
        var values: [String: Value] = [:]
        for (name, value) in attributes?.object?.members ?? [] where wanted.contains(name.uppercased()) {
            let name = name.uppercased()
            if let value = Self.value(value, table[name]) { values[name] = value }
        }
        self.init(
            key: EmailAddress.normalised(email),
            attributes: values,
            memberships: try Self.lists(lists),
            refusedMemberships: try Self.lists(unsubscribed),
            isBlocked: isBlocklisted
        )
    }

    /// A value in the form that ``Coercion`` gives; nil for none.
    private static func value(_ value: JSONValue, _ type: AttributeType?) -> Value? {
        switch (type, value) {
        case (_, .null): return nil
        case (.category(let labels), _):
            if let id = value.int ?? value.string.flatMap({ Int($0) }), let label = labels[id] { return .string(label) }
            return value.string.map(Value.string)
        case (.date, .string(let text)):
            // Some attributes come with midnight added.
            return text.isEmpty ? nil : .string(text.utf8.count > 10 ? String(text.prefix(10)) : text)
        case (.phone, .string(let text)): return text.isEmpty ? nil : .string(Coercion.phone(text))
        case (.phone, .int(let number)): return .string(String(number))
        case (.number, .string(let text)): return Double(text).map(Value.double) ?? .string(text)
        case (.text, .int(let number)): return .string(String(number))
        case (_, .bool(let flag)): return .bool(flag)
        case (_, .int(let number)): return .double(Double(number))
        case (_, .double(let number)): return .double(number)
        case (_, .string(let text)): return text.isEmpty ? nil : .string(text)
        case (_, .array(let items)):
            let texts = items.compactMap(\.string)
            return texts.isEmpty ? nil : .list(texts.sorted().map(Value.string))
        case (_, .object): return nil
        }
    }

    /// List ids; none for `null`.
    private static func lists(_ value: JSONValue?) throws(ContactProblem) -> Set<Int> {
        guard let value, !value.isNull else { return [] }
        guard let ids = value.array?.map(\.int), ids.allSatisfy({ $0 != nil }) else { throw .unreadableLists }
        return Set(ids.compactMap(\.self))
    }
}

/// Why a contact can't be read. Guessing could write to someone who asked to be left alone.
enum ContactProblem: Error, Sendable, Hashable, CustomStringConvertible {
    case noConsent
    case unreadableLists

    var description: String {
        switch self {
        case .noConsent: "a contact doesn't say whether it is blocklisted (`emailBlacklisted`)"
        case .unreadableLists: "a contact's lists (`listIds`, `listUnsubscribed`) aren't numbers"
        }
    }
}
