import Assembly
import Dispatch
import Foundation
import JSON
import Logging
import PipelineCore
import Planning
import Server
import State

/// What one `serve` does that a person sees: where it listens, what signals do, what it did.
struct ServeRunner {
    let graph: Graph
    /// Loads the configuration anew; nil, after saying why, when it is invalid.
    let reload: () throws -> Graph?
    let statePath: String
    let listen: ListenAddress
    let createsAttributes: Bool
    let environment: [String: String]
    let output: OutputOptions

    /// So long what is under way may take after a signal; then it is left to the next start. Supervisors wait 30 s or more.
    private static let grace = DispatchTimeInterval.seconds(25)

    func run() async throws -> ExitStatus {
        let logger = LogSetup.logger(for: graph)
        let job: ServeJob
        do {
            job = try ServeJob(
                graph: graph,
                statePath: statePath,
                listen: listen,
                createsAttributes: createsAttributes,
                environment: environment,
                logger: logger
            )
        } catch {
            throw Refusal(error)
        }
        let watch = SignalWatch(grace: Self.grace) { job.stop() }
        let hangups = HangupWatch()
        do {
            try await serve(job, hangups, logsTo: { logger.info("\($0)") })
        } catch {
            await job.close()
            throw Refusal(
                .failed,
                "\(listen.origin(port: listen.port)) can't be listened on: \(error)",
                remedy: "end what uses the port, or give another address with --listen"
            )
        }
        if output.json { Output.result(summary(job).text) }
        await job.close()
        return watch.status ?? .done
    }

    private func serve(_ job: ServeJob, _ hangups: HangupWatch, logsTo log: @escaping (String) -> Void) async throws {
        let words = greeting
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                defer { hangups.end() }
                try await job.run { port in words(port) }
            }
            for await _ in hangups.stream {
                log("reading the configuration anew")
                do {
                    if let graph = try reload() {
                        job.use(graph)
                        log("the new configuration is in use")
                    } else {
                        log("the new configuration is invalid, the old one stays in use")
                    }
                } catch let refusal as Refusal {
                    Output.note(refusal.text(output.errorStyle))
                }
            }
            try await group.waitForAll()
        }
    }

    /// Says where it listens and what will run.
    private var greeting: @Sendable (Int) -> Void {
        let listen = listen
        let isJSON = output.json
        let receives = ServeJob.receivesWebhooks(graph)
        let triggered = ServeJob.triggered(graph)
        return { port in
            let origin = listen.origin(port: port)
            var lines = [
                receives
                    ? "Receiving Zoom's webhooks at \(origin)/webhooks/zoom until Ctrl-C."
                    : "Running at \(origin) until Ctrl-C. Webhooks aren't received: connectors.zoom.webhook.secret_token isn't set."
            ]
            lines.append("\(NumberText.count(triggered, "pipeline runs", "pipelines run")) by webhook or schedule.")
            if !listen.isLoopback {
                lines.append("Other machines reach it without TLS; let a proxy stand before it (docs/serve.md).")
            }
            let text = lines.joined(separator: "\n")
            if isJSON { Output.note(text) } else { Output.result(text) }
        }
    }

    private func summary(_ job: ServeJob) -> Envelope {
        let tally = job.tally
        let refused = tally.received?.refused.sorted { $0.key < $1.key }.map { ($0.key, JSONValue.int($0.value)) } ?? []
        let received: JSONValue = [
            "stored": .int(tally.received?.stored ?? 0), "duplicates": .int(tally.received?.duplicates ?? 0),
            "refused": .object(JSONObject(refused)), "unavailable": .int(tally.received?.unavailable ?? 0),
        ]
        let result: JSONValue = ["webhooks": received, "runs": .int(tally.runs)]
        return Envelope(command: "serve", isOK: true, result: result, diagnostics: [])
    }
}
