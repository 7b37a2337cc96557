internal import CEL
internal import Engine
internal import PipelineCore
internal import Planning

extension Graph {
    /// What starts its pipelines under `serve`; those without triggers run only when applied.
    var triggerRules: [TriggerRule] {
        pipelines.filter { $0.isEnabled && !$0.triggers.isEmpty }.map { pipeline in
            let triggers = pipeline.triggers
            var recurrences: [Recurrence] = []
            if let every = triggers.every { recurrences.append(.every(every)) }
            if let schedule = triggers.schedule {
                recurrences.append(.schedule(schedule, in: pipeline.timeZone))
            }
            let source = Connectors.catalog.source(pipeline.source.name)
            return TriggerRule(
                pipeline: pipeline.name,
                events: Set(triggers.webhooks),
                delay: triggers.delay ?? 0,
                unit: source?.readsEvents == true ? .event : .subject,
                recurrences: recurrences
            )
        }
    }
}

extension Recurrence {
    fileprivate static func schedule(_ schedule: Schedule, in zone: String) -> Recurrence {
        let known = TimeZoneName(zone) ?? .utc
        return Recurrence(text: "\(schedule.text) \(zone)", beginsAtOnce: false) { schedule.next(after: $0, in: known) }
    }
}
