import Assembly
import PipelineCore
import State

/// A plan as a comment on a pull request: short, however many contacts change.
struct PlanMarkdown {
    let summary: PlanSummary
    let contacts: PlannedContacts
    /// So many contacts of each pipeline are shown, as far as ``maxBytes`` allows.
    let limit: Int
    let reveal: Bool

    /// Code hosts take comments of 65,536 characters.
    static let maxBytes = 55_000

    func text() async throws -> String {
        let headline = PlanHeadline(summary: summary)
        var lines = ["### Plan: \(headline.counts)", "", headline.time, ""]
        lines += prerequisites
        lines += ["| pipeline | create | update | unchanged | skipped |", "| --- | ---: | ---: | ---: | ---: |"]
        for line in summary.pipelines {
            let counts = line.contacts
            let numbers = [counts.create, counts.update, counts.unchanged, counts.skippedSum].map(NumberText.grouped)
            lines.append("| \(Self.cell(line.name)) | " + numbers.joined(separator: " | ") + " |")
        }
        var room = Self.maxBytes - lines.reduce(0) { $0 + $1.utf8.count + 1 }
        for line in summary.pipelines { lines += try await details(line, &room) }
        for notice in summary.notices.prefix(20) where room > 0 {
            lines.append("- `\(notice.code)`: \(Self.cell(notice.message))")
            room -= notice.message.utf8.count + notice.code.utf8.count + 6
        }
        return lines.joined(separator: "\n")
    }

    private var prerequisites: [String] {
        guard !summary.findings.isEmpty else { return [] }
        let lines = summary.findings.prefix(50).map { finding in
            let mark = finding.isError ? "**missing**: " : ""
            return "- \(mark)\(Self.cell(finding.message))" + (finding.remedy.map { " \(Self.cell($0))" } ?? "")
        }
        return ["**Prerequisites**", ""] + lines + [""]
    }

    private func details(_ line: PlanSummary.Line, _ room: inout Int) async throws -> [String] {
        let changed = line.contacts.create + line.contacts.update
        guard changed > 0 else { return [] }
        let changes = ChangeText(lists: [:])
        var rows: [String] = []
        var left = room - 300
        try await contacts.forEach { contact in
            guard rows.count < limit else { return false }
            guard let change = contact.change, change.pipelines.contains(line.number) else { return true }
            let email = Self.cell(Masking.email(contact.key, reveal: reveal))
            let text = Self.cell(changes.text(change, of: line.number))
            let row = "| \(change.creates ? "+" : "~") | \(email) | \(text) |"
            left -= row.utf8.count + 1
            guard left > 0 else { return false }
            rows.append(row)
            return rows.count < limit
        }
        var lines = [
            "", "<details><summary>\(Self.cell(line.name)): \(NumberText.count(changed, "change"))</summary>", "",
            "| | contact | change |", "| --- | --- | --- |",
        ]
        lines += rows
        if rows.count < changed { lines.append("| | | … \(NumberText.grouped(changed - rows.count)) more |") }
        lines += ["", "</details>"]
        room -= lines.reduce(0) { $0 + $1.utf8.count + 1 }
        return lines
    }

    /// Text that stays in its cell and is no markup.
    private static func cell(_ text: String) -> String {
        var result = ""
        for character in text {
            switch character {
            case "|": result += "\\|"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case _ where character.isNewline: result += " "
            default: result.append(character)
            }
        }
        return result
    }
}
