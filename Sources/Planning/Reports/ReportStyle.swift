import PipelineCore

/// The colours of a report (ECMA-48 SGR), or none.
struct ReportStyle: Sendable {
    let isOn: Bool

    /// In the colour of a severity.
    func severity(_ severity: Diagnostic.Severity, _ text: String) -> String {
        switch severity {
        case .error: wrap(text, "1;31")
        case .warning: wrap(text, "1;33")
        case .note: wrap(text, "1;36")
        }
    }

    /// What is read first.
    func strong(_ text: String) -> String { wrap(text, "1") }

    /// What stands around.
    func faint(_ text: String) -> String { wrap(text, "2") }

    private func wrap(_ text: String, _ code: String) -> String { isOn ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text }
}
