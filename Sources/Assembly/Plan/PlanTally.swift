internal import Engine
internal import PipelineCore
internal import State

/// Counts what a rehearsal decided, contact by contact.
struct PlanTally {
    private(set) var all = PlanCounts()
    private(set) var byPipeline: [Int: PlanCounts] = [:]

    /// Rows that were left out with their contact, by pipeline and reason: the books have them, too.
    private var skippedRows: [Int: [String: Int]] = [:]

    /// Goes through all contacts, page by page.
    mutating func count(_ state: StateStore, run: Int) async throws {
        var last: PlannedContact?
        while true {
            let page = try await state.plannedContacts(run: run, after: last, limit: 1_000)
            guard let end = page.last else { return }
            for contact in page { count(contact) }
            last = end
        }
    }

    private mutating func count(_ contact: PlannedContact) {
        all.count(contact.action, reason: contact.rows.lazy.compactMap(\.skipped).first)
        for pipeline in Set(contact.rows.map(\.pipeline)).union(contact.change?.pipelines ?? []) {
            guard let action = contact.action(of: pipeline) else { continue }
            let reason = contact.rows.lazy.filter { $0.pipeline == pipeline }.compactMap(\.skipped).first
            byPipeline[pipeline, default: PlanCounts()].count(action, reason: reason)
        }
        for row in contact.rows {
            if let reason = row.skipped { skippedRows[row.pipeline, default: [:]][reason, default: 0] += 1 }
        }
    }

    /// Adds the rows that never were a contact's: those without an email, and those that failed.
    mutating func add(_ books: Books, of pipeline: Int) {
        var rows = books.skipped
        if books.deadLettered > 0 { rows["failed"] = books.deadLettered }
        for (reason, count) in rows {
            let left = count - (skippedRows[pipeline]?[reason] ?? 0)
            guard left > 0 else { continue }
            all.skipped[reason, default: 0] += left
            byPipeline[pipeline, default: PlanCounts()].skipped[reason, default: 0] += left
        }
    }
}
