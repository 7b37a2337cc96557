import ArgumentParser
import Assembly
import Foundation
import JSON
import State

extension WebhooksCommand {
    /// `pipeline webhooks replay`.
    struct Replay: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "replay",
            abstract: "Takes webhooks in again: those of the last hours, or examples from files.",
            discussion: """
                A running `serve` processes them within seconds, else the next one does. Nothing is done twice by that: what was
                read and delivered stays so.
                """
        )

        @Argument(
            help: ArgumentHelp(
                "Files with webhooks' bodies: a JSON object, an array of them, or one on each line.",
                valueName: "file"
            )
        )
        var files: [String] = []

        @Option(help: ArgumentHelp("Those received within this time: 2h, 7d.", valueName: "duration"))
        var since: DurationArgument?

        @Option(
            name: .customLong("event"),
            help: ArgumentHelp("With --since, only these events; may be given several times.", valueName: "name")
        )
        var events: [String] = []

        @OptionGroup var output: OutputOptions
        @OptionGroup var state: StateOptions

        func validate() throws {
            guard files.isEmpty == (since != nil) else { throw ValidationError("Give files, or --since") }
            guard events.isEmpty || since != nil else { throw ValidationError("--event goes with --since") }
        }

        func run() async throws {
            do {
                let store = try StateReading.open(state.path)
                if let since {
                    let count = try await WebhookJob.replay(since: since.seconds, named: Set(events), in: store)
                    report(new: 0, again: count, problems: [])
                } else {
                    let taken = try await WebhookJob.take(try files.flatMap(Self.bodies), into: store)
                    report(new: taken.new, again: taken.again, problems: taken.problems)
                    if !taken.problems.isEmpty { throw ExitStatus.failed.exit }
                }
            } catch let failure as StateFailure {
                throw Refusal(failure).reported(by: "webhooks replay", output)
            } catch let refusal as Refusal {
                throw refusal.reported(by: "webhooks replay", output)
            }
        }

        private func report(new: Int, again: Int, problems: [String]) {
            if output.json {
                let result: JSONValue = [
                    "new": .int(new), "again": .int(again), "problems": .array(problems.map(JSONValue.string)),
                ]
                let envelope = Envelope(
                    command: "webhooks replay",
                    isOK: problems.isEmpty,
                    result: result,
                    diagnostics: []
                )
                return Output.result(envelope.text)
            }
            Output.result("\(NumberText.count(new, "new webhook")) taken in, \(NumberText.grouped(again)) again.")
            for problem in problems { Output.note("  not taken in: \(problem)") }
        }

        /// The bodies in a file.
        private static func bodies(_ path: String) throws -> [[UInt8]] {
            guard let data = FileManager.default.contents(atPath: path) else {
                throw Refusal(.usage, "\(path) can't be read", remedy: "check the path and its permissions")
            }
            let bytes = [UInt8](data)
            guard let whole = try? JSONValue.parse(bytes) else {
                return bytes.split(separator: UInt8(ascii: "\n")).map(Array.init)
            }
            return whole.array?.map(\.bytes) ?? [bytes]
        }
    }
}
