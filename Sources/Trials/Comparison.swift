internal import CEL
internal import JSON
internal import PipelineCore
internal import Planning
internal import YAML

/// Compares what a pipeline made with what a test expects. What a test doesn't speak of isn't compared, except rejected rows: a test
/// that expects none fails when there are some.
struct Comparison {
    let test: TestCase
    let outcome: TestOutcome
    let lists: [String: Int]

    var mismatches: [Mismatch] {
        guard let expectation = test.expectation?.value.mapping, !expectation.entries.isEmpty else {
            return [
                Mismatch(
                    path: "expect",
                    span: test.span,
                    expected: nil,
                    actual: "a test that expects nothing (--update writes it)"
                )
            ]
        }
        var found: [Mismatch] = []
        for entry in expectation.entries {
            switch entry.name {
            case "contacts": found += contacts(entry)
            case "rows": found += rows(entry)
            case "filtered": found += number(entry.value, outcome.filtered, "filtered")
            case "merged": found += number(entry.value, outcome.merged, "merged")
            case "skipped": found += counts(entry, outcome.skipped)
            case "rejected": found += counts(entry, outcome.rejected)
            default: break
            }
        }
        if expectation["rejected"] == nil, !outcome.rejected.isEmpty {
            let span = test.expectation?.key.span ?? test.span
            found.append(
                Mismatch(path: "rejected", span: span, expected: nil, actual: outcome.reasons.joined(separator: "; "))
            )
        }
        return found
    }

    // MARK: Contacts

    private func contacts(_ entry: Mapping.Entry) -> [Mismatch] {
        var found: [Mismatch] = []
        let expected = entry.value.mapping?.entries ?? []
        for contact in expected {
            let path = "contacts.\(contact.name)"
            guard let actual = outcome.contacts.first(where: { $0.email == contact.name }) else {
                found.append(Mismatch(path: path, span: contact.key.span, expected: "a contact", actual: nil))
                continue
            }
            found += attributes(contact, actual, path)
        }
        for contact in outcome.contacts where !expected.contains(where: { $0.name == contact.email }) {
            let path = "contacts.\(contact.email)"
            found.append(Mismatch(path: path, span: entry.key.span, expected: nil, actual: "a contact"))
        }
        return found
    }

    private func attributes(_ contact: Mapping.Entry, _ actual: TestOutcome.Contact, _ path: String) -> [Mismatch] {
        var found: [Mismatch] = []
        let expected = contact.value.mapping?.entries ?? []
        for attribute in expected {
            if attribute.name == "lists" {
                found += membership(attribute.value, actual.lists, "\(path).lists")
            } else {
                let value = actual.attributes.first { $0.name == attribute.name }?.value
                found += self.value(attribute.value, value, "\(path).\(attribute.name)")
            }
        }
        for attribute in actual.attributes where !expected.contains(where: { $0.name == attribute.name }) {
            let path = "\(path).\(attribute.name)"
            let text = OutcomeText.value(attribute.value)
            found.append(Mismatch(path: path, span: contact.key.span, expected: nil, actual: text))
        }
        return found
    }

    /// Lists by name or number.
    private func membership(_ node: Node, _ actual: [Int], _ path: String) -> [Mismatch] {
        let items = node.sequence ?? [node]
        let numbers = items.compactMap { $0.scalar.flatMap { lists[$0.text] ?? $0.asInt } }
        guard numbers.count != items.count || Set(numbers) != Set(actual) else { return [] }
        return [Mismatch(path: path, span: node.span, expected: node.text, actual: ListNames(lists).text(actual))]
    }

    // MARK: Rows and counts

    private func rows(_ entry: Mapping.Entry) -> [Mismatch] {
        let expected = entry.value.sequence ?? []
        var found: [Mismatch] = []
        for (place, row) in expected.enumerated() {
            let path = "rows[\(place + 1)]"
            guard outcome.rows.indices.contains(place) else {
                found.append(Mismatch(path: path, span: row.span, expected: row.text, actual: nil))
                continue
            }
            for column in row.mapping?.entries ?? [] {
                let value = outcome.rows[place].first { $0.name == column.name }?.value
                found += self.value(column.value, value, "\(path).\(column.name)")
            }
        }
        for place in outcome.rows.indices.dropFirst(expected.count) {
            let text = OutcomeText.row(outcome.rows[place])
            found.append(Mismatch(path: "rows[\(place + 1)]", span: entry.key.span, expected: nil, actual: text))
        }
        return found
    }

    private func counts(_ entry: Mapping.Entry, _ actual: [String: Int]) -> [Mismatch] {
        let expected = entry.value.mapping?.entries ?? []
        var found = expected.flatMap { number($0.value, actual[$0.name] ?? 0, "\(entry.name).\($0.name)") }
        for (reason, count) in actual.sorted(by: { $0.key < $1.key })
        where !expected.contains(where: { $0.name == reason }) {
            found.append(
                Mismatch(path: "\(entry.name).\(reason)", span: entry.key.span, expected: nil, actual: "\(count)")
            )
        }
        return found
    }

    private func number(_ node: Node, _ actual: Int, _ path: String) -> [Mismatch] {
        guard node.scalar?.asInt != actual else { return [] }
        return [Mismatch(path: path, span: node.span, expected: node.text, actual: "\(actual)")]
    }

    private func value(_ node: Node, _ actual: CEL.Value?, _ path: String) -> [Mismatch] {
        let isEqual =
            switch actual {
            case nil, .null: node.isNull
            case .double(let number): node.scalar?.asDouble == number
            case let value?: CEL.Value(node, as: value.plainType) == value
            }
        guard !isEqual else { return [] }
        return [Mismatch(path: path, span: node.span, expected: node.text, actual: actual.map(OutcomeText.value))]
    }
}

extension CEL.Value {
    /// The type that a node is read as, to be compared with this value.
    fileprivate var plainType: ValueType {
        switch self {
        case .bool: .bool
        case .int: .int
        case .uint: .uint
        case .string: .string
        case .timestamp: .timestamp
        case .duration: .duration
        case .list(let items): .list(items.first?.plainType ?? .dyn)
        case .map(let map): .map(.string, map.entries.first?.value.plainType ?? .dyn)
        default: .dyn
        }
    }
}

extension Node {
    /// The node as it stands, on one line.
    var text: String {
        guard let scalar else { return JSONValue(self).description }
        return scalar.style == .plain ? scalar.text : JSONValue.string(scalar.text).description
    }
}
