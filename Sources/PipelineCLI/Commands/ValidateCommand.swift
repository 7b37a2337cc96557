import ArgumentParser
import Foundation
import JSON
import PipelineCore
import Planning

/// `pipeline validate`: proves files right, without network or secrets.
struct ValidateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate",
        abstract: "Checks files: no network, no secrets, everything that is wrong at once.",
        discussion: """
            Attributes, lists and templates are checked against schemas/brevo.lock.json, which `pipeline lock` writes, or with \
            --live against what the account has right now.

            Of a Markdown file (.md) every ```yaml fence is checked as a configuration of its own; one whose first line is \
            `# pipeline: ignore` isn't.
            """
    )

    @OptionGroup var configuration: ConfigurationOptions
    @OptionGroup var output: OutputOptions

    @Option(
        help: ArgumentHelp(
            "How findings are printed: text, json, sarif, junit or github (default: text; github under GitHub Actions).",
            valueName: "format"
        )
    )
    var format: FindingsFormat?

    @Flag(help: "Warnings are errors.")
    var strict = false

    @Flag(help: "Takes codes in the place of files, and says what each means, with an example and how it is put right.")
    var explain = false

    func validate() throws {
        if explain { _ = try explained() }
    }

    @Flag(help: "Asks the services too: whether they accept the credentials, and what the Brevo account has right now.")
    var live = false

    func run() async throws {
        if explain { return printExplained(try explained()) }
        let clock = ContinuousClock()
        let began = clock.now
        let loading: Loading
        var refusals: [Refusal] = []
        do {
            (loading, refusals) = live ? try await asked() : (try configuration.validate(isStrict: strict), [])
        } catch let refusal as Refusal {
            throw refusal.reported(by: "validate", output)
        }
        let passed = began.duration(to: clock.now).components
        let milliseconds = Int(passed.seconds) * 1_000 + Int(passed.attoseconds / 1_000_000_000_000_000)
        Output.result(text(loading, refusals, milliseconds: max(1, milliseconds)))
        if chosenFormat != .json { for refusal in refusals { Output.note(refusal.text(output.errorStyle)) } }
        if loading.hasErrors { throw ExitStatus.invalid.exit }
        if let refusal = refusals.first { throw refusal.status.exit }
    }

    /// What the files are by what the account has right now, and who refuses the credentials.
    private func asked() async throws -> (Loading, [Refusal]) {
        let loading = try configuration.load(for: .live)
        guard let graph = loading.graph else { return (loading, []) }
        let answers = try await AccountQuestions(configuration, loading).answers(graph)
        let account = answers.inventory.map { AccountKnowledge.known($0) } ?? .notConsulted
        return (try configuration.validate(isStrict: strict, account: account), answers.refusals)
    }

    /// The pages of the codes given.
    private func explained() throws -> [DiagnosticPage] {
        try configuration.files.map { code in
            if let page = diagnosticPages.first(where: { $0.code.rawValue == code }) { return page }
            let near = closest(to: code, in: DiagnosticCode.allCases.map(\.rawValue)).map { "; did you mean \($0)?" }
            throw ValidationError("there is no code \(code)\(near ?? "; docs/reference/diagnostics.md has them all")")
        }
    }

    private func printExplained(_ pages: [DiagnosticPage]) {
        guard chosenFormat == .json else { return Output.result(pages.map(\.explanation).joined(separator: "\n\n")) }
        let result: [JSONValue] = pages.map { page in
            [
                "code": .string(page.code.rawValue), "severity": .string(page.severity.rawValue),
                "meaning": .string(page.meaning), "reason": .string(page.reason), "wrong": .string(page.wrong.text),
                "right": .string(page.right.text),
            ]
        }
        Output.result(Envelope(command: "validate", isOK: true, result: .array(result), diagnostics: []).text)
    }

    private var chosenFormat: FindingsFormat {
        if let format { return format }
        if output.json { return .json }
        return ProcessInfo.processInfo.environment["GITHUB_ACTIONS"] == "true" ? .github : .text
    }

    private func text(_ loading: Loading, _ refusals: [Refusal], milliseconds: Int) -> String {
        switch chosenFormat {
        case .text:
            return TextReport(usesColor: output.style.isOn).text(loading) + " in \(milliseconds) ms"
        case .json:
            let counts = JSONObject([("files", .int(loading.fileCount)), ("pipelines", .int(loading.pipelineCount))])
            return Envelope(
                command: "validate",
                isOK: !loading.hasErrors && refusals.isEmpty,
                result: .object(counts),
                diagnostics: loading.diagnostics.map(DiagnosticJSON.value) + refusals.map(RefusalJSON.diagnostic)
            ).text
        case .sarif: return SarifReport.text(loading.diagnostics)
        case .junit: return JUnitReport.text(loading, files: configuration.files)
        case .github:
            let lines = GitHubReport.text(loading.diagnostics)
            return (lines.isEmpty ? "" : lines + "\n") + TextReport().summary(loading) + " in \(milliseconds) ms"
        }
    }
}
