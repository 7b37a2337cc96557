import JSON
import PipelineCore
import Testing

@testable import Planning

@Suite struct PipelineSchemaTests {
    private let schema: JSONValue

    init() throws { schema = try JSONValue.parse(pipelineSchema(TestCatalog.all)) }

    private func at(_ path: String...) throws -> JSONValue { try at(path) }

    private func at(_ path: [String]) throws -> JSONValue {
        try path.reduce(schema) { node, key in try #require(node[key], "\(key) is missing") }
    }

    private func names(_ path: String...) throws -> [String] {
        try at(path + ["properties"]).object?.keys ?? []
    }

    @Test func `it is draft-07 and the same each time`() throws {
        #expect(try at("$schema") == "http://json-schema.org/draft-07/schema#")
        #expect(pipelineSchema(TestCatalog.all) == pipelineSchema(TestCatalog.all))
    }

    @Test func `it has the keys of a file, of connectors and of pipelines`() throws {
        #expect(try names() == ["connectors", "lists", "field_mapping", "timezone", "pipelines", "tests"])
        #expect(try names("properties", "connectors") == ["zoom", "brevo", "files"])
        #expect(
            try names("properties", "connectors", "properties", "zoom") == [
                "account_id", "client_id", "client_secret", "webhook", "plan", "limits", "rate_share", "debug",
                "api_url",
                "exclude_domains", "only", "enabled", "sync", "lists", "field_mapping",
            ]
        )
        #expect(
            try names("properties", "pipelines", "additionalProperties") == [
                "on", "source", "stages", "sink", "timezone", "enabled",
            ]
        )
    }

    @Test func `editors offer the events that are known, and accept others`() throws {
        let pipeline = try at("properties", "pipelines", "additionalProperties", "properties", "on", "properties")
        let event = try #require(pipeline["webhook"]?["anyOf"]?.array?[1]["anyOf"]?.array)
        #expect(event[0]["enum"]?.array?.contains("webinar.ended") == true)
        #expect(event[1]["type"] == ["string", "number", "boolean"])
    }

    @Test func `a description with code in it is Markdown for editors`() throws {
        let lists = try at("properties", "lists")
        #expect(lists["markdownDescription"] == lists["description"])
    }

    @Test func `the fields of all synced sources can be mapped`() throws {
        let fields = try names("properties", "field_mapping")
        #expect(Set(["email", "meeting_title", "webinar_title", "org", "registration_source"]).isSubset(of: fields))
        #expect(Set(fields).count == fields.count)
        let duration = try at("properties", "field_mapping", "properties", "duration")
        #expect(duration["description"] == "The time attended. (seconds, int)")
    }

    @Test func `values have their defaults, examples and words, or are references`() throws {
        let zoom = try at("properties", "connectors", "properties", "zoom", "properties")
        #expect(zoom["plan"]?["default"] == "pro")
        #expect(zoom["plan"]?["anyOf"]?[0]?["enum"] == ["free", "pro", "business"])
        #expect(zoom["plan"]?["anyOf"]?[1]?["$ref"] == "#/definitions/reference")
        #expect(zoom["limits"]?["examples"] == [["medium": "40/s"]])
        #expect(zoom["webhook"]?["properties"]?["verification_token"]?["deprecated"] == true)
        #expect(zoom["rate_share"]?["anyOf"]?[0]?["maximum"] == 1.0)
        #expect(
            try at("properties", "connectors", "properties", "zoom", "required") == [
                "account_id", "client_id", "client_secret",
            ]
        )
    }

    @Test func `what the environment may give isn't required`() throws {
        #expect(try at("properties", "connectors", "properties", "brevo")["required"] == nil)
    }

    @Test func `a source without required options may stand alone`() throws {
        let source = try at("properties", "pipelines", "additionalProperties", "properties", "source")
        #expect(
            source["anyOf"]?[1]?["enum"] == [
                "zoom.meeting_participants", "zoom.webinar_registrants", "zoom.webinar_attendees",
                "zoom.webinar_absentees",
            ]
        )
        #expect(source["anyOf"]?[0]?["properties"]?["files.csv"]?["required"] == ["path", "columns"])
    }

    @Test func `every object is closed or says what its keys are, and every key has a description`() {
        var faults: [String] = []
        visit(schema, "") { path, node in
            if node["properties"] != nil, node["additionalProperties"] != false { faults.append("\(path) is open") }
            for (key, value) in node["properties"]?.object?.members ?? [] where value["description"] == nil {
                faults.append("\(path).\(key) has no description")
            }
        }
        #expect(faults.isEmpty)
    }

    private func visit(_ node: JSONValue, _ path: String, _ body: (String, JSONValue) -> Void) {
        body(path, node)
        for (key, value) in node.object?.members ?? [] { visit(value, "\(path).\(key)", body) }
        for (place, value) in (node.array ?? []).enumerated() { visit(value, "\(path)[\(place)]", body) }
    }
}
