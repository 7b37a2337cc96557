/// Types and operands in words.
enum Words {
    /// `a whole number`, `text`.
    static func type(_ type: ValueType) -> String {
        switch type {
        case .dyn, .parameter: "a value of unknown type"
        case .null: "null"
        case .bool: "true or false"
        case .int: "a whole number"
        case .uint: "an unsigned whole number"
        case .double: "a decimal number"
        case .string: "text"
        case .bytes: "bytes"
        case .list: "a list"
        case .map: "a map"
        case .timestamp: "a moment in time"
        case .duration: "a span of time"
        case .type: "a type"
        case .optional: "an optional value"
        case .nullable(let inner): "\(self.type(inner)) or null"
        }
    }

    static func plural(_ type: ValueType) -> String {
        switch type {
        case .int, .uint: "whole numbers"
        case .string: "texts"
        case .bool: "true or false"
        default: "of type \(type)"
        }
    }

    /// `` `duration` (a whole number)``
    static func operand(_ text: String, _ type: ValueType) -> String {
        let shown = text.unicodeScalars.count > 60 ? String(text.unicodeScalars.prefix(57)) + "…" : text
        if type == .null, shown == "null" { return "null" }
        return "`\(shown)` (\(self.type(type)))"
    }

    /// What to write where true or false is needed.
    static func conditionHint(_ text: String, _ type: ValueType) -> String? {
        guard text.utf8.count <= 60 else { return nil }
        switch type.unwrapped {
        case .string: return "compare it: \(parenthesised(text)) != \"\""
        case .int: return "compare it: \(parenthesised(text)) != 0"
        case .uint: return "compare it: \(parenthesised(text)) != 0u"
        case .double: return "compare it: \(parenthesised(text)) != 0.0"
        case .list, .map: return "ask for its size: size(\(text)) > 0"
        case .optional: return "ask whether it holds a value: \(parenthesised(text)).hasValue()"
        default: return nil
        }
    }

    /// `text` in parentheses unless it is a name, a literal or a call.
    static func parenthesised(_ text: String) -> String {
        text.utf8.contains(where: { " +-*/%<>=!&|?:".utf8.contains($0) }) && !text.hasPrefix("\"") ? "(\(text))" : text
    }
}
