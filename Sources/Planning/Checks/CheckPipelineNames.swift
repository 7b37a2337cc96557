import PipelineCore
import YAML

/// Names stand in command lines, metrics and file names, so they are kept plain.
func checkPipelineName(_ name: String, at span: Span, _ findings: Findings) {
    let isPlain = name.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
        default: false
        }
    }
    guard !isPlain || name.isEmpty || name.utf8.count > 63 || name.hasPrefix("-") || name.hasSuffix("-") else { return }
    findings.add(.badName(name, at: span))
}

/// No two pipelines have one name, those of compact forms included.
func checkPipelineNames(_ pipelines: [LinkedPipeline], _ findings: Findings) {
    var first: [String: Span] = [:]
    for pipeline in pipelines {
        let draft = pipeline.draft
        if let span = first[draft.name] {
            findings.add(.secondDefinition("the pipeline `\(draft.name)`", at: draft.span, first: span))
        } else {
            first[draft.name] = draft.span
        }
    }
}

extension Diagnostic {
    fileprivate static func badName(_ name: String, at span: Span) -> Diagnostic {
        let plain = String(
            name.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
                .split(separator: "-").joined(separator: "-").prefix(63)
        )
        return Diagnostic(
            .error,
            .badName,
            "`\(name)` can't name a pipeline",
            at: span,
            hint: "names have up to 63 of `a`–`z`, `0`–`9` and `-` between them"
                + (plain.isEmpty ? "" : ": `\(plain)`")
        )
    }
}
