import CEL
import PipelineCore
import YAML

extension Linker {
    /// Compiles the stages against all that the source offers, to find what is wrong and what is used.
    func compileStages(of linked: inout LinkedPipeline, _ source: LinkedSource) {
        var scope = source.scope
        var columns: [LinkedColumn]?
        var isKnown = true
        var earlier: [ResolvedText] = []
        for stage in linked.draft.stages where isKnown {
            switch stage {
            case .filter(let text):
                checkFilter(text, in: scope)
                checkTogether(earlier, text, in: scope, context)
                earlier.append(text)
            case .map(let drafts, _):
                earlier = []
                let made = drafts.map { column($0, in: scope) }
                columns = made.compactMap(\.self)
                // What comes after a column of unknown type can't be checked.
                isKnown = made.count == columns?.count
                scope = scope.mapped(to: (columns ?? []).map { ($0.name, $0.type) })
            }
        }
        linked.columns = columns
    }

    private func checkFilter(_ text: ResolvedText, in scope: ExpressionScope) {
        guard let compilation = context.compiler.compile(text, in: scope, findings) else { return }
        checkFilterType(compilation.type, text, findings)
        checkLiteralFilter(compilation, text, findings)
    }

    private func column(_ draft: ColumnDraft, in scope: ExpressionScope) -> LinkedColumn? {
        if draft.isSwapped(in: scope) {
            let (field, attribute) = (draft.name, draft.expression.text)
            let right = "\(attribute): \(field)"
            findings.add(.swapped(field: field, attribute: attribute, at: draft.span, right))
            return nil
        }
        guard let compilation = context.compiler.compile(draft.expression, in: scope, findings) else { return nil }
        return LinkedColumn(
            name: draft.name,
            type: compilation.type,
            write: draft.write,
            span: draft.span,
            text: draft.expression,
            possibleValues: compilation.possibleValues.map { ($0.value, draft.expression.span(of: $0.range)) }
        )
    }

    /// The pipeline that reads the used fields only; its expressions are compiled anew for their slots.
    func build(_ linked: LinkedPipeline) -> Pipeline? {
        guard let source = linked.source, let sink = linked.sink else { return nil }
        let used = usedFields(linked.draft.stages, source.scope)
        let layoutScope = source.scope.selecting(used)
        let layout = RecordLayout(fields: layoutScope.fields)
        guard let stages = stages(linked.draft.stages, in: layoutScope) else { return nil }
        let columns =
            linked.columns?.map { RowColumn(name: $0.name, type: $0.type, write: $0.write) }
            ?? layout.fields.map { RowColumn(name: $0.name, type: $0.type) }
        let timeZone = linked.draft.timeZone ?? document.timeZone
        return Pipeline(
            name: linked.draft.name,
            span: linked.draft.span,
            origin: linked.draft.origin,
            isEnabled: linked.isEnabled,
            triggers: linked.draft.triggers,
            timeZone: timeZone,
            source: SourceNode(
                name: source.descriptor.name,
                connector: source.connector,
                options: source.options,
                layout: layout
            ),
            stages: stages,
            sink: SinkNode(name: sink.descriptor.name, connector: sink.connector, options: sink.options),
            columns: columns,
            fingerprint: fingerprint(linked, source, sink, stages, timeZone: timeZone),
            omitted: linked.draft.omitted
        )
    }

    /// The fields that are used up to the first map; without one the sink gets them all.
    private func usedFields(_ stages: [StageDraft], _ scope: ExpressionScope) -> Set<String> {
        var used: Set<String> = []
        for stage in stages {
            switch stage {
            case .filter(let text): used.formUnion(scope.compile(text.text, expecting: nil).references)
            case .map(let columns, _):
                for column in columns {
                    used.formUnion(scope.compile(column.expression.text, expecting: nil).references)
                }
                return used
            }
        }
        return Set(scope.fields.map(\.name))
    }

    private func stages(_ drafts: [StageDraft], in layout: ExpressionScope) -> [Stage]? {
        var scope = layout
        var stages: [Stage] = []
        for draft in drafts {
            switch draft {
            case .filter(let text):
                guard let program = scope.compile(text.text, expecting: nil).program else { return nil }
                stages.append(.filter(Filter(text: text.text, program: program)))
            case .map(let columns, _):
                var types: [(name: String, type: ValueType)] = []
                var made: [Map.Column] = []
                for column in columns {
                    let compilation = scope.compile(column.expression.text, expecting: nil)
                    guard let program = compilation.program else { return nil }
                    types.append((column.name, compilation.type))
                    made.append(
                        Map.Column(
                            name: column.name,
                            text: column.expression.text,
                            program: program,
                            write: column.write
                        )
                    )
                }
                stages.append(.map(Map(columns: made)))
                scope = scope.mapped(to: types)
            }
        }
        return stages
    }
}

extension ColumnDraft {
    /// Whether it has a field's name before the attribute that it is to fill.
    func isSwapped(in scope: ExpressionScope) -> Bool {
        let text = expression.text
        return text != name && text.isAttributeName && text.contains(where: \.isLetter)
            && scope.fields.contains { $0.name == name } && !scope.fields.contains { $0.name == text }
    }
}

extension Diagnostic {
    /// A field and an attribute in each other's place.
    static func swapped(field: String, attribute: String, at span: Span, _ right: String) -> Diagnostic {
        Diagnostic(
            .error,
            .unknownField,
            "`\(field)` is a field and `\(attribute)` an attribute: they look swapped",
            at: span,
            hint: "write `\(right)`"
        )
    }
}
