import PipelineCore

/// What the preflight found, for people.
enum PreflightText {
    /// One refusal for all that is missing: nothing was written.
    static func refusal(_ errors: [PreflightFinding]) -> Refusal {
        let lines = errors.map { finding in
            finding.remedy.map { "\(finding.message)\n    \($0)" } ?? finding.message
        }
        let first = "Brevo lacks what this file needs; nothing was written:"
        return Refusal(.failed, ([first] + lines.map { "  - \($0)" }).joined(separator: "\n"))
    }

    /// A finding that stops nothing.
    static func line(_ finding: PreflightFinding, _ style: Style) -> String {
        "\(style.cyan("note"))[\(finding.code)]: \(finding.message)"
    }
}
