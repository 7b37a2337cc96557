import ArgumentParser
import JSON
import PipelineCore
import Planning
import YAML

/// Findings as SARIF 2.1.0 (OASIS, https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html), which code hosts show
/// beside the lines.
enum SarifReport {
    static func text(_ diagnostics: [Diagnostic]) -> String {
        let codes = Set(diagnostics.map(\.code)).sorted { $0.rawValue < $1.rawValue }
        let rules = codes.map(rule)
        let places = Dictionary(uniqueKeysWithValues: codes.enumerated().map { ($1, $0) })
        let run: JSONValue = .object(
            JSONObject([
                (
                    "tool",
                    .object(
                        JSONObject([
                            (
                                "driver",
                                .object(
                                    JSONObject([
                                        ("name", .string("pipeline")),
                                        ("version", .string(PipelineCommand.configuration.version)),
                                        ("rules", .array(rules)),
                                    ])
                                )
                            )
                        ])
                    )
                ),
                // Columns count Unicode code points (§3.14.27).
                ("columnKind", .string("unicodeCodePoints")),
                ("results", .array(diagnostics.map { result($0, rule: places[$0.code] ?? 0) })),
            ])
        )
        return JSONValue.object(
            JSONObject([
                ("$schema", .string("https://json.schemastore.org/sarif-2.1.0.json")), ("version", .string("2.1.0")),
                ("runs", .array([run])),
            ])
        ).pretty()
    }

    /// What the reference says of a code (§3.49).
    private static func rule(_ code: DiagnosticCode) -> JSONValue {
        guard let page = diagnosticPages.first(where: { $0.code == code }) else {
            return ["id": .string(code.rawValue)]
        }
        return [
            "id": .string(code.rawValue),
            "shortDescription": message(page.meaning),
            "fullDescription": message("\(page.meaning) \(page.reason)"),
            "help": ["text": .string(page.explanation), "markdown": .string(page.markdown)],
            "defaultConfiguration": ["level": .string(page.severity.rawValue)],
        ]
    }

    private static func result(_ diagnostic: Diagnostic, rule: Int) -> JSONValue {
        let text = diagnostic.hint.map { "\(diagnostic.message): \($0)" } ?? diagnostic.message
        var members: [(String, JSONValue)] = [
            ("ruleId", .string(diagnostic.code.rawValue)), ("ruleIndex", .int(rule)),
            ("level", .string(diagnostic.severity.rawValue)), ("message", message(text)),
        ]
        if let span = diagnostic.span { members.append(("locations", .array([location(span, nil)]))) }
        if !diagnostic.related.isEmpty {
            members.append(
                ("relatedLocations", .array(diagnostic.related.map { location($0.span, $0.message) }))
            )
        }
        return .object(JSONObject(members.map { (key: $0.0, value: $0.1) }))
    }

    private static func location(_ span: Span, _ text: String?) -> JSONValue {
        let region = JSONObject([
            ("startLine", .int(span.start.line)), ("startColumn", .int(span.start.column)),
            ("endLine", .int(span.end.line)), ("endColumn", .int(max(span.end.column, 1))),
        ])
        let artifact = JSONObject([("uri", .string(uri(span.source.name)))])
        var members = JSONObject([
            (
                "physicalLocation",
                .object(JSONObject([("artifactLocation", .object(artifact)), ("region", .object(region))]))
            )
        ])
        if let text { members["message"] = message(text) }
        return .object(members)
    }

    private static func message(_ text: String) -> JSONValue { .object(JSONObject([("text", .string(text))])) }

    /// A relative reference: everything but unreserved characters and slashes percent-encoded (RFC 3986 §2).
    private static func uri(_ path: String) -> String {
        var result = ""
        for byte in path.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "-"),
                UInt8(ascii: "_"), UInt8(ascii: "~"):
                result.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                result += digits.count == 1 ? "%0\(digits)" : "%\(digits)"
            }
        }
        return result
    }
}
