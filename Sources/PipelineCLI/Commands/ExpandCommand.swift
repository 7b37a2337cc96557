import ArgumentParser
import JSON
import Planning

/// `pipeline expand`: the compact form as explicit pipelines.
struct ExpandCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "expand",
        abstract: "Prints the explicit pipelines that the files stand for, as YAML."
    )

    @OptionGroup var configuration: ConfigurationOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        do {
            let loading = try configuration.load(for: .validate)
            if output.json {
                Output.result(envelope(loading).text)
                if loading.hasErrors { throw ExitStatus.invalid.exit }
                return
            }
            guard !loading.hasErrors else {
                Output.note(TextReport(usesColor: output.errorStyle.isOn).text(loading))
                throw ExitStatus.invalid.exit
            }
            Output.result(expanded(loading))
        } catch let refusal as Refusal {
            throw refusal.reported(by: "expand", output)
        }
    }

    private func envelope(_ loading: Loading) -> Envelope {
        Envelope(
            command: "expand",
            isOK: !loading.hasErrors,
            result: loading.hasErrors ? .null : ["file": .string(expanded(loading))],
            diagnostics: loading.diagnostics.map(DiagnosticJSON.value)
        )
    }
}
