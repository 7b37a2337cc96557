package import Diagrams
package import PipelineCore

extension Graph {
    /// The configuration as a diagram: a lane for each pipeline.
    ///
    /// - Parameter books: A run's books by pipeline name, for the amounts on the flows; nil for none.
    package func diagram(_ catalog: Catalog, books: [String: Books]? = nil) -> Diagram {
        let names = Dictionary(lists.map { ($1, $0) }, uniquingKeysWith: min)
        return Diagram(
            lanes: pipelines.map { pipeline in
                LaneMaker(pipeline: pipeline, catalog: catalog, listNames: names, books: books?[pipeline.name]).lane
            }
        )
    }
}

/// Makes one pipeline's lane.
private struct LaneMaker {
    let pipeline: Pipeline
    let catalog: Catalog
    let listNames: [Int: String]
    let books: Books?

    var lane: Diagram.Lane {
        Diagram.Lane(
            name: pipeline.name,
            tags: tags,
            isMuted: !pipeline.isEnabled,
            boxes: [source] + pipeline.stages.map(box) + [sink],
            flows: flows
        )
    }

    private var tags: [Diagram.Tag] {
        let triggers = pipeline.triggers
        var tags: [Diagram.Tag] = []
        if !pipeline.isEnabled { tags.append(Diagram.Tag(kind: "disabled", text: "disabled")) }
        tags += triggers.webhooks.map { Diagram.Tag(kind: "webhook", text: "on \($0)") }
        if let every = triggers.every { tags.append(Diagram.Tag(kind: "every", text: "every \(durationText(every))")) }
        if let schedule = triggers.schedule { tags.append(Diagram.Tag(kind: "schedule", text: "at \(schedule.text)")) }
        if triggers.isEmpty { tags.append(Diagram.Tag(kind: "apply", text: "when applied")) }
        if let delay = triggers.delay { tags.append(Diagram.Tag(kind: "delay", text: "\(durationText(delay)) later")) }
        return tags
    }

    // MARK: Boxes

    private var source: Diagram.Box {
        let node = pipeline.source
        let fields = catalog.source(node.name)?.options ?? []
        return Diagram.Box(kind: .source, owner: node.connector, title: node.name, rows: rows(node.options, fields))
    }

    private var sink: Diagram.Box {
        let node = pipeline.sink
        let fields = catalog.sink(node.name)?.options ?? []
        var rows = rows(node.options, fields)
        if let books { rows += delivered(books).map(Diagram.Row.note) }
        return Diagram.Box(kind: .sink, owner: node.connector, title: node.name, rows: rows)
    }

    private func box(_ stage: Stage) -> Diagram.Box {
        switch stage {
        case .filter(let filter): return Diagram.Box(kind: .filter, title: "filter", rows: [.code(filter.text)])
        case .map(let map):
            let rows = map.columns.map { column in
                let remark = column.write == .ifEmpty ? "only where empty" : nil
                return Diagram.Row.wire(from: column.text, to: column.name, remark: remark)
            }
            return Diagram.Box(kind: .map, title: "map", rows: rows)
        }
    }

    /// What the file gives, not what is so by itself; lists by name and number.
    private func rows(_ options: Options, _ fields: [OptionField]) -> [Diagram.Row] {
        fields.flatMap { field -> [Diagram.Row] in
            guard options.span(field.name) != nil, let value = options[field.name] else { return [] }
            if let lists = field.kind.lists(value) {
                return lists.map { .place(name: listNames[$0] ?? "", number: "\($0)") }
            }
            if case .expression(let filter) = value { return [.note("\(field.name):"), .code(filter.text)] }
            return [.note("\(field.name): \(value.words)")]
        }
    }

    private func delivered(_ books: Books) -> [String] {
        let skipped = books.skipped.values.reduce(0, +)
        let counts = [
            ("delivered", books.delivered), ("unchanged", books.unchanged), ("superseded", books.superseded),
            ("skipped", skipped), ("dead letters", books.deadLettered), ("in doubt", books.inDoubt),
            ("pending", books.pending),
        ]
        let shown = counts.filter { $0.0 == "delivered" || $0.1 > 0 }.map { "\(grouped($0.1)) \($0.0)" }
        return [shown.joined(separator: " · ")]
    }

    // MARK: Flows

    private var flows: [Diagram.Flow] {
        var fields = pipeline.source.layout.fields.map { Diagram.Field(name: $0.name, type: $0.type.words) }
        var flows = [Diagram.Flow(fields: fields, amount: amount { $0.rows - $0.merged })]
        let lastFilter = pipeline.stages.lastIndex { if case .filter = $0 { true } else { false } }
        for (place, stage) in pipeline.stages.enumerated() {
            // The books count what all filters left out together.
            let isCounted = place >= lastFilter ?? 0
            let passed = isCounted ? amount { $0.rows - $0.merged - $0.filtered } : nil
            switch stage {
            case .filter: flows.append(Diagram.Flow(amount: passed))
            case .map(let map):
                fields = columns(map, isLast: place == pipeline.stages.count - 1)
                flows.append(Diagram.Flow(fields: fields, amount: passed))
            }
        }
        return flows
    }

    private func columns(_ map: Map, isLast: Bool) -> [Diagram.Field] {
        map.columns.enumerated().map { place, column in
            let type = isLast ? pipeline.columns.first { $0.name == column.name }?.type.words : nil
            return Diagram.Field(name: column.name, type: type ?? "")
        }
    }

    private func amount(_ count: (Books) -> Int) -> String? {
        books.map { "\(grouped(count($0))) \(count($0) == 1 ? "row" : "rows")" }
    }

    private func grouped(_ number: Int) -> String {
        var digits = Array(String(number))
        for place in stride(from: digits.count - 3, to: 0, by: -3) { digits.insert(",", at: place) }
        return String(digits)
    }
}
