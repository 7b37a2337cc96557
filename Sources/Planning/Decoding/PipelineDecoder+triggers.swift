import PipelineCore
import YAML

extension PipelineDecoder {
    /// Reads `on`.
    func triggers(_ node: Node?) -> Triggers {
        guard let node, !node.isNull else { return Triggers() }
        guard node.mapping != nil else {
            findings.error(
                .wrongType,
                "`on` takes a mapping of triggers, but this is \(node.kind)",
                at: node.span,
                hint: triggerHint(node)
            )
            return Triggers()
        }
        var decoder = OptionDecoder(context: context, owner: owner, lists: ListTable())
        decoder.mistakes = Mistakes.triggers
        let options = decoder.decode(PipelineKeys.triggers, from: node, of: "on", place: node.span)
        var triggers = Triggers(
            webhooks: options.strings("webhook"),
            every: options.seconds("every"),
            delay: options.seconds("delay")
        )
        if let text = options.string("schedule"), let scalar = node.mapping?["schedule"]?.scalar {
            triggers.schedule = schedule(text, scalar)
        }
        for item in node.mapping?["webhook"].map({ $0.sequence ?? [$0] }) ?? [] {
            if let scalar = item.scalar { checkWebhook(context.variables.resolve(scalar, need: .never)) }
        }
        if triggers.delay != nil, triggers.webhooks.isEmpty, let span = options.span("delay") {
            findings.warning(.idleDelay, "`delay` waits after a webhook, and there is none", at: span)
        }
        return triggers
    }

    /// Services have more events than are known here, so only what looks like a slip is reported.
    private func checkWebhook(_ text: ResolvedText) {
        let known = context.catalog.connectors.flatMap(\.compact).flatMap(\.webhooks)
        guard !text.isUnset, !known.contains(text.text), let near = closest(to: text.text, in: known, within: 2)
        else { return }
        findings.warning(
            .unknownWebhook,
            "`\(text.text)` isn't an event that is known here",
            at: text.span,
            hint: "did you mean `\(near)`?"
        )
    }

    private func schedule(_ text: String, _ scalar: Scalar) -> Schedule? {
        do throws(Schedule.Malformed) {
            return try Schedule(text)
        } catch {
            let span = text == scalar.text ? scalar.span(of: error.range) : scalar.span
            findings.error(
                .malformedSchedule,
                error.message,
                at: span,
                hint: scheduleMeant(text).map { "write `\($0)`" }
                    ?? "every quarter of an hour: `*/15 * * * *`; every day at six: `0 6 * * *`"
            )
            return nil
        }
    }
}

/// What was meant by triggers without a key.
private func triggerHint(_ node: Node) -> String {
    let texts = (node.sequence ?? [node]).compactMap(\.scalar?.text)
    guard let first = texts.first else { return "write `on: { webhook: …, every: 1h }`" }
    if texts.count > 1 { return "write `on: { webhook: [\(texts.joined(separator: ", "))] }`" }
    if let duration = durationMeant(first) { return "write `on: { every: \(duration) }`" }
    let schedule = (try? Schedule(first)) == nil ? scheduleMeant(first) : first
    if let schedule {
        return schedule.contains(":") ? "write `on: { \(schedule) }`" : "write `on: { schedule: \"\(schedule)\" }`"
    }
    return "write `on: { webhook: \(first) }`"
}
