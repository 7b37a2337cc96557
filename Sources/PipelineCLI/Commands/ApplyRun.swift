import Assembly
import Engine
import Foundation
import JSON
import Logging
import PipelineCore
import Planning
import State

/// The steps of one `apply` that a person sees: preflight, question, progress, result.
struct ApplyRun {
    let graph: Graph
    let selected: Set<String>?
    let statePath: String
    let createsAttributes: Bool
    let since: Int?
    var backfill: Int?
    let asks: Bool
    let environment: [String: String]
    let output: OutputOptions
    /// What is applied; nil for whatever is found now.
    var plan: ReadPlan?
    /// Whether full emails are shown.
    var reveal = false

    func run() async throws -> ExitStatus {
        let job = try open()
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

    private func open() throws -> ApplyJob {
        do {
            return try ApplyJob(
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
    }

    private func run(_ job: ApplyJob, _ watch: SignalWatch) async throws -> ExitStatus {
        try tell(try await job.preflight())
        if let plan { try await job.check(plan) }
        if asks, isatty(0) == 1, isatty(2) == 1, !confirms() {
            Output.note("Nothing was written.")
            return .failed
        }
        try tell(try await job.create())
        let report = try await ProgressView.drawing(job.board, output) { [plan, since, backfill] in
            guard let plan else { return try await job.run(since: since, backfill: backfill) }
            return try await job.run(plan)
        }
        let usage = await job.usage()
        if output.json {
            Output.result(RunReportJSON(report: report, usage: usage, reveal: reveal).envelope.text)
        } else {
            Output.result(RunReportText(report: report, usage: usage, reveal: reveal, style: output.style).text)
        }
        return Self.status(of: report, stoppedBy: watch.status)
    }

    /// Says what was found; what stops the run is a refusal.
    private func tell(_ findings: [PreflightFinding]) throws {
        let errors = findings.filter(\.isError)
        if !errors.isEmpty { throw PreflightText.refusal(errors) }
        if !output.json { for finding in findings { Output.note(PreflightText.line(finding, output.errorStyle)) } }
    }

    private func confirms() -> Bool {
        let names = graph.pipelines.filter { selected?.contains($0.name) != false && $0.isEnabled }.map(\.name)
        Output.raw("Run \(names.joined(separator: ", ")) and write to Brevo? [y/N] ")
        let answer = readLine()?.trimmingCharacters(in: .whitespaces).lowercased() ?? ""
        return answer == "y" || answer == "yes"
    }

    /// DESIGN.md §5: a signal outranks an incomplete run.
    static func status(of report: RunReport, stoppedBy signal: ExitStatus?) -> ExitStatus {
        switch report.status {
        case .failed:
            return report.failures.first.map { Refusal($0).status } ?? .failed
        case .stopped: return signal ?? .failed
        case .incomplete: return signal ?? .incomplete
        case .done, .running, .interrupted: return .done
        }
    }
}
