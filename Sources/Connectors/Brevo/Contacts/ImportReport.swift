internal import PipelineCore

/// A report of a finished import: a CSV file of the rows that were left out. Its form isn't documented, so the delimiter and the
/// column of the address are found out.
enum ImportReport {
    /// The addresses in a report; nil when there are rows whose address can't be told.
    static func emails(_ bytes: [UInt8]) -> [String]? {
        var text = String(decoding: bytes, as: UTF8.self)
        if text.hasPrefix("\u{FEFF}") { text.removeFirst() }
        let firstLine = text.prefix { !$0.isNewline }
        let delimiter: Character = firstLine.contains(";") ? ";" : firstLine.contains("\t") ? "\t" : ","
        var rows = rows(text, delimiter).filter { !$0.allSatisfy(\.isEmpty) }
        guard let header = rows.first else { return [] }
        let column =
            header.firstIndex { $0.lowercased() == "email" } ?? header.firstIndex { $0.lowercased().contains("email") }
        if column != nil || !header.contains(where: { $0.contains("@") }) { rows.removeFirst() }
        var emails: [String] = []
        for row in rows {
            let cell = column.flatMap { row.indices.contains($0) ? row[$0] : nil } ?? row.first { $0.contains("@") }
            guard let cell, !cell.isEmpty else { return nil }
            emails.append(EmailAddress.normalised(cell))
        }
        return emails
    }

    /// The outcomes that the reports of an import stand for; nil when some can't be read.
    ///
    /// Only `invalid_emails` is final. What else was left out is written again by itself, because then Brevo says why.
    static func outcomes(_ reports: [String: [UInt8]]) -> [String: Outcome]? {
        var outcomes: [String: Outcome] = [:]
        for (kind, bytes) in reports.sorted(by: { $0.key < $1.key }) {
            guard let emails = emails(bytes) else { return nil }
            for email in emails {
                outcomes[email] =
                    kind == "invalid_emails"
                    ? .rejected(code: "invalid_email", reason: "Brevo's import left the address out as invalid")
                    : outcomes[email] ?? .deferred(reason: "Brevo's import left the contact out (\(kind))")
            }
        }
        return outcomes
    }

    /// Cells by rows, quoted as in RFC 4180.
    private static func rows(_ text: String, _ delimiter: Character) -> [[String]] {
        var rows: [[String]] = []
        var row: [String] = []
        var cell = ""
        var isQuoted = false
        var characters = text.makeIterator()
        var next = characters.next()
        while let character = next {
            next = characters.next()
            switch character {
            case "\"" where isQuoted && next == "\"":
                cell.append("\"")
                next = characters.next()
            case "\"": isQuoted.toggle()
            case delimiter where !isQuoted:
                row.append(cell)
                cell = ""
            case _ where character.isNewline && !isQuoted:
                rows.append(row + [cell])
                (row, cell) = ([], "")
            default: cell.append(character)
            }
        }
        if !cell.isEmpty || !row.isEmpty { rows.append(row + [cell]) }
        return rows
    }
}
