import Foundation

/// The built program, run as a user runs it.
struct Tool {
    /// What a finished run printed, and how it ended.
    struct Ended {
        let status: Int32
        let output: String
        let errors: String
    }

    /// Beside the test bundle: both come out of one build.
    static let path: String = {
        var folder = URL(fileURLWithPath: CommandLine.arguments.first ?? "").deletingLastPathComponent()
        if let bundle = Bundle.allBundles.first(where: { $0.bundlePath.hasSuffix(".xctest") }) {
            folder = bundle.bundleURL.deletingLastPathComponent()
        }
        return folder.appendingPathComponent("pipeline").path
    }()

    /// The repository's root.
    static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Starts the program.
    static func start(
        _ arguments: [String],
        environment: [String: String] = [:],
        in folder: URL? = nil,
        input: String? = nil
    ) throws -> Running {
        try Running(arguments, environment: environment, folder: folder, input: input)
    }

    /// Runs the program to its end.
    static func run(
        _ arguments: [String],
        environment: [String: String] = [:],
        in folder: URL? = nil,
        input: String? = nil
    ) async throws -> Ended {
        try await start(arguments, environment: environment, in: folder, input: input).ended()
    }
}

/// A program under way.
final class Running: Sendable {
    private let process = Process()
    private let files: URL

    init(_ arguments: [String], environment: [String: String], folder: URL?, input: String?) throws {
        files = FileManager.default.temporaryDirectory.appendingPathComponent("pipeline-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: files, withIntermediateDirectories: true)
        process.executableURL = URL(fileURLWithPath: Tool.path)
        process.arguments = arguments
        var own = ProcessInfo.processInfo.environment.filter { name, _ in
            !name.hasPrefix("ZOOM_") && !name.hasPrefix("BREVO_") && !name.hasPrefix("GITHUB_")
                && name != "PIPELINE_STATE"
        }
        own.merge(environment) { _, new in new }
        process.environment = own
        if let folder { process.currentDirectoryURL = folder }
        // Files instead of pipes: nothing blocks, however much is printed.
        for name in ["out", "err"] { try Data().write(to: files.appendingPathComponent(name)) }
        process.standardOutput = try FileHandle(forWritingTo: files.appendingPathComponent("out"))
        process.standardError = try FileHandle(forWritingTo: files.appendingPathComponent("err"))
        let stdin = files.appendingPathComponent("in")
        try Data((input ?? "").utf8).write(to: stdin)
        process.standardInput = try FileHandle(forReadingFrom: stdin)
        try process.run()
    }

    /// What was printed on standard output so far.
    var output: String { text("out") }

    /// What was printed on standard error so far.
    var errors: String { text("err") }

    /// Whether it still runs.
    var isRunning: Bool { process.isRunning }

    /// Sends a signal.
    func signal(_ number: Int32) {
        kill(process.processIdentifier, number)
    }

    /// Waits for its end.
    func ended() async -> Tool.Ended {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async { [self] in
                process.waitUntilExit()
                continuation.resume()
            }
        }
        // A process ended by a signal counts as shells count it.
        let status =
            process.terminationReason == .uncaughtSignal ? 128 + process.terminationStatus : process.terminationStatus
        return Tool.Ended(status: status, output: output, errors: errors)
    }

    private func text(_ name: String) -> String {
        (try? String(contentsOf: files.appendingPathComponent(name), encoding: .utf8)) ?? ""
    }

    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        try? FileManager.default.removeItem(at: files)
    }
}
