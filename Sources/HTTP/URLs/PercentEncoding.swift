/// Percent-encoding for the parts of a URL (RFC 3986 §2), of the UTF-8 bytes.
package enum PercentEncoding {
    /// Encodes one path segment: everything but letters, digits and `-._~` becomes `%XX`.
    ///
    /// Stricter than RFC 3986 asks, which lets `@ : + =` stand: servers disagree on those, none on `%40`.
    /// A segment of dots alone is encoded too, as `.` and `..` would be taken for steps in the path.
    package static func segment(_ text: String) -> String {
        text == "." || text == ".." ? text.utf8.map { _ in "%2E" }.joined() : encode(text)
    }

    /// Encodes a path segment twice, so that it arrives encoded once after a server that decodes before routing.
    package static func segmentTwice(_ text: String) -> String {
        encode(segment(text))
    }

    /// Encodes query items as `name=value&…`; a space becomes `%20`, `+` becomes `%2B`, which forms and
    /// RFC 3986 both read rightly.
    package static func query(_ items: [(name: String, value: String)]) -> String {
        items.map { encode($0.name) + "=" + encode($0.value) }.joined(separator: "&")
    }

    private static func encode(_ text: String) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            if isUnreserved(byte) {
                bytes.append(byte)
            } else {
                bytes.append(0x25)
                bytes.append(hexDigit(byte >> 4))
                bytes.append(hexDigit(byte & 0xF))
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// `unreserved` of RFC 3986 §2.3.
    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: true
        default: false
        }
    }

    private static func hexDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? 0x30 + value : 0x41 + value - 10
    }
}
