import PipelineCore

/// The page of all codes, and what is printed of one.
enum DiagnosticsReference {
    /// One section a code, by name.
    static var sections: [String] {
        diagnosticPages.sorted { $0.code.rawValue < $1.code.rawValue }.map { page in
            "## `\(page.code)`\n\n\(page.markdown)"
        }
    }
}

extension DiagnosticPage {
    /// The page without its heading.
    package var markdown: String {
        [
            "\(weight): \(meaning)", reason, "Reported:", wrong.fence(isChecked: false), "Put right:",
            right.fence(isChecked: true),
        ].joined(separator: "\n\n")
    }

    private var weight: String {
        switch severity {
        case .error: "An error"
        case .warning: "A warning (an error with `--strict`)"
        case .note: "A note"
        }
    }

    /// What `pipeline validate --explain` prints; ends without a line break.
    package var explanation: String {
        """
        \(severity.rawValue)[\(code)]: \(meaning)

        \(reason)

        Reported:

        \(indented(wrong.text))

        Put right:

        \(indented(right.text))
        """
    }
}

extension DiagnosticPage.Example {
    /// The example as code; `ignore` keeps a fence out of the check of the documentation.
    fileprivate func fence(isChecked: Bool) -> String {
        let language =
            switch self {
            case .file: isChecked ? "yaml" : "yaml ignore"
            case .account, .excerpt: "yaml ignore"
            case .environment, .command: "sh"
            }
        return "```\(language)\n\(text)\n```"
    }
}

/// Text four columns further in.
private func indented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { "    " + $0 }.joined(separator: "\n")
}
