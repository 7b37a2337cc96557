import ArgumentParser
import Foundation
import JSON
import Planning

/// `pipeline validate`: proves files right, without network or secrets.
struct ValidateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate",
        abstract: "Checks files: no network, no secrets, everything that is wrong at once."
    )

    @OptionGroup var configuration: ConfigurationOptions
    @OptionGroup var output: OutputOptions

    @Flag(help: "Warnings are errors.")
    var strict = false

    func run() throws {
        let clock = ContinuousClock()
        let began = clock.now
        let loading: Loading
        do {
            loading = try configuration.load(for: .validate, isStrict: strict)
        } catch let refusal as Refusal {
            Output.note(refusal.text(output.errorStyle))
            throw refusal.status.exit
        }
        if output.json {
            let envelope = Envelope(
                command: "validate",
                isOK: !loading.hasErrors,
                result: .object(
                    JSONObject([
                        ("files", .int(loading.fileCount)), ("pipelines", .int(loading.pipelineCount)),
                    ])
                ),
                diagnostics: loading.diagnostics.map(DiagnosticJSON.value)
            )
            Output.result(envelope.text)
        } else {
            let passed = began.duration(to: clock.now).components
            let milliseconds = Int(passed.seconds) * 1_000 + Int(passed.attoseconds / 1_000_000_000_000_000)
            Output.result(DiagnosticText.render(loading, style: output.style) + " in \(max(1, milliseconds)) ms")
        }
        if loading.hasErrors { throw ExitStatus.invalid.exit }
    }
}
