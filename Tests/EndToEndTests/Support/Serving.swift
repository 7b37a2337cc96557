import Foundation
import HTTP
import PipelineCore
import Testing
import ZoomConnector

/// `pipeline serve` under way, and a Zoom that sends it signed webhooks.
struct Serving {
    let running: Running
    let origin: String
    private let http: HTTPClient

    static let secret = "shared with Zoom"

    /// Waits until it listens.
    init(_ running: Running, http: HTTPClient) async throws {
        self.running = running
        self.http = http
        var found: Substring?
        try await eventually("it listens: \(running.errors)") {
            found = running.output.firstMatch(of: /http:\/\/127\.0\.0\.1:\d+/)?.output
            return found != nil || !running.isRunning
        }
        origin = String(try #require(found, "\(running.output)\(running.errors)"))
    }

    /// Sends a webhook; answers the status, 0 when there was no answer.
    @discardableResult
    func send(
        _ body: String,
        secret: String = Self.secret,
        age: Int = 0,
        path: String = "/webhooks/zoom"
    ) async throws -> Int {
        try await answer(body, secret: secret, age: age, path: path)?.status ?? 0
    }

    /// Sends a webhook; answers what came back, nil when nothing did.
    func answer(
        _ body: String,
        secret: String = Self.secret,
        age: Int = 0,
        path: String = "/webhooks/zoom"
    ) async throws -> HTTPResponse? {
        let bytes = Array(body.utf8)
        let timestamp = String(Int(Date().timeIntervalSince1970) - age)
        let signature = try #require(WebhookSignature(secret: Secret(secret)))
        let request = HTTPRequest(
            .post,
            origin + path,
            headers: [
                "Content-Type": "application/json", "x-zm-request-timestamp": timestamp,
                "x-zm-signature": signature.signature(of: bytes, timestamp: timestamp),
            ],
            body: bytes
        )
        return try? await http.send(request)
    }

    /// Asks for a page; answers the status.
    func get(_ path: String) async throws -> Int {
        try await http.send(HTTPRequest(.get, origin + path)).status
    }

    /// Ends it as a supervisor does.
    func terminated() async -> Tool.Ended {
        running.signal(SIGTERM)
        return await running.ended()
    }
}

extension Stage {
    /// Runs `pipeline serve` on a file while `body` runs.
    func serving<Result: Sendable>(
        _ file: String,
        _ more: [String] = [],
        _ body: @Sendable (Serving) async throws -> Result
    ) async throws -> Result {
        let http = HTTPClient()
        do {
            let result = try await body(try await Serving(try startServing(file, more), http: http))
            await http.shutdown()
            return result
        } catch {
            await http.shutdown()
            throw error
        }
    }

    private func startServing(_ file: String, _ more: [String]) throws -> Running {
        try start(
            file,
            ["--listen", "127.0.0.1:0"] + more,
            with: ["ZOOM_WEBHOOK_SECRET": Serving.secret, "ZOOM_VERIFICATION_TOKEN": "retired"],
            command: ["serve"]
        )
    }

    /// Writes a configuration into the stage's folder.
    func write(_ text: String, to name: String = "pipelines.yaml") throws -> String {
        let path = folder.appendingPathComponent(name).path
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }
}

/// Waits until something in another process has happened.
func eventually(
    _ what: @autoclosure () -> String,
    within seconds: Double = 60,
    _ condition: () async throws -> Bool
) async throws {
    let clock = ContinuousClock()
    let end = clock.now + .seconds(seconds)
    while try await !condition() {
        guard clock.now < end else {
            Issue.record("it didn't happen within \(seconds) s: \(what())")
            return
        }
        try await Task.sleep(for: .milliseconds(50))
    }
}
