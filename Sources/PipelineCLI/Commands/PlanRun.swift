import Assembly
import Engine
import Foundation
import PipelineCore
import Planning
import State

/// The steps of one `plan`: rehearse, with progress; print.
struct PlanRun {
    let input: Input
    let graph: Graph
    let selected: Set<String>?
    let statePath: String
    let createsAttributes: Bool
    let since: Int?
    /// Where the plan is saved; nil for nowhere.
    let out: String?
    let environment: [String: String]
    let plan: PlanOutputOptions
    let output: OutputOptions

    func run() async throws -> ExitStatus {
        let job: PlanJob
        do {
            job = try await PlanJob(
                graph: graph,
                selected: selected,
                statePath: statePath,
                createsAttributes: createsAttributes,
                environment: environment,
                logger: LogSetup.logger(for: graph)
            )
        } catch {
            throw Refusal.classified(error)
        }
        let watch = SignalWatch(onFirst: { job.control.drain() })
        do {
            let status = try await run(job, watch)
            await job.close()
            return status
        } catch {
            await job.close()
            throw Refusal.classified(error)
        }
    }

    private func run(_ job: PlanJob, _ watch: SignalWatch) async throws -> ExitStatus {
        let result = try await ProgressView.drawing(job.board, output) { try await job.run(since: since) }
        if let stopped = watch.status {
            Output.note("Stopped: there is no plan.")
            return stopped
        }
        let report = PlanReport(
            command: "plan",
            summary: result.summary,
            failures: result.failures,
            contacts: result.contacts
        )
        if let first = result.failures.first {
            if output.json { try await report.print(plan, output) }
            for failure in result.failures where !output.json {
                Output.note(Refusal(failure).text(output.errorStyle))
            }
            return Refusal(first).status
        }
        try await report.print(plan, output)
        if let out { try await save(result, by: job, at: out) }
        return Self.status(of: result.summary, isDetailed: plan.detailedExitCode)
    }

    private func save(_ result: PlanResult, by job: PlanJob, at path: String) async throws {
        guard result.summary.obstacles.isEmpty else {
            Output.note("Not saved: apply would stop at what is missing.")
            return
        }
        do {
            try await job.save(result, of: input, at: path)
        } catch let secret as UnsavablePlan {
            throw Refusal(
                .failed,
                "the plan isn't saved: \(secret.place) holds a secret word for word, and the plan would, too",
                remedy: "write ${VAR} in its place, and set the variable"
            )
        }
        let time = NumberText.duration(result.summary.secondsFromPlan)
        Output.note("Saved. `pipeline apply \(path)` does exactly this, in about \(time).")
    }

    /// What is missing outranks what couldn't be read, which outranks that there are changes.
    static func status(of summary: PlanSummary, isDetailed: Bool) -> ExitStatus {
        if !summary.obstacles.isEmpty { return .failed }
        let isPartial = summary.deferred > 0 || summary.pipelines.contains { !$0.books.partitions.failed.isEmpty }
        if isPartial { return isDetailed ? .failed : .incomplete }
        return isDetailed && summary.hasChanges ? .changes : .done
    }
}
