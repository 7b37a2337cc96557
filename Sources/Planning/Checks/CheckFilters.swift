import CEL
import PipelineCore

/// `filter: true` keeps everything, `filter: false` nothing: neither says what it is there for.
func checkLiteralFilter(_ compilation: Compilation, _ text: ResolvedText, _ findings: Findings) {
    guard compilation.findings.isEmpty, compilation.references.isEmpty, compilation.possibleValues.count == 1,
        case .bool(let keeps) = compilation.possibleValues[0].value
    else { return }
    findings.warning(
        .constantCondition,
        keeps ? "this filter keeps every record" : "this filter drops every record",
        at: text.contentSpan,
        hint: keeps ? "leave it out" : "to stop a pipeline for a while, write `enabled: false`"
    )
}

/// Filters in a row that exclude each other drop every record, though each alone makes sense.
func checkTogether(_ earlier: [ResolvedText], _ last: ResolvedText, in scope: ExpressionScope, _ context: Context) {
    guard !earlier.isEmpty, !last.isUnset, !earlier.contains(where: \.isUnset) else { return }
    let alone = Set(scope.compile(last.text, expecting: nil).findings.map(\.range.lowerBound))
    for filter in earlier {
        let before = "(\(filter.text)) && ("
        let offset = before.utf8.count
        let joined = scope.compile(before + last.text + ")", expecting: nil)
        for finding in joined.findings where finding.code == .impossibleComparison && finding.range.lowerBound >= offset
        {
            let range = (finding.range.lowerBound - offset)..<(finding.range.upperBound - offset)
            guard range.upperBound <= last.text.utf8.count, !alone.contains(range.lowerBound) else { continue }
            context.findings.warning(
                .impossibleComparison,
                "this never holds for what the filter above keeps, so every record is dropped",
                at: last.span(of: range),
                related: [Diagnostic.Related(message: "this is kept", span: filter.contentSpan)]
            )
            return
        }
    }
}
