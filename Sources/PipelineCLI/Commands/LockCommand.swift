import ArgumentParser
import Assembly
import Foundation
import JSON
import PipelineCore
import Planning

/// `pipeline lock`: writes down what the account has, so that files can be checked against it offline.
struct LockCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lock",
        abstract:
            "Writes down the Brevo account's attributes, lists and templates, so that `validate` can check against them.",
        discussion: """
            Commit the lock beside the files. It holds nothing about people. Only Brevo's key is needed. \
            With --check nothing is written: status 1 says that the account has changed, and how.
            """
    )

    @OptionGroup var configuration: ConfigurationOptions
    @OptionGroup var output: OutputOptions

    @Option(
        help: ArgumentHelp(
            "Where to write it (default: the lock that is read, else schemas/brevo.lock.json).",
            valueName: "path"
        )
    )
    var out: String?

    @Flag(help: "Compares the lock with the account instead of writing it; status 1 when it is stale.")
    var check = false

    func run() async throws {
        do {
            let loading = try configuration.load(for: .lock)
            guard !loading.hasErrors else {
                LoadingReport.invalid(loading, command: "lock", output)
                throw ExitStatus.invalid.exit
            }
            try await lock(loading)
        } catch let refusal as Refusal {
            throw refusal.reported(by: "lock", output)
        }
    }

    private var path: String {
        out ?? configuration.lockPath ?? LockFile.path(of: ConfigurationOptions.lockedConnector)
    }

    private func lock(_ loading: Loading) async throws {
        let inventory = try await AccountQuestions(configuration, loading).inventory()
        let older = FileManager.default.fileExists(atPath: path) ? try? ConfigurationOptions.readLock(path) : nil
        let differences = older.map { inventory.differences(since: $0) }
        let report = LockReport(path: path, inventory: inventory, differences: differences, isCheck: check)
        if !check { try write(LockFile.text(inventory)) }
        Output.result(output.json ? report.envelope.text : report.text(configuration.files))
        if !report.isOK { throw ExitStatus.failed.exit }
    }

    private func write(_ text: String) throws {
        let file = URL(fileURLWithPath: path)
        do {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data(text.utf8).write(to: file, options: .atomic)
        } catch {
            throw Refusal(.failed, "\(path) can't be written: \(error.localizedDescription)", remedy: "give --out")
        }
    }
}
