import ArgumentParser
import Assembly
import Foundation
import PipelineCore
import Planning
import YAML

/// The files that make up a configuration, and what is filled into them.
struct ConfigurationOptions: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "YAML files, or folders with .yaml and .yml files; together they are one configuration. `-` is standard input.",
            valueName: "file"
        ),
        completion: Completing.files
    )
    var files: [String]

    @Option(
        name: .customLong("env-file"),
        help: ArgumentHelp("A file of KEY=VALUE lines for ${VAR}; the environment itself wins.", valueName: "path")
    )
    var envFiles: [String] = []

    @Option(
        name: .customLong("set"),
        help: ArgumentHelp("Replaces a value: connectors.zoom.plan=business.", valueName: "path=value")
    )
    var settings: [String] = []

    @Option(
        name: .customLong("lock"),
        help: ArgumentHelp(
            "What the Brevo account has, as `pipeline lock` wrote it (default: schemas/brevo.lock.json in this folder, else beside "
                + "or above the first file).",
            valueName: "path"
        )
    )
    var givenLock: String?

    /// Loads the configuration.
    ///
    /// - Throws: `ExitCode` after saying what couldn't be read.
    ///
    /// - Parameter createsAttributes: Whether attributes that the account lacks are created.
    func load(
        for purpose: Purpose,
        selection: Set<String>? = nil,
        createsAttributes: Bool = false
    ) throws -> Loading {
        Planning.load(try input(for: purpose, selection: selection, createsAttributes: createsAttributes))
    }

    /// What the configuration is loaded from.
    ///
    /// - Throws: `ExitCode` after saying what couldn't be read.
    func input(
        for purpose: Purpose,
        selection: Set<String>? = nil,
        createsAttributes: Bool = false
    ) throws -> Input {
        if let path = files.first(where: isMarkdown) {
            throw Refusal(
                .usage,
                "\(path) is Markdown, which only `pipeline validate` reads",
                remedy: "give YAML files"
            )
        }
        var input = try input(files, for: purpose)
        input.selection = selection
        input.createsAttributes = createsAttributes
        return input
    }

    /// What surrounds a configuration that is read from elsewhere.
    ///
    /// - Throws: `ExitCode` after saying what couldn't be read.
    func surroundings(for purpose: Purpose) throws -> Input { try input([], for: purpose) }

    /// Checks the configuration, and every YAML fence of Markdown files by itself.
    ///
    /// - Parameter account: What was learnt of the account; nil for what the lock says.
    /// - Throws: `ExitCode` after saying what couldn't be read.
    func validate(isStrict: Bool, account: AccountKnowledge? = nil) throws -> Loading {
        var input = try input(files.filter { !isMarkdown($0) }, for: .validate, isStrict: isStrict)
        if let account { input.account = account }
        return Planning.validate(input, markdown: try FileReading.sources(files.filter(isMarkdown)))
    }

    private func input(_ files: [String], for purpose: Purpose, isStrict: Bool = false) throws -> Input {
        Input(
            documents: try FileReading.sources(files),
            environment: try environment(),
            settings: try parsedSettings(),
            purpose: purpose,
            catalog: Connectors.catalog,
            // A lock may be asked for because the one there is can't be read.
            account: [.lock, .live].contains(purpose) ? .notConsulted : try account(),
            isStrict: isStrict
        )
    }

    private func isMarkdown(_ path: String) -> Bool { path.hasSuffix(".md") || path.hasSuffix(".markdown") }

    private func parsedSettings() throws -> [Setting] {
        try settings.map { text in
            guard let equals = text.firstIndex(of: "="), equals != text.startIndex else {
                throw Refusal(.usage, "`--set \(text)` has no value", remedy: "write --set path.to.key=value")
            }
            return Setting(path: String(text[..<equals]), value: String(text[text.index(after: equals)...]))
        }
    }

    /// The environment, with what the files add to it.
    func environment() throws -> [String: String] {
        var result: [String: String] = [:]
        for path in envFiles {
            guard let data = FileManager.default.contents(atPath: path) else {
                throw Refusal(
                    .usage,
                    "the env file \(path) can't be read",
                    remedy: "check the path and its permissions"
                )
            }
            let file = readEnvironmentFile(SourceText(name: path, bytes: [UInt8](data)))
            if let problem = file.diagnostics.first {
                throw Refusal(.invalid, "\(path): \(problem.message)", remedy: problem.hint ?? "write KEY=VALUE lines")
            }
            result.merge(file.values) { _, later in later }
        }
        return result.merging(ProcessInfo.processInfo.environment) { _, own in own }
    }
}
