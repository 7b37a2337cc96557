import Foundation
import JSON
import Sandbox
import Synchronization

/// A running sandbox, a folder with a state, and the program pointed at both.
struct Stage {
    let world: SandboxWorld
    let requests: RequestHook
    let folder: URL
    private let address: String

    /// Runs `body` with a sandbox; ends it afterwards.
    static func run<Result: Sendable>(
        _ configure: (inout SandboxConfiguration) -> Void = { _ in },
        _ body: @escaping @Sendable (Stage) async throws -> Result
    ) async throws -> Result {
        let hook = RequestHook()
        var configuration = SandboxConfiguration()
        configuration.lists = (1...19).map { "List \($0)" }
        configuration.attributes = [
            SandboxAttribute("MEETING_JOIN_DATE", .date), SandboxAttribute("MEETING_DURATION", .float),
            SandboxAttribute("WEBINAR_NAME", .text), SandboxAttribute("ATTENDANCE_STATUS", .text),
            SandboxAttribute("UTM_SOURCE", .text),
        ]
        configuration.limits = SandboxLimits(isOn: false)
        configuration.now = { hook.tick() }
        configure(&configuration)
        let sandbox = Sandbox(configuration)
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("pipeline-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await sandbox.run() }
            let address = "http://127.0.0.1:\(try await sandbox.port)"
            let stage = Stage(world: sandbox.world, requests: hook, folder: folder, address: address)
            let result = try await body(stage)
            group.cancelAll()
            return result
        }
    }

    /// The same sandbox with a state of its own.
    func fresh() throws -> Stage {
        let folder = folder.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return Stage(world: world, requests: requests, folder: folder, address: address)
    }

    /// The file that users have today, word for word.
    static let compactFile = Tool.root.appendingPathComponent("pipelines/zoom-to-brevo.yaml").path

    private static let credentials = SandboxCredentials()

    /// The secrets that the sandbox accepts.
    static let environment = [
        "ZOOM_ACCOUNT_ID": credentials.accountID, "ZOOM_CLIENT_ID": credentials.clientID,
        "ZOOM_CLIENT_SECRET": credentials.clientSecret, "BREVO_API_KEY": credentials.apiKey,
    ]

    /// The options that point the program at the sandbox.
    private var addresses: [String] {
        [
            "--set", "connectors.zoom.api_url=\(address)/zoom/v2", "--set",
            "connectors.zoom.oauth_url=\(address)/zoom/oauth",
            "--set", "connectors.brevo.api_url=\(address)/brevo/v3",
        ]
    }

    /// Runs another command to its end, in the stage's folder and pointed at the sandbox; a later option wins.
    func tool(_ arguments: [String], with secrets: [String: String] = [:]) async throws -> Tool.Ended {
        let command = arguments.prefix(1) + addresses + arguments.dropFirst()
        return try await Tool.run(Array(command), environment: secrets, in: folder)
    }

    /// A JSON file in the stage's folder.
    func json(_ path: String) throws -> JSONValue {
        try JSONValue.parse(String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8))
    }

    /// Starts `pipeline apply`, or another command that takes a file. Our own pacing is off unless `limits` are kept, so that tests
    /// needn't wait for it.
    func start(
        _ file: String = compactFile,
        _ more: [String] = [],
        with secrets: [String: String] = [:],
        limits: Bool = false,
        command: [String] = ["apply", "--json"]
    ) throws -> Running {
        let arguments = command + [file, "--state", folder.appendingPathComponent("state.db").path]
        return try Tool.start(
            arguments + services(limits: limits) + more,
            environment: Self.environment.merging(secrets) { _, given in given },
            in: folder
        )
    }

    /// Points the program at this stage's services.
    func services(limits: Bool) -> [String] {
        var arguments = addresses
        if !limits {
            arguments += [
                "--set", "connectors.zoom.limits={light: 5000/s, medium: 5000/s, heavy: 5000/s}",
                "--set",
                "connectors.brevo.limits={contacts: 5000/s, other: 5000/s, events: 5000/s, email: 5000/s, smtp: 5000/s}",
            ]
        }
        return arguments
    }

    /// Runs `pipeline apply` to its end.
    func apply(
        _ file: String = compactFile,
        _ more: [String] = [],
        with secrets: [String: String] = [:],
        limits: Bool = false
    ) async throws -> Applied {
        Applied(try await start(file, more, with: secrets, limits: limits).ended())
    }

    /// Everything that people would see in Brevo: contacts with their attributes and lists.
    var endState: [String: Contact] {
        Dictionary(
            uniqueKeysWithValues: world.contacts.compactMap { contact in
                contact.email.map { ($0, Contact(attributes: contact.attributes, lists: Set(contact.listIDs))) }
            }
        )
    }

    /// Those of them whom the test itself put into the world.
    var people: [String: Contact] { endState.filter { $0.key.hasSuffix("@people.test") } }

    /// A contact as people see it.
    struct Contact: Equatable {
        var attributes: [String: SandboxContact.Value]
        var lists: Set<Int>
    }

    /// The writes that Brevo took for contacts.
    var contactWrites: Int {
        world.requestCounts.filter { $0.key == "brevo POST /contacts" || $0.key == "brevo POST /contacts/import" }
            .values.reduce(0, +)
    }
}

/// Counts requests as the sandbox takes them, and does something at a chosen one. Also the sandbox's clock.
final class RequestHook: Sendable {
    private struct State {
        var count = 0
        var target = Int.max
        var action: (@Sendable () -> Void)?
        var shift: TimeInterval = 0
    }

    private let state = Mutex(State())

    /// Does `action` when `count` requests more have come.
    func after(_ count: Int, _ action: @escaping @Sendable () -> Void) {
        state.withLock { state in
            state.target = state.count + count
            state.action = action
        }
    }

    /// Sets the sandbox's clock apart from the real one.
    func shiftClock(by seconds: TimeInterval) {
        state.withLock { $0.shift = seconds }
    }

    func tick() -> Date {
        let (action, shift): ((@Sendable () -> Void)?, TimeInterval) = state.withLock { state in
            state.count += 1
            guard state.count >= state.target else { return (nil, state.shift) }
            state.target = .max
            return (state.action, state.shift)
        }
        action?()
        return Date(timeIntervalSinceNow: shift)
    }
}
