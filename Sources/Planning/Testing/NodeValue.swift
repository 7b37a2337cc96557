package import CEL
import JSON
package import YAML

extension CEL.Value {
    /// A node as a value of a type; nil when it isn't one.
    package init?(_ node: Node, as type: ValueType) {
        switch type {
        case .nullable(let inner):
            if node.isNull { self = .null } else { self.init(node, as: inner) }
        case .string:
            guard let text = node.scalar?.text else { return nil }
            self = .string(text)
        case .bool:
            guard let scalar = node.scalar, case .bool(let flag) = scalar.asBool else { return nil }
            self = .bool(flag)
        case .int:
            guard let number = node.scalar?.asInt else { return nil }
            self = .int(number)
        case .list(let element):
            guard let items = node.sequence else { return nil }
            let values = items.compactMap { CEL.Value($0, as: element) }
            guard values.count == items.count else { return nil }
            self = .list(values)
        case .map(_, let element):
            guard let entries = node.mapping?.entries else { return nil }
            let made = entries.compactMap { entry in
                CEL.Value(entry.value, as: element).map { MapValue.Entry(key: .string(entry.name), value: $0) }
            }
            guard made.count == entries.count, let map = try? MapValue(made) else { return nil }
            self = .map(map)
        case .timestamp:
            // A day is its first moment in UTC.
            guard let text = node.scalar?.text,
                let moment = Timestamp(rfc3339: text) ?? Timestamp(rfc3339: text + "T00:00:00Z")
            else { return nil }
            self = .timestamp(moment)
        default: self.init(JSONValue(node), as: type)
        }
    }
}
