internal import PipelineCore
package import Planning
package import YAML

/// Writes what pipelines make into the expectations of their tests. What was right stays as it is, comments included.
package struct ExpectationUpdate {
    private let source: SourceText
    private let lists: [String: Int]
    private var edits: [Edit] = []

    private struct Edit {
        let range: Range<Int>
        let text: String
    }

    /// Prepares to change a file.
    package init(_ source: SourceText, lists: [String: Int]) {
        self.source = source
        self.lists = lists
    }

    /// Takes a test in, whose outcome isn't what it expects; tests of other files are passed over.
    package mutating func take(_ test: TestCase, _ result: TestResult) {
        guard test.span.source == source, let outcome = result.outcome, !result.isPassed else { return }
        guard let entry = test.expectation, let mapping = entry.value.mapping, !mapping.entries.isEmpty else {
            writeAll(test, outcome)
            return
        }
        let paths = Set(result.mismatches.map { $0.path.prefix { $0 != "." && $0 != "[" } })
        for expected in mapping.entries where paths.contains(expected.name[...]) {
            switch expected.name {
            case "contacts": update(contacts: expected, outcome, result)
            case "rows": replace(expected, with: rows(outcome, like: expected, indentation: column(expected) + 2))
            case "filtered": replace(expected, with: " \(outcome.filtered)")
            case "merged": replace(expected, with: " \(outcome.merged)")
            case "skipped": replace(expected, with: " " + OutcomeText.counts(outcome.skipped))
            case "rejected": replace(expected, with: " " + OutcomeText.counts(outcome.rejected))
            default: break
            }
        }
        if paths.contains("rejected"), mapping["rejected"] == nil, let last = mapping.entries.last {
            append("rejected: " + OutcomeText.counts(outcome.rejected), behind: last)
        }
    }

    /// The file's new text, in the canonical layout; nil when nothing changed.
    ///
    /// - Throws: ``FormatFailure``, when the expectations stand so that they can't be changed in place.
    package func text() throws(FormatFailure) -> String? {
        guard !edits.isEmpty else { return nil }
        var bytes = source.bytes
        for edit in edits.sorted(by: { $0.range.lowerBound > $1.range.lowerBound }) {
            bytes.replaceSubrange(edit.range, with: Array(edit.text.utf8))
        }
        return try formatted(SourceText(name: source.name, bytes: bytes))
    }

    // MARK: Parts

    private mutating func writeAll(_ test: TestCase, _ outcome: TestOutcome) {
        guard let column = test.column else { return }
        let margin = "\n" + String(repeating: " ", count: column)
        var lines = ["expect:"]
        if outcome.contacts.isEmpty, !outcome.rows.isEmpty, outcome.skipped.isEmpty, outcome.rejected.isEmpty {
            lines.append("  rows:")
            lines += outcome.rows.map { "    - " + OutcomeText.row($0) }
        } else {
            lines.append(outcome.contacts.isEmpty ? "  contacts: {}" : "  contacts:")
            lines += outcome.contacts.map { "    " + contact($0) }
        }
        if outcome.merged > 0 { lines.append("  merged: \(outcome.merged)") }
        lines.append("  filtered: \(outcome.filtered)")
        if !outcome.skipped.isEmpty { lines.append("  skipped: " + OutcomeText.counts(outcome.skipped)) }
        if !outcome.rejected.isEmpty { lines.append("  rejected: " + OutcomeText.counts(outcome.rejected)) }
        let text = lines.joined(separator: margin)
        if let entry = test.expectation {
            let end = max(entry.value.span.end.offset, self.end(ofKey: entry))
            edits.append(Edit(range: entry.key.span.start.offset..<end, text: text))
        } else {
            edits.append(Edit(range: test.end.offset..<test.end.offset, text: margin + text))
        }
    }

    private mutating func update(contacts entry: Mapping.Entry, _ outcome: TestOutcome, _ result: TestResult) {
        let expected = entry.value.mapping?.entries ?? []
        let isBlock = expected.first.map { $0.key.span.start.line > entry.key.span.start.line } ?? false
        let kept = expected.filter { known in outcome.contacts.contains { $0.email == known.name } }
        guard isBlock, let last = kept.last else {
            let margin = "\n" + String(repeating: " ", count: column(entry) + 2)
            let text = outcome.contacts.isEmpty ? " {}" : outcome.contacts.map { margin + contact($0) }.joined()
            replace(entry, with: text)
            return
        }
        for known in expected {
            guard let actual = outcome.contacts.first(where: { $0.email == known.name }) else {
                removeLines(known)
                continue
            }
            let own = result.mismatches.filter { $0.path.hasPrefix("contacts.\(known.name).") }
            guard !own.isEmpty else { continue }
            replace(known, with: " " + OutcomeText.contact(actual, ListNames(lists)))
        }
        for added in outcome.contacts where !expected.contains(where: { $0.name == added.email }) {
            append(contact(added), behind: last)
        }
    }

    private func contact(_ contact: TestOutcome.Contact) -> String {
        OutcomeText.scalar(contact.email) + ": " + OutcomeText.contact(contact, ListNames(lists))
    }

    /// The rows with the columns that each expectation speaks of.
    private func rows(_ outcome: TestOutcome, like entry: Mapping.Entry, indentation: Int) -> String {
        let expected = entry.value.sequence ?? []
        guard !outcome.rows.isEmpty else { return " []" }
        return outcome.rows.enumerated().map { place, row in
            let names = expected.indices.contains(place) ? expected[place].mapping?.names : nil
            let shown = row.filter { names?.contains($0.name) ?? true }
            return "\n" + String(repeating: " ", count: indentation) + "- " + OutcomeText.row(shown)
        }.joined()
    }

    // MARK: Edits

    private func column(_ entry: Mapping.Entry) -> Int { entry.key.span.start.column - 1 }

    /// Behind the colon.
    private func end(ofKey entry: Mapping.Entry) -> Int {
        let end = entry.key.span.end.offset
        let colon = source.bytes[end...].firstIndex(of: UInt8(ascii: ":")) ?? end
        return colon + 1
    }

    private mutating func replace(_ entry: Mapping.Entry, with text: String) {
        let start = end(ofKey: entry)
        edits.append(Edit(range: start..<max(start, entry.value.span.end.offset), text: text))
    }

    private mutating func append(_ text: String, behind entry: Mapping.Entry) {
        let line = max(entry.value.span.end.line, entry.key.span.end.line)
        let end = source.mark(line: line, column: .max / 2).offset
        edits.append(Edit(range: end..<end, text: "\n" + String(repeating: " ", count: column(entry)) + text))
    }

    private mutating func removeLines(_ entry: Mapping.Entry) {
        let first = source.mark(line: entry.key.span.start.line, column: 1).offset
        let last = max(entry.value.span.end.line, entry.key.span.end.line)
        let next = last < source.lineCount ? source.mark(line: last + 1, column: 1).offset : source.bytes.count
        edits.append(Edit(range: first..<next, text: ""))
    }
}
