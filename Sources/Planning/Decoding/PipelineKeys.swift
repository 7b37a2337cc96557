import PipelineCore

/// The keys of a pipeline.
enum PipelineKeys {
    /// Those that need more than a declaration to be read.
    static let structure = ["on", "source", "stages", "sink"]

    /// What `on` takes.
    static let triggers = [
        OptionField(
            "webhook",
            .list(.string),
            "The webhook event, or events, that start it.",
            examples: ["webinar.ended", "[meeting.ended, webinar.ended]"]
        ),
        OptionField(
            "every",
            .duration(1...30 * 86_400),
            "The time between sweeps, which find what webhooks missed.",
            examples: ["1h"]
        ),
        OptionField(
            "schedule",
            .string,
            "When to sweep, as cron writes it: minute, hour, day, month, weekday; in the pipeline's time zone.",
            examples: ["\"*/15 * * * *\""]
        ),
        OptionField(
            "delay",
            .duration(0...86_400),
            "How long to wait after a webhook before reading, since data may be late.",
            examples: ["5m"]
        ),
    ]

    /// All keys, in the order in which they are documented.
    static let settings = [
        OptionField("on", .object(triggers), "What starts it under `serve`; without it, it runs only when applied."),
        OptionField("source", .object([]), "Where its records come from."),
        OptionField("stages", .list(.object([])), "What is made of the records: filters and maps, in order."),
        OptionField("sink", .object([]), "Where the rows go."),
        OptionField(
            "timezone",
            .timeZone,
            "The IANA time zone that decides which day a moment falls on.",
            examples: ["Europe/Berlin"]
        ),
        OptionField(
            "enabled",
            .bool,
            "Whether it runs; a disabled pipeline is checked all the same.",
            default: .bool(true)
        ),
    ]
}
