import Foundation

/// A TLS server by the `openssl` command, with a certificate of its own that nobody trusts.
final class OpenSSLServer {
    static let path = ["/usr/bin/openssl", "/usr/local/bin/openssl", "/opt/homebrew/bin/openssl"]
        .first { FileManager.default.isExecutableFile(atPath: $0) }

    let port: Int
    let certificate: String
    private let folder: URL
    private let process: Process

    /// - Parameter arguments: more arguments for `openssl s_server`.
    init(commonName: String = "127.0.0.1", _ arguments: [String] = []) throws {
        guard let path = Self.path else { throw CocoaError(.fileNoSuchFile) }
        folder = FileManager.default.temporaryDirectory.appending(path: "tls-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        certificate = folder.appending(path: "cert.pem").path
        let key = folder.appending(path: "key.pem").path
        let kind = commonName.first?.isNumber == true ? "IP" : "DNS"
        let make = Process()
        make.executableURL = URL(fileURLWithPath: path)
        make.arguments = [
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
            "-subj", "/CN=\(commonName)", "-addext", "subjectAltName=\(kind):\(commonName)", "-keyout", key,
            "-out", certificate,
        ]
        make.standardError = FileHandle.nullDevice
        try make.run()
        make.waitUntilExit()
        process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments =
            ["s_server", "-accept", "127.0.0.1:0", "-cert", certificate, "-key", key, "-www"] + arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        // It says "ACCEPT 127.0.0.1:PORT" once it listens.
        var said = ""
        while !said.split(separator: "ACCEPT", omittingEmptySubsequences: false).dropFirst().joined().contains("\n") {
            let more = output.fileHandleForReading.availableData
            guard !more.isEmpty else { throw CocoaError(.fileReadUnknown) }
            said += String(decoding: more, as: UTF8.self)
        }
        let line = said.split(separator: "\n").first { $0.contains("ACCEPT") } ?? ""
        port = line.split(separator: ":").last.flatMap { Int($0) } ?? 0
    }

    func stop() {
        // Not SIGTERM: it inherits the signal mask of a worker thread, which blocks that.
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        try? FileManager.default.removeItem(at: folder)
    }
}
