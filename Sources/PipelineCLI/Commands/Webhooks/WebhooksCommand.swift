import ArgumentParser
import Assembly
import JSON
import PipelineCore
import Planning
import State

/// `pipeline webhooks`: where Zoom sends events, and events taken in by hand.
struct WebhooksCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "webhooks",
        abstract: "Manages where Zoom sends its webhooks, and takes events in again.",
        subcommands: [Subscribe.self, List.self, Remove.self, Replay.self]
    )
}

extension WebhooksCommand {
    /// Opens the file's Zoom account for `work`; tells failures as `command`.
    static func administer(
        _ command: String,
        _ configuration: ConfigurationOptions,
        _ output: OutputOptions,
        _ work: (WebhookJob, Graph) async throws -> JSONValue
    ) async throws {
        do {
            let loading = try configuration.load(for: .run)
            guard let graph = loading.graph else {
                throw Refusal(
                    .invalid,
                    "the file is invalid: " + (loading.diagnostics.first { $0.severity == .error }?.message ?? ""),
                    remedy: "`pipeline validate` shows what is wrong"
                )
            }
            let job = try WebhookJob(
                graph: graph,
                environment: try configuration.environment(),
                logger: LogSetup.logger(for: graph)
            )
            let result: JSONValue
            do {
                result = try await work(job, graph)
                await job.close()
            } catch {
                await job.close()
                throw error
            }
            if output.json {
                Output.result(Envelope(command: command, isOK: true, result: result, diagnostics: []).text)
            }
        } catch let failure as ConnectorFailure {
            throw Refusal(failure).reported(by: command, output)
        } catch let refusal as Refusal {
            throw refusal.reported(by: command, output)
        }
    }
}
