package import PipelineCore

extension Inventory {
    /// What has changed in the account since `older` was written, a line each; empty when nothing has.
    package func differences(since older: Inventory) -> [String] {
        compare(
            older.attributes.map { ("the attribute `\($0.name)`", $0.type.inFull) },
            attributes.map { ("the attribute `\($0.name)`", $0.type.inFull) }
        )
            + compare(
                older.lists.map { ("the list \($0.id)", "“\($0.name)”") },
                lists.map { ("the list \($0.id)", "“\($0.name)”") }
            )
            + compare(
                older.templates.map { ("the template \($0.id)", $0.inFull) },
                templates.map { ("the template \($0.id)", $0.inFull) }
            )
    }

    private func compare(_ older: [(String, String)], _ newer: [(String, String)]) -> [String] {
        let before = Dictionary(older, uniquingKeysWith: { first, _ in first })
        let now = Set(newer.map(\.0))
        let changed = newer.compactMap { name, text -> String? in
            guard let old = before[name] else { return "\(name) is new: \(text)" }
            return old == text ? nil : "\(name) was \(old), and is \(text)"
        }
        return changed + older.filter { !now.contains($0.0) }.map { "\($0.0) is gone: \($0.1)" }
    }
}

extension AttributeType {
    /// The type with its labels or options.
    fileprivate var inFull: String {
        switch self {
        case .category(let labels):
            "category of "
                + labels.sorted { $0.key < $1.key }.map { "“\($0.value)” (\($0.key))" }.joined(separator: ", ")
        case .multipleChoice(let options?):
            "multiple-choice of " + options.sorted().map { "“\($0)”" }.joined(separator: ", ")
        default: word
        }
    }
}

extension Inventory.Template {
    /// The name, and whether it is active.
    fileprivate var inFull: String { "“\(name)”, \(isActive ? "active" : "not active")" }
}
