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
        abstract: "Reads Zoom, compares with what is in Brevo, and writes what is new."
    )

    @OptionGroup var configuration: ConfigurationOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var state: StateOptions
    @OptionGroup var selection: SelectionOptions

    @Flag(name: .customLong("create-attributes"), help: "Creates the Brevo attributes that are mapped and missing.")
    var createAttributes = false

    @Option(help: ArgumentHelp("How far back to look, for all pipelines: 7d, 12h.", valueName: "duration"))
    var since: DurationArgument?

    @Flag(name: [.customLong("yes"), .short], help: "Doesn't ask before it writes (implied without a terminal).")
    var yes = false

    func run() async throws {
        do {
            let status = try await apply()
            if status != .done { throw status.exit }
        } catch let refusal as Refusal {
            throw refusal.reported(by: "apply", output)
        }
    }

    private func apply() async throws -> ExitStatus {
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
            asks: !yes && !output.json,
            environment: try configuration.environment(),
            output: output
        ).run()
    }
}
