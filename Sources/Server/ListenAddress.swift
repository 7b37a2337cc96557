/// Where the server listens: an address and a port.
package struct ListenAddress: Sendable, Hashable {
    /// An IPv4 or IPv6 address, or a name.
    package let host: String

    /// 0 takes any free one.
    package let port: Int

    /// Makes an address.
    package init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// Reads `127.0.0.1:8080` or `[::1]:8080`; nil for anything else.
    package init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
            (0...65_535).contains(port)
        else { return nil }
        var host = text[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = host.dropFirst().dropLast()
        } else if host.contains(":") {
            return nil
        }
        guard !host.isEmpty else { return nil }
        self.init(host: String(host), port: port)
    }

    /// Whether only this machine can reach it.
    package var isLoopback: Bool { host == "localhost" || host == "::1" || host.hasPrefix("127.") }

    /// The start of its addresses: `http://127.0.0.1:8080`.
    package func origin(port: Int) -> String { "http://\(host.contains(":") ? "[\(host)]" : host):\(port)" }
}
