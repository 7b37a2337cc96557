import ArgumentParser
import CEL
import Foundation
import JSON
import PipelineCore
import State

/// `pipeline deliveries`: what may have been sent or not, and what a person decides about it.
struct DeliveriesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deliveries",
        abstract: "Lists events, mails and campaigns of which nobody knows whether they were sent, and decides them.",
        subcommands: [InDoubt.self, Resend.self, Drop.self],
        defaultSubcommand: InDoubt.self
    )

    /// `pipeline deliveries in-doubt`.
    struct InDoubt: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "in-doubt",
            abstract: "Lists what may have been sent or not, the oldest first; emails are masked."
        )

        @Option(help: ArgumentHelp("At most so many.", valueName: "count"))
        var limit = 100

        @Flag(help: "Shows whole emails.")
        var reveal = false

        @OptionGroup var output: OutputOptions
        @OptionGroup var state: StateOptions

        func run() async throws {
            do {
                let sends = try await StateReading.open(state.path).undecidedSends(limit: limit)
                if output.json {
                    let result = JSONValue.array(sends.map { UndecidedReport.json($0, reveal: reveal) })
                    Output.result(
                        Envelope(command: "deliveries in-doubt", isOK: true, result: result, diagnostics: []).text
                    )
                } else {
                    Output.result(UndecidedReport.text(sends, reveal: reveal, output.style))
                }
            } catch let failure as StateFailure {
                throw Refusal(failure).reported(by: "deliveries in-doubt", output)
            } catch let refusal as Refusal {
                throw refusal.reported(by: "deliveries in-doubt", output)
            }
        }
    }

    /// `pipeline deliveries resend`.
    struct Resend: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "resend",
            abstract: "Has what is in doubt sent again by the next run, whether it was sent or not."
        )

        @OptionGroup var choice: DeliveryChoice

        func run() async throws { try await choice.decide(.resend, command: "deliveries resend") }
    }

    /// `pipeline deliveries drop`.
    struct Drop: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "drop",
            abstract: "Leaves what is in doubt as it is: it is never sent again."
        )

        @OptionGroup var choice: DeliveryChoice

        func run() async throws { try await choice.decide(.drop, command: "deliveries drop") }
    }
}

/// Which sends in doubt are decided.
struct DeliveryChoice: ParsableArguments {
    @Argument(help: ArgumentHelp("The numbers that `pipeline deliveries in-doubt` lists.", valueName: "id"))
    var ids: [Int] = []

    @Flag(help: "All that are in doubt.")
    var all = false

    @OptionGroup var output: OutputOptions
    @OptionGroup var state: StateOptions

    func validate() throws {
        guard all != !ids.isEmpty else { throw ValidationError("Give the numbers to decide, or --all.") }
    }

    func decide(_ decision: SendDecision, command: String) async throws {
        do {
            let store = try StateReading.open(state.path)
            let lock = try RunLock(path: state.path, owner: command)
            defer { lock.release() }
            let now = Timestamp(seconds: Int64(Date().timeIntervalSince1970))
            let decided = try await store.decide(all ? nil : Set(ids), decision, at: now)
            let unknown = ids.filter { !decided.contains($0) }
            guard unknown.isEmpty else {
                throw Refusal(
                    .failed,
                    "not in doubt: \(unknown.map { "#\($0)" }.joined(separator: ", "))"
                        + (decided.isEmpty ? "" : "; the other \(decided.count) were decided"),
                    remedy: "look at `pipeline deliveries in-doubt`"
                )
            }
            report(decided.count, decision, command)
        } catch let failure as StateFailure {
            throw Refusal(failure).reported(by: command, output)
        } catch let refusal as Refusal {
            throw refusal.reported(by: command, output)
        }
    }

    private func report(_ count: Int, _ decision: SendDecision, _ command: String) {
        guard !output.json else {
            let result = JSONValue.object(JSONObject([("decided", .int(count))]))
            Output.result(Envelope(command: command, isOK: true, result: result, diagnostics: []).text)
            return
        }
        let sends = NumberText.count(count, "send")
        switch decision {
        case .resend: Output.result("\(sends) will be sent again by the next `pipeline apply`.")
        case .drop: Output.result("\(sends) dropped: never sent again.")
        }
    }
}
