import ArgumentParser
import Assembly
import Foundation
import Planning
import Sandbox
import YAML

/// `pipeline demo`: the main job on the simulated services, from the compact file to the contacts in Brevo.
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Shows the main job on a simulated Zoom and Brevo: no credentials, nothing leaves the machine."
    )

    @OptionGroup var options: SandboxOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let sandbox = Sandbox(options.configuration(port: 0))
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("pipeline-demo-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let status = try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await sandbox.run() }
            let address = "http://127.0.0.1:\(try await sandbox.port)"
            try DemoPeople.prepare(sandbox.world)
            let status = try await applyTwice(
                address,
                sandbox.world,
                state: folder.appendingPathComponent("state.db").path
            )
            group.cancelAll()
            return status
        }
        if status != .done { throw status.exit }
    }

    private func applyTwice(_ address: String, _ world: SandboxWorld, state: String) async throws -> ExitStatus {
        let style = output.style
        Output.result(style.bold("A simulated Zoom and Brevo run at \(address); the file is \(DemoFile.name).") + "\n")
        let graph = try graph(address)
        Output.result(style.bold("pipeline apply \(DemoFile.name)"))
        let first = try await apply(graph, state: state)
        Output.result("\n" + style.bold("What reached Brevo"))
        Output.result(DemoLists(world: world, style: style).text + "\n")
        guard first == .done else { return first }
        Output.result(style.bold("pipeline apply \(DemoFile.name)") + "   a second time")
        return try await apply(graph, state: state)
    }

    private func graph(_ address: String) throws -> Graph {
        let loading = load(
            Input(
                documents: [SourceText(name: DemoFile.name, text: DemoFile.text)],
                environment: DemoFile.environment,
                settings: [
                    Setting(path: "connectors.zoom.api_url", value: address + "/zoom/v2"),
                    Setting(path: "connectors.zoom.oauth_url", value: address + "/zoom/oauth"),
                    Setting(path: "connectors.brevo.api_url", value: address + "/brevo/v3"),
                ],
                purpose: .run,
                catalog: Connectors.catalog
            )
        )
        guard let graph = loading.graph else {
            throw Refusal(.invalid, TextReport(usesColor: false).text(loading))
        }
        return graph
    }

    private func apply(_ graph: Graph, state: String) async throws -> ExitStatus {
        do {
            return try await ApplyRun(
                graph: graph,
                selected: nil,
                statePath: state,
                createsAttributes: false,
                since: nil,
                asks: false,
                environment: [:],
                output: output
            ).run()
        } catch let refusal as Refusal {
            throw refusal.reported(by: "demo", output)
        }
    }
}
