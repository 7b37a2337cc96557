import Foundation

@testable import Sandbox

/// A client of a running sandbox over real sockets.
struct Client {
    let port: Int
    /// The bearer token for Zoom; empty sends none.
    var token = ""
    var apiKey: String? = SandboxCredentials().apiKey

    func send(
        _ method: String,
        _ target: String,
        headers: [String: String] = [:],
        body: [UInt8] = []
    ) async throws -> Exchange.Answer {
        var lines = ["\(method) \(target) HTTP/1.1", "Host: 127.0.0.1:\(port)", "Connection: close"]
        lines += headers.map { "\($0): \($1)" }
        if !body.isEmpty || method != "GET" { lines.append("Content-Length: \(body.count)") }
        return try await Exchange.run(
            port: port,
            lines.joined(separator: "\r\n") + "\r\n\r\n",
            body: body
        )
    }

    func zoom(_ path: String) async throws -> Exchange.Answer {
        try await send("GET", "/zoom/v2\(path)", headers: token.isEmpty ? [:] : ["Authorization": "Bearer \(token)"])
    }

    func brevo(_ method: String, _ path: String, _ body: WireValue? = nil) async throws -> Exchange.Answer {
        var headers = ["Content-Type": "application/json"]
        headers["api-key"] = apiKey
        return try await send(method, "/brevo/v3\(path)", headers: headers, body: body?.bytes ?? [])
    }

    func inspect(_ path: String) async throws -> WireValue {
        try await send("GET", "/_sandbox/\(path)").json
    }

    @discardableResult
    func change(_ path: String, _ body: WireValue = [:]) async throws -> Exchange.Answer {
        try await send("POST", "/_sandbox/\(path)", body: body.bytes)
    }

    func freshToken() async throws -> String {
        let credentials = SandboxCredentials()
        let basic = Data("\(credentials.clientID):\(credentials.clientSecret)".utf8).base64EncodedString()
        let answer = try await send(
            "POST",
            "/zoom/oauth/token",
            headers: ["Authorization": "Basic \(basic)", "Content-Type": "application/x-www-form-urlencoded"],
            body: Array("grant_type=account_credentials&account_id=\(credentials.accountID)".utf8)
        )
        return answer.json["access_token"]?.string ?? ""
    }

    /// All rows of a token-paged Zoom listing.
    func all(_ path: String, _ key: String) async throws -> [WireValue] {
        var rows: [WireValue] = []
        var token = ""
        repeat {
            let mark = path.contains("?") ? "&" : "?"
            let answer = try await zoom(token.isEmpty ? path : "\(path)\(mark)next_page_token=\(token)")
            guard let page = answer.json[key]?.elements else { throw NoRows(status: answer.status, json: answer.json) }
            rows += page
            token = answer.json["next_page_token"]?.string ?? ""
        } while !token.isEmpty
        return rows
    }

    struct NoRows: Error {
        var status: Int
        var json: WireValue
    }
}

/// Runs a sandbox, without limits unless they are set, and hands over a client with a token.
func withSandbox(
    _ configure: (inout SandboxConfiguration) -> Void = { _ in },
    _ body: (Client, Sandbox) async throws -> Void
) async throws {
    var configuration = SandboxConfiguration()
    configuration.limits.isOn = false
    configure(&configuration)
    let sandbox = Sandbox(configuration)
    try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await sandbox.run() }
        var client = Client(port: try await sandbox.port)
        client.token = try await client.freshToken()
        try await body(client, sandbox)
        group.cancelAll()
    }
}

/// A UUID as Zoom wants it in a path: encoded twice.
func twiceEncoded(_ uuid: String) -> String {
    func once(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? text
    }
    return once(once(uuid))
}
