import JSON
import ArgumentParser
import Assembly
import Engine
import Foundation
import Logging
import PipelineCore
import Planning
import State

/// `pipeline apply`: does what the files say, once.
struct ApplyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply",
        abstract: "Reads Zoom, compares with what is in Brevo, and writes what is new.",
        discussion: """
            Given a plan that `pipeline plan --out FILE` saved, it writes exactly what the plan showed. Contacts that were \
            changed in Brevo since are left as they are, and listed.
            """
    )

    @OptionGroup var configuration: ConfigurationOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var state: StateOptions
    @OptionGroup var selection: SelectionOptions

    @Flag(name: .customLong("create-attributes"), help: "Creates the Brevo attributes that are mapped and missing.")
    var createAttributes = false

    @Option(help: ArgumentHelp("How far back to look, for all pipelines: 7d, 12h.", valueName: "duration"))
    var since: DurationArgument?

    @Option(
        help: ArgumentHelp(
            "Sends events and mails also for what is older than a pipeline's first run, so far back: 7d, 12h.",
            valueName: "duration"
        )
    )
    var backfill: DurationArgument?

    @Flag(name: [.customLong("yes"), .short], help: "Doesn't ask before it writes (implied without a terminal).")
    var yes = false

    @Flag(help: "Shows full emails.")
    var reveal = false

    func run() async throws {
        do {
            let status = try await apply()
            if status != .done { throw status.exit }
        } catch let refusal as Refusal {
            throw refusal.reported(by: "apply", output)
        }
    }

    private func apply() async throws -> ExitStatus {
        if configuration.files.count == 1, let path = configuration.files.first, ReadPlan.isPlan(path) {
            return try await apply(planAt: path)
        }
        let loading = try configuration.load(
            for: .run,
            selection: selection.names,
            createsAttributes: createAttributes
        )
        guard let graph = loading.graph else {
            LoadingReport.invalid(loading, command: "apply", output)
            return .invalid
        }
        if !output.json { LoadingReport.notes(loading, output) }
        return try await ApplyRun(
            graph: graph,
            selected: try selection.checked(in: graph),
            statePath: state.path,
            createsAttributes: createAttributes,
            since: since?.seconds,
            backfill: backfill?.seconds,
            asks: !yes && !output.json,
            environment: try configuration.environment(),
            output: output
        ).run()
    }

    private func apply(planAt path: String) async throws -> ExitStatus {
        guard selection.select.isEmpty, since == nil, !createAttributes else {
            throw Refusal(
                .usage,
                "a saved plan says itself which pipelines run, since when, and what is created",
                remedy: "leave --select, --since and --create-attributes to `pipeline plan`"
            )
        }
        let plan: ReadPlan
        do { plan = try ReadPlan(path: path) } catch { throw Refusal(error) }
        defer { plan.close() }
        let planned = plan.facts.configuration
        if let name = planned.changedDocument({ FileManager.default.contents(atPath: $0).map { [UInt8]($0) } }) {
            throw Refusal(
                .failed,
                "the plan \(path) is refused: \(name) was changed since",
                remedy: "make a new plan"
            )
        }
        let loading = Planning.load(planned.input(from: try configuration.surroundings(for: .run)))
        guard let graph = loading.graph else {
            LoadingReport.invalid(loading, command: "apply", output)
            return .invalid
        }
        if let name = planned.changedPipeline(in: graph) {
            throw Refusal(
                .failed,
                "the plan \(path) is refused: with this environment `\(name)` isn't the pipeline that was planned",
                remedy: "set the variables as they were, or make a new plan"
            )
        }
        return try await ApplyRun(
            graph: graph,
            selected: planned.selected.map(Set.init),
            statePath: state.path,
            createsAttributes: planned.createsAttributes,
            since: nil,
            asks: !yes && !output.json,
            environment: try configuration.environment(),
            output: output,
            plan: plan,
            reveal: reveal
        ).run()
    }
}
