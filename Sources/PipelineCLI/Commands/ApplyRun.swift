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
    let asks: Bool
    let environment: [String: String]
    let output: OutputOptions

    func run() async throws -> ExitStatus {
        let job = try open()
        let watch = SignalWatch(onFirst: { job.control.drain() })
        do {
            let status = try await run(job, watch)
            await job.close()
            return status
        } catch {
            await job.close()
            throw classified(error)
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
            throw classified(error)
        }
    }

    private func run(_ job: ApplyJob, _ watch: SignalWatch) async throws -> ExitStatus {
        let findings = try await job.preflight()
        let errors = findings.filter(\.isError)
        if !errors.isEmpty { throw PreflightText.refusal(errors) }
        if !output.json { for finding in findings { Output.note(PreflightText.line(finding, output.errorStyle)) } }
        if asks, isatty(0) == 1, isatty(2) == 1, !confirms() {
            Output.note("Nothing was written.")
            return .failed
        }
        let report = try await drawing(job) { try await job.run(since: since) }
        let usage = await job.usage()
        if output.json {
            Output.result(RunReportJSON(report: report, usage: usage).envelope.text)
        } else {
            Output.result(RunReportText(report: report, usage: usage, style: output.style).text)
        }
        return Self.status(of: report, stoppedBy: watch.status)
    }

    private func confirms() -> Bool {
        let names = graph.pipelines.filter { selected?.contains($0.name) != false && $0.isEnabled }.map(\.name)
        Output.raw("Run \(names.joined(separator: ", ")) and write to Brevo? [y/N] ")
        let answer = readLine()?.trimmingCharacters(in: .whitespaces).lowercased() ?? ""
        return answer == "y" || answer == "yes"
    }

    /// Shows progress while `work` runs.
    private func drawing<Result: Sendable>(
        _ job: ApplyJob,
        _ work: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        guard !output.json else { return try await work() }
        let view = ProgressView(board: job.board, isTerminal: isatty(2) == 1, style: output.errorStyle)
        return try await withThrowingTaskGroup(of: Result?.self) { group in
            group.addTask {
                await view.run()
                return nil
            }
            group.addTask { try await work() }
            while let result = try await group.next() {
                guard let result else { continue }
                group.cancelAll()
                await group.waitForAllIgnoringFailures()
                return result
            }
            throw CancellationError()
        }
    }

    private func classified(_ error: any Error) -> any Error {
        switch error {
        case let failure as StateFailure: Refusal(failure)
        case let failure as ConnectorFailure: Refusal(failure)
        default: error
        }
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

extension ThrowingTaskGroup {
    fileprivate mutating func waitForAllIgnoringFailures() async {
        while let next = await nextResult() { _ = next }
    }
}
