import Assembly
import Engine
import JSON
import PipelineCore
import Planning
import State

/// The steps of one `plan --drift`: compare, print.
struct DriftRun {
    let graph: Graph
    let selected: Set<String>?
    let statePath: String
    let environment: [String: String]
    let plan: PlanOutputOptions
    let output: OutputOptions

    func run() async throws -> ExitStatus {
        try StateReading.open(statePath).close()
        do {
            let job = try DriftJob(
                graph: graph,
                selected: selected,
                statePath: statePath,
                environment: environment,
                logger: LogSetup.logger(for: graph)
            )
            var drifts: [Drift] = []
            let compared: Int
            do {
                compared = try await job.run { drifts.append($0) }
            } catch {
                await job.close()
                throw error
            }
            await job.close()
            Output.result(output.json ? json(drifts, compared: compared) : text(drifts, compared: compared))
            return plan.detailedExitCode && !drifts.isEmpty ? .changes : .done
        } catch {
            throw Refusal.classified(error)
        }
    }

    private func text(_ drifts: [Drift], compared: Int) -> String {
        let style = output.style
        guard !drifts.isEmpty else {
            return style.green("No drift: ") + "\(NumberText.count(compared, "contact")) as delivered."
        }
        let shown = plan.shown(usual: 20)
        var lines = [
            style.bold("Drift: ") + "\(NumberText.grouped(drifts.count)) of \(NumberText.count(compared, "contact")) "
                + "changed in Brevo since we delivered; apply leaves them as they are",
            "",
        ]
        lines += drifts.prefix(shown).map { drift in
            let email = Masking.email(drift.key, reveal: plan.reveal)
            let gap = String(repeating: " ", count: max(1, 28 - email.displayWidth))
            return "  \(drift.isDeleted ? style.red("-") : style.yellow("~")) \(email)\(gap)\(Self.words(drift))"
        }
        if drifts.count > shown {
            lines.append(style.dim("    … \(NumberText.grouped(drifts.count - shown)) more (--full)"))
        }
        return lines.joined(separator: "\n")
    }

    private static func words(_ drift: Drift) -> String {
        if drift.isDeleted { return "deleted" }
        let attributes = drift.attributes.sorted { $0.key < $1.key }.map { name, difference in
            "\(name) \(ChangeText.text(difference.ours)) → \(difference.now.map(ChangeText.text) ?? "(empty)")"
        }
        return (attributes + drift.left.sorted().map { "not in list \($0)" }).joined(separator: ", ")
    }

    private func json(_ drifts: [Drift], compared: Int) -> String {
        let contacts = drifts.map { drift in
            let attributes = drift.attributes.sorted { $0.key < $1.key }.map { name, difference in
                let both = JSONObject([
                    ("delivered", JSONValue(plain: difference.ours)),
                    ("now", difference.now.map { JSONValue(plain: $0) } ?? .null),
                ])
                return (name, JSONValue.object(both))
            }
            return JSONValue.object(
                JSONObject([
                    ("email", .string(Masking.email(drift.key, reveal: plan.reveal))),
                    ("deleted", .bool(drift.isDeleted)), ("attributes", .object(JSONObject(attributes))),
                    ("left", .array(drift.left.sorted().map { .int($0) })),
                ])
            )
        }
        let result = JSONObject([
            ("compared", .int(compared)), ("drifted", .int(drifts.count)), ("contacts", .array(contacts)),
        ])
        return Envelope(command: "plan", isOK: true, result: .object(result), diagnostics: []).text
    }
}
