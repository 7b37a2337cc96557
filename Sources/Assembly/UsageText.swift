internal import JSON
internal import PipelineCore

/// Usage as the state keeps it.
enum UsageText {
    /// `{"zoom":{"requests":{"medium":12},"throttled":0}}`.
    static func json(_ usage: [String: Usage]) -> String {
        let members = usage.sorted { $0.key < $1.key }.map { name, usage in
            let requests = usage.requests.sorted { $0.key < $1.key }.map { ($0.key, JSONValue.int($0.value)) }
            let value = JSONObject([
                ("requests", .object(JSONObject(requests))), ("throttled", .int(usage.throttled)),
            ])
            return (name, JSONValue.object(value))
        }
        return JSONValue.object(JSONObject(members)).description
    }
}
