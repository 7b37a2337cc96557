import CEL
import PipelineCore
import YAML

extension Diagnostic {
    static func unknownAttribute(_ column: LinkedColumn, _ inventory: Inventory) -> Diagnostic {
        let names = inventory.attributes.map(\.name)
        let near = closest(to: column.name, in: names)
        let type = AttributeType.created(for: column.type) ?? "text"
        var hint = "create it in Brevo with the type `\(type)`; if it is there, write the lock anew: `pipeline lock`"
        if let near, let type = inventory.attribute(near) {
            hint = "did you mean `\(near)` (\(type.word))?"
        } else if ["FIRSTNAME", "LASTNAME"].contains(column.name) {
            // Their names depend on the account's language.
            let texts = inventory.attributes.filter { $0.type == .text }.prefix(8).map { "`\($0.name)`" }
            if !texts.isEmpty {
                hint = "accounts in other languages call it otherwise; texts here: \(texts.joined(separator: ", "))"
            }
        }
        return Diagnostic(
            .error,
            .unknownAttribute,
            "Brevo has no attribute `\(column.name)`",
            at: column.span,
            hint: hint
        )
    }

    static func fixedAttribute(_ column: LinkedColumn, _ kind: String) -> Diagnostic {
        Diagnostic(
            .error,
            .attributeNotWritable,
            "Brevo fills `\(column.name)` (\(kind)) in itself",
            at: column.span,
            hint: "map another attribute"
        )
    }

    static func misfit(
        _ column: LinkedColumn,
        _ type: AttributeType,
        beside mapped: Set<String>,
        _ inventory: Inventory
    ) -> Diagnostic {
        var hint = type.wanted
        if let conversion = type.conversion(of: column.type) {
            hint = "write `\(conversion.replacing("…", with: column.shortText ?? "…"))`"
        } else if type == .boolean, column.type.unwrapped == .string {
            hint = "map a comparison: `\(column.shortText ?? "…") == \"yes\"`"
        }
        if let other = inventory.attribute(for: column, beside: mapped) {
            hint += ", or use \(other.name) (\(other.type.word))"
        }
        return Diagnostic(
            .error,
            .attributeType,
            "\(column.shortText.map { "`\($0)`" } ?? "this") (\(column.type.unwrapped)) doesn't fit Brevo's \(column.name) (\(type.word))",
            at: column.expression,
            hint: hint
        )
    }
}

extension LinkedColumn {
    /// The expression, when it is short enough for a message.
    fileprivate var shortText: String? {
        let text = text.text
        return text.utf8.count <= 40 && !text.contains("\n") ? text : nil
    }
}

extension AttributeType {
    /// What is to be mapped to it.
    fileprivate var wanted: String {
        switch self {
        case .text, .category: "map a text"
        case .number: "map a number"
        case .boolean: "map `true` or `false`"
        case .date: "map a timestamp"
        case .multipleChoice: "map a list of texts"
        case .phone: "map a phone number as text"
        case .fixed: "map another attribute"
        }
    }
}

extension Inventory {
    /// The attribute that a value was most likely meant for: one that takes it, isn't mapped yet, and shares most words with
    /// the mapped name and the expression.
    fileprivate func attribute(for column: LinkedColumn, beside mapped: Set<String>) -> Attribute? {
        let words = (column.name + "_" + column.text.text).words
        var best: (count: Int, attribute: Attribute)?
        for attribute in attributes where !mapped.contains(attribute.name.uppercased()) {
            guard attribute.type.accepts(column.type), attribute.type != .phone else { continue }
            let count = attribute.name.words.intersection(words).count
            if count > best?.count ?? 0 { best = (count, attribute) }
        }
        return best?.attribute
    }
}

extension String {
    /// Its words in capitals: `join_time` has `JOIN` and `TIME`.
    fileprivate var words: Set<String> {
        Set(uppercased().split { !$0.isLetter && !$0.isNumber }.map(String.init).filter { $0.count > 1 })
    }
}
