import ArgumentParser
import Assembly
import Engine
import Planning

/// `pipeline plan`: says what `apply` would do.
struct PlanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Shows what apply would do to each contact, and how long it takes; writes nothing.",
        discussion: """
            Reads Zoom and Brevo as `apply` would, and decides with the same code, on a copy of the state. \
            With --detailed-exitcode a CI job can tell changes (2) from none (0).
            """
    )

    @OptionGroup var configuration: ConfigurationOptions
    @OptionGroup var plan: PlanOutputOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var state: StateOptions
    @OptionGroup var selection: SelectionOptions

    @Flag(name: .customLong("create-attributes"), help: "Plans to create the attributes that are mapped and missing.")
    var createAttributes = false

    @Option(
        help: ArgumentHelp("Saves the plan, for `pipeline apply FILE`, which does exactly this.", valueName: "file")
    )
    var out: String?

    @Option(help: ArgumentHelp("How far back to look, for all pipelines: 7d, 12h.", valueName: "duration"))
    var since: DurationArgument?

    @Flag(help: "Shows what was changed in Brevo since we delivered, instead; apply leaves that as it is.")
    var drift = false

    func run() async throws {
        do {
            let status = try await planned()
            if status != .done { throw status.exit }
        } catch let refusal as Refusal {
            throw refusal.reported(by: "plan", reporting)
        }
    }

    private func planned() async throws -> ExitStatus {
        let input = try configuration.input(
            for: .run,
            selection: selection.names,
            createsAttributes: createAttributes
        )
        let loading = Planning.load(input)
        guard let graph = loading.graph else {
            LoadingReport.invalid(loading, command: "plan", reporting)
            return .invalid
        }
        if !reporting.json { LoadingReport.notes(loading, output) }
        if drift {
            return try await DriftRun(
                graph: graph,
                selected: try selection.checked(in: graph),
                statePath: state.path,
                environment: try configuration.environment(),
                plan: plan,
                output: reporting
            ).run()
        }
        return try await PlanRun(
            input: input,
            graph: graph,
            selected: try selection.checked(in: graph),
            statePath: state.path,
            createsAttributes: createAttributes,
            since: since?.seconds,
            out: out,
            environment: try configuration.environment(),
            plan: plan,
            output: reporting
        ).run()
    }

    /// `--format json` is `--json`.
    private var reporting: OutputOptions {
        var reporting = output
        reporting.json = output.json || plan.format == .json
        return reporting
    }
}
