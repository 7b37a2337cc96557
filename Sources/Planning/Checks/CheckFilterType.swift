import CEL
import PipelineCore
import YAML

/// A filter's expression says whether a record is kept, so it is true or false.
func checkFilterType(_ type: ValueType, _ text: ResolvedText, _ findings: Findings) {
    switch type {
    case .bool, .dyn: return
    case .nullable(.bool): findings.add(.nullableFilter(text))
    default: findings.add(.filterType(type, text))
    }
}

extension Diagnostic {
    fileprivate static func filterType(_ type: ValueType, _ text: ResolvedText) -> Diagnostic {
        Diagnostic(
            .error,
            .filterType,
            "a filter is true or false, but this is \(type)",
            at: text.contentSpan,
            hint: type.comparisonHint
        )
    }

    fileprivate static func nullableFilter(_ text: ResolvedText) -> Diagnostic {
        Diagnostic(
            .error,
            .unguardedNull,
            "a filter is true or false, but this may be null",
            at: text.contentSpan,
            hint: "compare it: `== true`"
        )
    }
}

extension ResolvedText {
    /// Where the text itself stands, without quotes.
    var contentSpan: Span { text.isEmpty ? span : span(of: 0..<text.utf8.count) }
}

extension ValueType {
    fileprivate var comparisonHint: String? {
        switch unwrapped {
        case .string: "compare it: `!= \"\"`"
        case .int, .uint, .double: "compare it: `> 0`"
        case .list, .map: "ask for its size: `size(…) > 0`"
        case .timestamp: "compare it: `> timestamp(\"2026-01-01T00:00:00Z\")`"
        default: nil
        }
    }
}
