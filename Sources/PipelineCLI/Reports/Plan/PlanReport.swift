import Assembly
import PipelineCore

/// Prints a plan the way that was asked for.
struct PlanReport {
    let command: String
    let summary: PlanSummary
    let failures: [ConnectorFailure]
    let contacts: PlannedContacts

    func print(_ plan: PlanOutputOptions, _ output: OutputOptions) async throws {
        switch plan.format ?? (output.json ? .json : .text) {
        case .text:
            let text = PlanText(
                summary: summary,
                contacts: contacts,
                limit: plan.shown(usual: 10),
                reveal: plan.reveal,
                style: output.style
            )
            try await text.write { Output.result($0) }
        case .json:
            let json = PlanJSON(
                command: command,
                summary: summary,
                failures: failures,
                contacts: contacts,
                limit: plan.full ? nil : plan.limit,
                reveal: plan.reveal
            )
            let pieces = Pieces()
            try await json.write { pieces.add($0) }
            pieces.flush()
        case .markdown:
            let text = PlanMarkdown(
                summary: summary,
                contacts: contacts,
                limit: plan.shown(usual: 20),
                reveal: plan.reveal
            )
            Output.result(try await text.text())
        }
    }

    /// Gathers small pieces into larger writes.
    private final class Pieces {
        private var text = ""

        func add(_ piece: String) {
            text += piece
            if text.utf8.count > 65_536 { flush() }
        }

        func flush() {
            Output.piece(text)
            text = ""
        }
    }
}
