internal import Engine
internal import Foundation
package import State

/// What is kept in a saved plan beside what was read.
package struct PlanFacts: Sendable {
    /// What it says.
    package let summary: PlanSummary

    /// What it was made from.
    package let configuration: PlannedConfiguration

    /// The state that it was made from; nil when there was none.
    package let state: StateVersion?

    /// Changes when older versions couldn't read the file any more.
    static let format = "1"

    init(summary: PlanSummary, configuration: PlannedConfiguration, state: StateVersion?) {
        self.summary = summary
        self.configuration = configuration
        self.state = state
    }

    init?(_ texts: [String: String]) {
        guard texts["format"] == Self.format, let summary: PlanSummary = Self.decoded(texts["summary"]),
            let configuration: PlannedConfiguration = Self.decoded(texts["configuration"])
        else { return nil }
        self.init(summary: summary, configuration: configuration, state: Self.decoded(texts["state"]))
    }

    func texts() throws -> [String: String] {
        var texts = ["format": Self.format, "summary": try summary.text()]
        texts["configuration"] = String(decoding: try JSONEncoder().encode(configuration), as: UTF8.self)
        if let state { texts["state"] = String(decoding: try JSONEncoder().encode(state), as: UTF8.self) }
        return texts
    }

    private static func decoded<Fact: Decodable>(_ text: String?) -> Fact? {
        text.flatMap { try? JSONDecoder().decode(Fact.self, from: Data($0.utf8)) }
    }
}

extension PlanSummary {
    /// As it is kept.
    func text() throws -> String { String(decoding: try JSONEncoder().encode(self), as: UTF8.self) }

    /// Reads what ``text()`` gave; nil for anything else.
    package init?(text: String) {
        guard let summary = try? JSONDecoder().decode(PlanSummary.self, from: Data(text.utf8)) else { return nil }
        self = summary
    }
}

/// A saved plan that was opened.
package struct ReadPlan: Sendable {
    let file: SavedPlan

    /// What is kept in it.
    package let facts: PlanFacts

    /// Whether the file at `path` is a saved plan.
    package static func isPlan(_ path: String) -> Bool { SavedPlan.isPlan(path) }

    /// Opens a plan.
    ///
    /// - Throws: ``StateFailure``.
    package init(path: String) throws(StateFailure) {
        file = try SavedPlan(path: path)
        guard let facts = PlanFacts(file.facts) else {
            throw StateFailure(
                .tooNew,
                "the plan \(path) was written by another version of pipeline",
                remedy: "make a new plan"
            )
        }
        self.facts = facts
    }

    /// The single contacts.
    package var contacts: PlannedContacts { PlannedContacts(file) }

    /// Closes the file.
    package func close() { file.close() }

    /// What it approves, by the destination's number.
    func approvals() async throws -> [Int: Approval] {
        let memberships = Set(facts.summary.pipelines.flatMap { $0.lists.map(\.id) })
        var approvals: [Int: Approval] = [:]
        try await contacts.forEach { contact in
            if let change = contact.change {
                approvals[contact.destination, default: Approval(memberships: memberships)]
                    .add(change, to: contact.key)
            }
            return true
        }
        return approvals
    }
}
