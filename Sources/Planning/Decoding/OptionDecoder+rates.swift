import PipelineCore
import YAML

extension OptionDecoder {
    /// Reads `40/s`.
    func rate(_ text: ResolvedText, _ field: OptionField) -> Rate? {
        let parts = text.text.split(separator: "/", omittingEmptySubsequences: false).map { $0.trimmed }
        if parts.count == 2, let count = Scalar.asInt(parts[0]), count > 0, let period = Rate.Period(rawValue: parts[1])
        {
            return Rate(count, per: period)
        }
        let units = Rate.Period.allCases.map(\.rawValue).joined(separator: "`, `")
        findings.error(
            .malformedRate,
            "`\(text.text)` is no rate",
            at: text.span,
            hint: "write a whole number, `/` and a unit (`\(units)`): `40/s`"
        )
        return nil
    }

    /// Reads one rate or a list of them.
    func rates(_ node: Node, _ field: OptionField) -> OptionValue? {
        let items = node.sequence ?? [node]
        var rates: [Rate] = []
        for item in items {
            guard let scalar = item.scalar else { return wrongType(item, field, OptionKind.rates.noun) }
            let text = context.variables.resolve(scalar, owner: owner)
            if !text.isUnset, let rate = rate(text, field) { rates.append(rate) }
        }
        return .rates(rates)
    }
}

extension Substring {
    /// Without blanks at both ends.
    fileprivate var trimmed: String {
        var rest = self
        while rest.first == " " { rest.removeFirst() }
        while rest.last == " " { rest.removeLast() }
        return String(rest)
    }
}
