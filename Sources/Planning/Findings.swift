import PipelineCore
import YAML

/// Collects what is found while a configuration is loaded. Nothing throws: every check goes on with what it has.
final class Findings {
    private(set) var all: [Diagnostic] = []

    /// Adds a finding.
    func add(_ diagnostic: Diagnostic) { all.append(diagnostic) }

    /// Adds an error.
    func error(
        _ code: DiagnosticCode,
        _ message: String,
        at span: Span?,
        hint: String? = nil,
        related: [Diagnostic.Related] = []
    ) {
        add(Diagnostic(.error, code, message, at: span, hint: hint, related: related))
    }

    /// Adds a warning.
    func warning(
        _ code: DiagnosticCode,
        _ message: String,
        at span: Span?,
        hint: String? = nil,
        related: [Diagnostic.Related] = []
    ) {
        add(Diagnostic(.warning, code, message, at: span, hint: hint, related: related))
    }

    /// Adds a note.
    func note(_ code: DiagnosticCode, _ message: String, at span: Span?, hint: String? = nil) {
        add(Diagnostic(.note, code, message, at: span, hint: hint))
    }

    /// All findings, each once, in the order of the files and of the text; what has no place comes last.
    func sorted(documents: [SourceText], isStrict: Bool) -> [Diagnostic] {
        let order = Dictionary(documents.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        func key(_ diagnostic: Diagnostic) -> (Int, Int) {
            guard let span = diagnostic.span else { return (.max, 0) }
            return (order[span.source] ?? documents.count, span.start.offset)
        }
        var seen: Set<Diagnostic> = []
        return all.filter { seen.insert($0).inserted }
            .map { isStrict ? $0.strict : $0 }
            .enumerated()
            .sorted { (key($0.element), $0.offset) < (key($1.element), $1.offset) }
            .map(\.element)
    }
}

extension Diagnostic {
    /// The same finding as `--strict` counts it.
    fileprivate var strict: Diagnostic {
        guard severity == .warning else { return self }
        return Diagnostic(.error, code, message, at: span, hint: hint, related: related)
    }
}

private func < (left: ((Int, Int), Int), right: ((Int, Int), Int)) -> Bool {
    left.0 == right.0 ? left.1 < right.1 : left.0 < right.0
}
