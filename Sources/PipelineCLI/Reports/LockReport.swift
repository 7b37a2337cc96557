import JSON
import PipelineCore

/// What `lock` did, or what it found with `--check`.
struct LockReport {
    let path: String
    let inventory: Inventory

    /// What has changed since the lock was written; nil when there was none that could be read.
    let differences: [String]?

    let isCheck: Bool

    /// Whether the lock says now what the account has.
    var isOK: Bool { !isCheck || differences?.isEmpty == true }

    func text(_ files: [String]) -> String {
        let command = (["pipeline lock"] + files).joined(separator: " ")
        let changes = (differences ?? []).map { "  - \($0)" }
        let head: String
        switch (isCheck, differences) {
        case (true, nil): return "There is no lock that can be read at \(path).\n  `\(command)` writes it."
        case (true, let changes?) where changes.isEmpty: return "\(path) is current: \(counts)."
        case (true, _):
            head = "\(path) is stale:"
            return ([head] + changes + ["  `\(command)` writes it anew."]).joined(separator: "\n")
        case (false, nil): head = "Wrote \(path): \(counts)."
        case (false, let changes?) where changes.isEmpty: head = "\(path) was current: \(counts)."
        case (false, _): head = "Wrote \(path): \(counts). Changed:"
        }
        return ([head] + changes).joined(separator: "\n")
    }

    private var counts: String {
        [
            NumberText.count(inventory.attributes.count, "attribute"),
            NumberText.count(inventory.lists.count, "list"),
            NumberText.count(inventory.templates.count, "template"),
        ].joined(separator: ", ")
    }

    var envelope: Envelope {
        Envelope(
            command: "lock",
            isOK: isOK,
            result: [
                "path": .string(path), "attributes": .int(inventory.attributes.count),
                "lists": .int(inventory.lists.count), "templates": .int(inventory.templates.count),
                "differences": differences.map { .array($0.map { .string($0) }) } ?? .null,
            ],
            diagnostics: []
        )
    }
}
