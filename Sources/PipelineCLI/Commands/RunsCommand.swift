import ArgumentParser
import Assembly
import Foundation
import JSON
import PipelineCore
import State

/// `pipeline runs`: what ran, when, how it ended.
struct RunsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "runs",
        abstract: "Lists the newest runs, or shows one with its books.",
        discussion: "`pipeline runs` lists, `pipeline runs 7` shows run 7."
    )

    @Argument(help: ArgumentHelp("The run to show.", valueName: "run"))
    var run: Int?

    @OptionGroup var output: OutputOptions
    @OptionGroup var state: StateOptions

    func run() async throws {
        do {
            let store = try StateReading.open(state.path)
            var runs = try await store.runs(limit: run == nil ? 20 : 1_000_000)
            if let run {
                runs = runs.filter { $0.run == run }
                if runs.isEmpty {
                    throw Refusal(.usage, "there is no run \(run)", remedy: "`pipeline runs` lists them")
                }
            }
            if output.json {
                var lines: [JSONValue] = []
                for run in runs {
                    let forecast = try await store.forecast(of: run.run).flatMap { PlanSummary(text: $0) }
                    lines.append(RunSummaryReport.json(run, forecast: forecast))
                }
                let result = JSONValue.array(lines)
                Output.result(Envelope(command: "runs", isOK: true, result: result, diagnostics: []).text)
            } else if run == nil {
                Output.result(RunSummaryReport.list(runs, output.style))
            } else if let only = runs.first {
                let forecast = try await store.forecast(of: only.run).flatMap { PlanSummary(text: $0) }
                Output.result(RunSummaryReport.detail(only, forecast: forecast, output.style))
            }
        } catch let refusal as Refusal {
            throw refusal.reported(by: "runs", output)
        }
    }
}
