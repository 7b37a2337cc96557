import Assembly
import PipelineCore
import State

/// A plan for people: the first lines say it all, then pipeline by pipeline who changes how.
struct PlanText {
    let summary: PlanSummary
    let contacts: PlannedContacts
    /// So many contacts of each pipeline are shown.
    let limit: Int
    let reveal: Bool
    let style: Style

    /// Hands over the text in pieces: with all contacts it may be long.
    func write(_ emit: (String) -> Void) async throws {
        let headline = PlanHeadline(summary: summary)
        emit(style.bold("Plan: ") + headline.counts)
        emit("      " + style.dim(headline.time))
        for line in prerequisites { emit(line) }
        for line in summary.pipelines { try await write(line, emit) }
        let closing = self.closing
        if !closing.isEmpty { emit("") }
        for line in closing { emit(line) }
    }

    private var prerequisites: [String] {
        guard !summary.findings.isEmpty else { return [] }
        return ["", style.bold("prerequisites")]
            + summary.findings.map { finding in
                let mark =
                    finding.isError
                    ? style.red("missing") : finding.prerequisite == nil ? style.cyan("note") : style.green("+")
                return "  \(mark) \(finding.message)" + (finding.remedy.map { "\n      \($0)" } ?? "")
            }
    }

    private func write(_ line: PlanSummary.Line, _ emit: (String) -> Void) async throws {
        emit("")
        let lists = line.lists.map { list in "list \(list.id)" + (list.name.map { " “\($0)”" } ?? "") }
        let target = lists.isEmpty ? line.sink : lists.joined(separator: ", ")
        emit(style.bold(line.name) + " → \(target)")
        let changed = line.contacts.create + line.contacts.update
        let changes = ChangeText(lists: [:])
        var shown = 0
        if changed > 0 {
            try await contacts.forEach { contact in
                guard shown < limit else { return false }
                guard let change = contact.change, change.pipelines.contains(line.number) else { return true }
                let mark = change.creates ? style.green("+") : style.yellow("~")
                let email = Masking.email(contact.key, reveal: reveal)
                let gap = String(repeating: " ", count: max(1, 28 - email.displayWidth))
                emit("  \(mark) \(email)\(gap)\(changes.text(change, of: line.number))")
                shown += 1
                return shown < limit
            }
        }
        if shown < changed { emit(style.dim("    … \(NumberText.grouped(changed - shown)) more (--full)")) }
        for text in remarks(line, changed: changed) { emit("  " + text) }
    }

    private func remarks(_ line: PlanSummary.Line, changed: Int) -> [String] {
        var lines: [String] = []
        if line.contacts == PlanCounts(), line.books.delivered > 0 {
            lines.append(NumberText.count(line.books.delivered, "row") + " to write")
        } else if changed == 0 {
            lines.append("no changes")
        }
        if line.contacts.unchanged > 0 { lines.append(NumberText.grouped(line.contacts.unchanged) + " unchanged") }
        if line.contacts.skippedSum > 0 {
            let reasons = line.contacts.skipped.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
                .map { "\(NumberText.grouped($0.value)) \(SkipReason.text($0.key))" }
            lines.append("skipped \(NumberText.grouped(line.contacts.skippedSum)): " + reasons.joined(separator: ", "))
        }
        if line.books.filtered > 0 { lines.append(NumberText.count(line.books.filtered, "row") + " filtered") }
        let partitions = line.books.partitions
        if partitions.notReady > 0 { lines.append("\(partitions.notReady) not ready at Zoom yet, read by a later run") }
        for (reason, count) in partitions.failed.sorted(by: { $0.key < $1.key }) {
            lines.append(style.yellow("\(count) not read") + " (\(reason)): the plan lacks what is in there")
        }
        return lines
    }

    private var closing: [String] {
        var lines: [String] = []
        if summary.deferred > 0 {
            lines.append(style.yellow("\(NumberText.count(summary.deferred, "contact")) couldn't be looked up."))
        }
        lines += NoticeText.lines(summary.notices, style)
        if !summary.obstacles.isEmpty {
            lines.append(style.red("apply would stop before it writes anything: see prerequisites."))
        }
        return lines
    }
}
