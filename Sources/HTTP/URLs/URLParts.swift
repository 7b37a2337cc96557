/// The parts of an absolute `http` or `https` URL.
///
/// Stricter than RFC 3986, on purpose: what two parsers could read differently (user names, backslashes, odd ways to
/// write an IPv4 address) is refused, since here it is decided which host gets the credentials.
package struct URLParts: Sendable, Hashable {
    /// The schemes we speak.
    package enum Scheme: String, Sendable, Hashable {
        case http
        case https

        /// The port when none is written.
        package var defaultPort: Int { self == .https ? 443 : 80 }
    }

    /// The scheme.
    package var scheme: Scheme

    /// The host in lower case, an IPv6 address without its brackets.
    package var host: String

    /// The port, 1–65535.
    package var port: Int

    /// The path with its leading `/`, and the query with its `?`; as written, without a fragment.
    package var target: String

    /// Why a text is no URL for us; completes the sentence "The URL …".
    package enum Refusal: Error, Sendable, Hashable, CustomStringConvertible {
        case character
        case scheme
        case userInfo
        case host
        case port

        /// The rest of the sentence.
        package var description: String {
            switch self {
            case .character: "holds a character that must be percent-encoded"
            case .scheme: "must begin with https:// (or http:// for a loopback address)"
            case .userInfo: "must not hold a user name or password"
            case .host: "has no host, or one that isn't a name or an IP address"
            case .port: "has a port that isn't a number from 1 to 65535"
            }
        }
    }

    /// Reads a URL.
    package static func parse(_ text: String) -> Result<URLParts, Refusal> {
        guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && !#"\"<>^`{|}"#.utf8.contains($0) }) else {
            return .failure(.character)
        }
        guard let (scheme, afterScheme) = split(scheme: text) else { return .failure(.scheme) }
        let authorityEnd = afterScheme.firstIndex { "/?#".contains($0) } ?? afterScheme.endIndex
        let authority = afterScheme[..<authorityEnd]
        guard !authority.contains("@") else { return .failure(.userInfo) }
        guard let (host, portText) = split(authority: authority) else { return .failure(.host) }
        let port: Int
        if let portText {
            guard portText.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), let number = Int(portText),
                (1...65535).contains(number)
            else { return .failure(.port) }
            port = number
        } else {
            port = scheme.defaultPort
        }
        let tail = afterScheme[authorityEnd...].prefix { $0 != "#" }
        let target = tail.hasPrefix("/") ? String(tail) : "/" + tail
        return .success(URLParts(scheme: scheme, host: host.lowercased(), port: port, target: target))
    }

    /// Host and port as in a URL, the port only when it isn't the scheme's own.
    package var authority: String {
        let name = host.contains(":") ? "[\(host)]" : host
        return port == scheme.defaultPort ? name : "\(name):\(port)"
    }

    /// The whole URL.
    package var text: String { "\(scheme.rawValue)://\(authority)\(target)" }

    /// Whether the host is this machine itself: `localhost`, 127.0.0.0/8 in dotted form, or `::1`.
    package var isLoopback: Bool {
        host == "localhost" || host == "::1" || IPv4.octets(host)?.first == 127
    }

    /// Whether credentials meant for one may go to the other: same scheme, host and port (RFC 6454).
    package func hasSameOrigin(as other: URLParts) -> Bool {
        scheme == other.scheme && host == other.host && port == other.port
    }

    private static func split(scheme text: String) -> (Scheme, Substring)? {
        guard let colon = text.firstIndex(of: ":"), let scheme = Scheme(rawValue: text[..<colon].lowercased()),
            text[colon...].hasPrefix("://")
        else { return nil }
        return (scheme, text[colon...].dropFirst(3))
    }

    private static func split(authority: Substring) -> (host: Substring, port: Substring?)? {
        if authority.hasPrefix("[") {
            guard let end = authority.firstIndex(of: "]") else { return nil }
            let host = authority[authority.index(after: authority.startIndex)..<end]
            let rest = authority[authority.index(after: end)...]
            guard host.contains(":"), host.utf8.allSatisfy({ isHexDigit($0) || $0 == 0x3A || $0 == 0x2E }),
                rest.isEmpty || rest.hasPrefix(":")
            else { return nil }
            return (host, rest.isEmpty ? nil : rest.dropFirst())
        }
        let colon = authority.firstIndex(of: ":")
        let host = authority[..<(colon ?? authority.endIndex)]
        guard isName(host) else { return nil }
        return (host, colon.map { authority[authority.index(after: $0)...] })
    }

    /// A DNS name, or an IPv4 address in its one dotted form; `0x7f.1` and the like look like names to some
    /// parsers and like addresses to others.
    private static func isName(_ host: Substring) -> Bool {
        guard !host.isEmpty, host.utf8.count <= 253,
            host.utf8.allSatisfy({ isLetterOrDigit($0) || $0 == 0x2D || $0 == 0x2E || $0 == 0x5F })
        else { return false }
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.allSatisfy({ !$0.isEmpty }) else { return false }
        let last = labels[labels.count - 1]
        let looksNumeric =
            last.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } || last.lowercased().hasPrefix("0x")
        return !looksNumeric || IPv4.octets(String(host)) != nil
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(asciiLowercase(byte))
    }

    private static func isHexDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x66).contains(asciiLowercase(byte))
    }
}

/// IPv4 addresses in the dotted decimal form.
private enum IPv4 {
    /// The four numbers, if the text is four numbers 0–255 without leading zeros.
    static func octets(_ text: String) -> [Int]? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        let numbers = parts.compactMap { part in
            part.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } && (part == "0" || !part.hasPrefix("0"))
                ? UInt8(part).map(Int.init) : nil
        }
        return numbers.count == 4 ? numbers : nil
    }
}
