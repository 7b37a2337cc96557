import JSON
import PipelineCore

/// A table of keys; those of nested mappings follow theirs with a dot between.
enum OptionTable {
    static func text(_ fields: [OptionField]) -> String {
        if fields.isEmpty { return "It has no options." }
        return markdownTable(["Key", "Takes", "Default", "Meaning"], rows(fields, under: ""))
    }

    static func rows(_ fields: [OptionField], under prefix: String) -> [[String]] {
        fields.flatMap { field in
            let name = prefix + field.name
            let preset = field.defaultValue.flatMap(ValueSchema.json).map { inlineCode($0.description) }
            let row = [inlineCode(name), field.kind.noun, field.isRequired ? "required" : preset ?? "", meaning(field)]
            guard case .object(let inner) = field.kind else { return [row] }
            return [row] + rows(inner, under: name + ".")
        }
    }

    private static func meaning(_ field: OptionField) -> String {
        var text = field.doc
        if case .choice(let choices) = field.kind {
            text += " " + choices.map(\.sentence).joined(separator: " ")
        }
        if case .map(let kind, let keys) = field.kind { text += " Each key is \(keys), each value \(kind.noun)." }
        if let retired = field.retired { text += " No longer needed: \(retired)." }
        if !field.examples.isEmpty {
            text += " For instance " + field.examples.map(inlineCode).joined(separator: ", ") + "."
        }
        return text
    }
}
