import ArgumentParser
import Assembly
import Foundation

/// `pipeline show`: prints a saved plan.
struct ShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Prints a plan that `pipeline plan --out FILE` saved, as it was printed then."
    )

    @Argument(help: ArgumentHelp("The saved plan.", valueName: "plan"))
    var path: String

    @OptionGroup var plan: PlanOutputOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        do {
            let status = try await show()
            if status != .done { throw status.exit }
        } catch let refusal as Refusal {
            throw refusal.reported(by: "show", output)
        }
    }

    private func show() async throws -> ExitStatus {
        guard FileManager.default.fileExists(atPath: path) else {
            throw Refusal(.usage, "there is no file \(path)", remedy: "check the path")
        }
        guard ReadPlan.isPlan(path) else {
            throw Refusal(.usage, "\(path) is no saved plan", remedy: "make one with `pipeline plan FILE --out PLAN`")
        }
        do {
            let saved = try ReadPlan(path: path)
            defer { saved.close() }
            let summary = saved.facts.summary
            let report = PlanReport(command: "show", summary: summary, failures: [], contacts: saved.contacts)
            try await report.print(plan, output)
            return PlanRun.status(of: summary, isDetailed: plan.detailedExitCode)
        } catch {
            throw Refusal.classified(error)
        }
    }
}
