import JSON
import Planning

/// What loading a configuration found, for commands that go on with it.
enum LoadingReport {
    /// Warnings and notes, to standard error.
    static func notes(_ loading: Loading, _ output: OutputOptions) {
        let notes = TextReport(usesColor: output.errorStyle.isOn).text(loading.diagnostics)
        if !notes.isEmpty { Output.note(notes) }
    }

    /// A configuration that can't be used.
    static func invalid(_ loading: Loading, command: String, _ output: OutputOptions) {
        if output.json {
            let envelope = Envelope(
                command: command,
                isOK: false,
                result: .null,
                diagnostics: loading.diagnostics.map(DiagnosticJSON.value)
            )
            Output.result(envelope.text)
        } else {
            Output.note(TextReport(usesColor: output.errorStyle.isOn).text(loading))
        }
    }
}
