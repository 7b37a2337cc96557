internal import PipelineCore

/// Where a desk tells what it has done.
struct DeskReport: Sendable {
    /// What was added to the books, by the pipelines' numbers.
    let settled: @Sendable ([Int: Books]) -> Void

    /// What people should know.
    let notice: @Sendable (Notice) -> Void

    /// A key is left alone, because it isn't as the plan at hand found it.
    let held: @Sendable (String) -> Void

    /// Tells what the service didn't take of a change that it took otherwise.
    func leftOut(_ outcome: Outcome) {
        guard case .delivered(_, let leftOut) = outcome else { return }
        for (name, reason) in leftOut {
            notice(Notice(code: "left-out", subject: name, message: "`\(name)` was left out: \(reason)"))
        }
    }
}
