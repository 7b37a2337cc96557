/// What people write who know other tools, and what it is called here.
enum Mistakes {
    /// At the top of a file.
    static let topLevel = table([
        (["mapping", "mappings", "fields", "field_map"], "did you mean `field_mapping`?"),
        (["tz", "time_zone", "timezones"], "did you mean `timezone`?"),
        (
            ["source", "sources", "sink", "sinks", "stages", "destination"],
            "it belongs to a pipeline: `pipelines.<name>`"
        ),
        (["sync"], "it belongs to a connector: `connectors.zoom.sync`"),
        (["jobs", "flows", "tasks"], "did you mean `pipelines`?"),
        (["services", "accounts"], "did you mean `connectors`?"),
        (["env", "environment", "variables"], "variables come from the environment or from `--env-file`: `${NAME}`"),
        (["version"], "a file has no version; leave it out"),
        (["schedule", "cron", "every", "webhook"], "it belongs to a pipeline's `on`"),
    ])

    /// Under `connectors.<name>`.
    static let connector = table([
        (["mapping", "mappings", "fields"], "did you mean `field_mapping`?"),
        (["disabled"], "write `enabled: false`"),
        (["apikey", "api-key", "key", "token"], "did you mean `api_key`?"),
        (["url", "base_url", "endpoint"], "did you mean `api_url`?"),
        (["rate_limit", "rate_limits"], "did you mean `limits`?"),
    ])

    /// Under `pipelines.<name>`.
    static let pipeline = table([
        (["filter", "where", "if"], "put it into `stages`: `- filter: <expression>`"),
        (["map", "mapping", "field_mapping", "transform", "fields"], "put it into `stages`: `- map: {…}`"),
        (["destination", "target", "to", "output"], "did you mean `sink`?"),
        (["from", "input", "origin"], "did you mean `source`?"),
        (["steps", "transforms", "processors", "transformations"], "did you mean `stages`?"),
        (["cron", "schedule"], "put it under `on`: `on: { schedule: \"*/15 * * * *\" }`"),
        (["every", "interval"], "put it under `on`: `on: { every: 1h }`"),
        (["webhook", "webhooks", "trigger", "triggers"], "put it under `on`: `on: { webhook: webinar.ended }`"),
        (["delay"], "put it under `on`: `on: { delay: 5m }`"),
        (["since"], "it is an option of the source: `source: { <name>: { since: 30d } }`"),
        (["lists", "list"], "it is an option of the sink: `sink: { brevo.contacts: { lists: […] } }`"),
        (["disabled"], "write `enabled: false`"),
        (["tz", "time_zone"], "did you mean `timezone`?"),
        (["name"], "a pipeline's name is its key under `pipelines`"),
    ])

    /// In an item of `stages`.
    static let stage = table([
        (["transform", "select", "set", "project", "mapping", "field_mapping", "fields"], "did you mean `map`?"),
        (["where", "if", "when", "condition"], "did you mean `filter`?"),
    ])

    /// Under `on`.
    static let triggers = table([
        (["cron"], "did you mean `schedule`?"),
        (["interval", "period"], "did you mean `every`?"),
        (["event", "events", "webhooks"], "did you mean `webhook`?"),
        (["wait", "after"], "did you mean `delay`?"),
    ])

    private static func table(_ rows: [([String], String)]) -> [String: String] {
        Dictionary(rows.flatMap { words, hint in words.map { ($0, hint) } }, uniquingKeysWith: { first, _ in first })
    }
}
