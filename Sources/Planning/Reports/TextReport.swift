package import PipelineCore
import YAML

/// Findings as text for people: what is wrong, the line it stands on, a caret under the place, and what to do.
package struct TextReport: Sendable {
    /// Whether colours are used.
    private let style: ReportStyle

    /// Whether notes have their line shown; otherwise they take one line each.
    private let showsNotesInFull: Bool

    /// Makes a report.
    package init(usesColor: Bool = false, showsNotesInFull: Bool = false) {
        style = ReportStyle(isOn: usesColor)
        self.showsNotesInFull = showsNotesInFull
    }

    /// All findings and the summary, without the time it took; ends without a line break.
    package func text(_ loading: Loading) -> String {
        text(loading.diagnostics) + summary(loading)
    }

    /// The findings, each ending with a line break.
    package func text(_ diagnostics: [Diagnostic]) -> String {
        // A secret that stands in a file isn't shown on any line.
        let secrets = diagnostics.filter { $0.code == .literalSecret }.compactMap(\.span)
        return diagnostics.map { text($0, hiding: secrets) }.joined()
    }

    /// `2 errors in 1 file · 3 pipelines checked`.
    package func summary(_ loading: Loading) -> String {
        let counts = Diagnostic.Severity.allCases.reversed().compactMap { severity -> String? in
            let count = loading.diagnostics.count { $0.severity == severity }
            return count == 0 ? nil : counted(count, severity.rawValue)
        }
        let isClean = !loading.diagnostics.contains { $0.severity > .note }
        let found = ((isClean ? ["no problems"] : []) + counts).joined(separator: ", ")
        let files = counted(loading.fileCount, "file")
        return "\(found) in \(files) · \(counted(loading.pipelineCount, "pipeline")) checked"
    }

    /// One finding, ending with a line break.
    private func text(_ diagnostic: Diagnostic, hiding secrets: [Span]) -> String {
        let head = style.severity(diagnostic.severity, "\(diagnostic.severity.rawValue)[\(diagnostic.code)]")
        let title = "\(head): \(style.strong(Glyphs.visible(diagnostic.message)))"
        let hint = diagnostic.hint.map(Glyphs.visible)
        guard let span = diagnostic.span else {
            return "\(title)\n" + (hint.map { "  \($0)\n" } ?? "")
        }
        if diagnostic.severity == .note, !showsNotesInFull {
            return "\(title) (\(Glyphs.visible(span.description)))\n" + (hint.map { "  \($0)\n" } ?? "")
        }
        let lines = [span.start.line] + diagnostic.related.map(\.span.start.line)
        let gutter = lines.map { String($0).utf8.count }.max() ?? 1
        var text = "\(title)\n"
        text += place(
            span,
            secrets,
            gutter,
            mark: "^",
            remark: hint,
            color: { style.severity(diagnostic.severity, $0) }
        )
        for related in diagnostic.related {
            let remark = Glyphs.visible(related.message)
            text += place(related.span, secrets, gutter, mark: "-", remark: remark, color: style.faint)
        }
        return text
    }

    /// A place: its address, its line, and the mark under it.
    private func place(
        _ span: Span,
        _ secrets: [Span],
        _ gutter: Int,
        mark: String,
        remark: String?,
        color: (String) -> String
    ) -> String {
        let excerpt = Excerpt(span, hiding: secrets)
        let number = String(span.start.line)
        let blank = String(repeating: " ", count: gutter)
        let padding = String(repeating: " ", count: gutter - number.utf8.count)
        let line = excerpt.line.isEmpty ? "" : " \(excerpt.line)"
        let marks = String(repeating: mark, count: excerpt.width) + (remark.map { " \($0)" } ?? "")
        return """
            \(blank)\(style.faint("┌─")) \(Glyphs.visible(span.description))
            \(style.faint("\(padding)\(number)│"))\(line)
            \(blank)\(style.faint("│")) \(String(repeating: " ", count: excerpt.indentation))\(color(marks))

            """
    }
}

/// `1 error`, `2 errors`.
private func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
