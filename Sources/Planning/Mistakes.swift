/// What people write who know other tools, and what it is called here.
enum Mistakes {
    /// What to do about a key.
    enum Remedy {
        /// It is called so here.
        case key(String)

        /// It is said otherwise here.
        case advice(String)
    }

    /// At the top of a file.
    static let topLevel = table([
        (["mapping", "mappings", "fields", "field_map"], .key("field_mapping")),
        (["tz", "time_zone", "timezones"], .key("timezone")),
        (
            ["source", "sources", "sink", "sinks", "stages", "destination"],
            .advice("it belongs to a pipeline: `pipelines.<name>`")
        ),
        (["sync"], .advice("it belongs to a connector: `connectors.zoom.sync`")),
        (["jobs", "flows", "tasks"], .key("pipelines")),
        (["services", "accounts"], .key("connectors")),
        (
            ["env", "environment", "variables"],
            .advice("variables come from the environment or from `--env-file`: `${NAME}`")
        ),
        (
            ["version", "apiVersion", "kind", "name", "metadata"],
            .advice("a file has no `version`, `kind` or `name`; leave it out")
        ),
        (
            ["include", "includes", "import", "imports"],
            .advice("give several files or a directory: `pipeline validate a.yaml b.yaml`")
        ),
        (["schedule", "cron", "every", "webhook"], .advice("it belongs to a pipeline's `on`")),
    ])

    /// Under `connectors.<name>`.
    static let connector = table([
        (["mapping", "mappings", "fields"], .key("field_mapping")),
        (["disabled"], .advice("write `enabled: false`")),
        (["apikey", "api-key", "key", "token"], .key("api_key")),
        (["client_key", "app_id"], .key("client_id")),
        (["secret", "app_secret"], .key("client_secret")),
        (["account"], .key("account_id")),
        (["url", "base_url", "endpoint"], .key("api_url")),
        (["rate_limit", "rate_limits"], .key("limits")),
    ])

    /// Under `pipelines.<name>`.
    static let pipeline = table([
        (["filter", "where", "if"], .advice("put it into `stages`: `- filter: <expression>`")),
        (["map", "mapping", "field_mapping", "transform", "fields"], .advice("put it into `stages`: `- map: {…}`")),
        (["destination", "target", "to", "output"], .key("sink")),
        (["from", "input", "origin"], .key("source")),
        (["steps", "transforms", "processors", "transformations"], .key("stages")),
        (["cron", "schedule"], .advice("put it under `on`: `on: { schedule: \"*/15 * * * *\" }`")),
        (["every", "interval"], .advice("put it under `on`: `on: { every: 1h }`")),
        (
            ["webhook", "webhooks", "trigger", "triggers"],
            .advice("put it under `on`: `on: { webhook: webinar.ended }`")
        ),
        (["delay"], .advice("put it under `on`: `on: { delay: 5m }`")),
        (["since"], .advice("it is an option of the source: `source: { <name>: { since: 30d } }`")),
        (["lists", "list"], .advice("it is an option of the sink: `sink: { brevo.contacts: { lists: […] } }`")),
        (["disabled"], .advice("write `enabled: false`")),
        (["tz", "time_zone"], .key("timezone")),
        (["description", "comment"], .advice("write it as a comment: `# …`")),
        (["env", "environment"], .advice("variables come from the environment or from `--env-file`: `${NAME}`")),
        (["needs", "depends_on", "after"], .advice("pipelines don't wait for each other; leave it out")),
        (["name"], .advice("a pipeline's name is its key under `pipelines`")),
    ])

    /// In an item of `stages`.
    static let stage = table([
        (["transform", "select", "set", "project", "mapping", "field_mapping", "fields"], .key("map")),
        (["where", "if", "when", "condition"], .key("filter")),
    ])

    /// Under `on`.
    static let triggers = table([
        (["cron"], .key("schedule")),
        (["interval", "period"], .key("every")),
        (["event", "events", "webhooks"], .key("webhook")),
        (["wait", "after"], .key("delay")),
    ])

    private static func table(_ rows: [([String], Remedy)]) -> [String: Remedy] {
        Dictionary(rows.flatMap { words, remedy in words.map { ($0, remedy) } }) { first, _ in first }
    }
}
