import YAML
import PipelineCore

/// Findings as GitHub Actions annotations
/// (https://docs.github.com/actions/reference/workflow-commands-for-github-actions).
enum GitHubReport {
    static func text(_ diagnostics: [Diagnostic]) -> String {
        diagnostics.map(line).joined(separator: "\n")
    }

    private static func line(_ diagnostic: Diagnostic) -> String {
        let command = diagnostic.severity == .note ? "notice" : diagnostic.severity.rawValue
        var properties: [String] = []
        if let span = diagnostic.span {
            properties = ["file=\(property(span.source.name))", "line=\(span.start.line)", "col=\(span.start.column)"]
            properties.append("endLine=\(span.end.line)")
            if span.end.line == span.start.line {
                properties.append("endColumn=\(max(span.end.column - 1, span.start.column))")
            }
        }
        properties.append("title=\(property(diagnostic.code.rawValue))")
        let message = diagnostic.hint.map { "\(diagnostic.message): \($0)" } ?? diagnostic.message
        return "::\(command) \(properties.joined(separator: ","))::\(data(message))"
    }

    private static func data(_ text: String) -> String {
        text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
    }

    private static func property(_ text: String) -> String {
        data(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
    }
}
