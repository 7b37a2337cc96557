import CEL
import PipelineCore
import YAML

/// Makes the records of a test: fields that it leaves out have what the service leaves out.
struct RecordMaker {
    let source: SourceNode
    let fields: [FieldSpec]
    let findings: Findings

    /// The key that says which moment a record speaks for.
    static let asOf = "as_of"

    func record(_ node: Node, asOf: Timestamp, place: Int) -> Record? {
        guard let mapping = node.mapping else {
            findings.error(.wrongType, "a record is a mapping, but this is \(node.kind)", at: node.span)
            return nil
        }
        var values: [String: CEL.Value] = [:]
        var moment = asOf
        for entry in mapping.entries {
            if entry.name == Self.asOf {
                guard let given = entry.value.scalar.flatMap({ Timestamp(rfc3339: $0.text) }) else {
                    report("`as_of` is a moment", entry.value, hint: "as `2026-11-18T10:00:00Z`")
                    continue
                }
                moment = given
                continue
            }
            guard let field = fields.first(where: { $0.name == entry.name }) else {
                findings.add(.unknownField(entry.name, of: "`\(source.name)`", fields, at: entry.key.span))
                continue
            }
            if entry.value.isNull, let absent = field.absent {
                values[field.name] = absent
            } else if let value = CEL.Value(entry.value, as: field.type) {
                values[field.name] = value
            } else {
                report("`\(field.name)` is \(field.typeText)", entry.value, hint: nil)
            }
        }
        var slots: [CEL.Value] = []
        for field in source.layout.fields {
            guard let value = values[field.name] ?? field.absent else {
                if mapping.entry(field.name) == nil {
                    findings.error(
                        .missingValue,
                        "the record has no `\(field.name)` (\(field.typeText)), which the pipeline uses",
                        at: node.span.firstLine
                    )
                }
                slots.append(.null)
                continue
            }
            slots.append(value)
        }
        return Record(slots: slots, moment: Moment(asOf: moment), origin: "record \(place + 1)")
    }

    private func report(_ message: String, _ node: Node, hint: String?) {
        findings.error(
            .wrongType,
            "\(message), but this is \(node.scalar.map { "`\($0.text)`" } ?? node.kind)",
            at: node.span,
            hint: hint
        )
    }
}

extension Span {
    /// As far as it is on its first line.
    fileprivate var firstLine: Span {
        guard end.line > start.line else { return self }
        let line = source.line(start.line)
        return Span(
            source: source,
            start: start,
            end: source.mark(line: start.line, column: line.unicodeScalars.count + 1)
        )
    }
}
