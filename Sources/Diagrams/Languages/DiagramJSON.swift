package import JSON

extension Diagram {
    /// The diagram for programs: `pipelines`, each with its boxes and with the flows between them.
    package var json: JSONValue {
        .object(JSONObject([("pipelines", .array(lanes.map(\.json)))]))
    }
}

extension Diagram.Lane {
    fileprivate var json: JSONValue {
        let nodes = boxes.enumerated().map { place, box in box.json(id: place) }
        let edges = flows.enumerated().map { place, flow in flow.json(from: place) }
        return .object(
            JSONObject([
                ("name", .string(name)), ("enabled", .bool(!isMuted)),
                (
                    "triggers",
                    .array(tags.map { .object(JSONObject([("kind", .string($0.kind)), ("text", .string($0.text))])) })
                ),
                ("nodes", .array(nodes)), ("edges", .array(edges)),
            ])
        )
    }
}

extension Diagram.Box {
    fileprivate func json(id: Int) -> JSONValue {
        .object(
            JSONObject([
                ("id", .int(id)), ("kind", .string(kind.rawValue)), ("title", .string(title)),
                ("connector", owner.map { .string($0) } ?? .null), ("rows", .array(rows.map(\.json))),
            ])
        )
    }
}

extension Diagram.Row {
    fileprivate var json: JSONValue {
        let members: [(String, JSONValue)]
        switch self {
        case .note(let text): members = [("text", .string(text))]
        case .code(let text): members = [("expression", .string(text))]
        case .wire(let from, let to, let remark):
            let note: JSONValue = remark.map { .string($0) } ?? .null
            members = [("expression", .string(from)), ("column", .string(to)), ("remark", note)]
        case .place(let name, let number):
            let id: JSONValue = Int(number).map { .int($0) } ?? .string(number)
            members = [("list", name.isEmpty ? .null : .string(name)), ("id", id)]
        }
        return .object(JSONObject(members))
    }
}

extension Diagram.Flow {
    fileprivate func json(from: Int) -> JSONValue {
        let fields = fields.map { field -> JSONValue in
            .object(JSONObject([("name", .string(field.name)), ("type", .string(field.type))]))
        }
        let members: [(String, JSONValue)] = [
            ("from", .int(from)), ("to", .int(from + 1)), ("fields", .array(fields)),
            ("amount", amount.map { .string($0) } ?? .null),
        ]
        return .object(JSONObject(members))
    }
}
