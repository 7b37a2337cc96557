package import CEL
internal import Crypto
package import PipelineCore

/// Proves that a webhook comes from Zoom: `x-zm-signature` is `v0=` and the HMAC-SHA256, in hexadecimal, of
/// `v0:<x-zm-request-timestamp>:<body>` with the app's secret token (developers.zoom.us/docs/api/webhooks).
///
/// The body counts byte for byte: the same JSON written in another way has another signature.
package struct WebhookSignature: Sendable {
    /// Why a webhook isn't believed.
    package enum Problem: String, Sendable, Hashable, CaseIterable {
        /// It has no `x-zm-signature`, or one of another kind.
        case unsigned
        /// It has no `x-zm-request-timestamp` in seconds.
        case undated
        /// It was signed too long ago, or too far in the future.
        case stale
        /// The signature isn't that of this body with our secret token.
        case wrongSignature = "wrong-signature"
    }

    /// How far the time of signing may be from now: Zoom tries again up to 85 minutes after the first attempt, and doesn't say
    /// whether it signs anew.
    package static let usualTolerance = 90 * 60

    private let key: SymmetricKey
    private let tolerance: Int64

    /// Makes a verifier; nil without a secret, with which anybody could sign.
    ///
    /// - Parameter tolerance: In seconds, into the past and into the future.
    package init?(secret: Secret, tolerance: Int = usualTolerance) {
        guard !secret.isEmpty else { return nil }
        key = SymmetricKey(data: Array(secret.revealed.utf8))
        self.tolerance = Int64(tolerance)
    }

    /// What speaks against a webhook; nil when it is Zoom's. Signatures are compared in constant time.
    package func problem(signature: String?, timestamp: String?, body: [UInt8], at now: Timestamp) -> Problem? {
        guard let timestamp, let signed = Self.seconds(timestamp) else { return .undated }
        guard let signature, let given = Self.code(signature) else { return .unsigned }
        var hmac = HMAC<SHA256>(key: key)
        hmac.update(data: Array("v0:\(timestamp):".utf8))
        hmac.update(data: body)
        guard hmac.finalize() == given else { return .wrongSignature }
        return abs(now.seconds - signed) <= tolerance ? nil : .stale
    }

    /// The signature of a body sent at `timestamp`, in seconds: what Zoom would send.
    package func signature(of body: [UInt8], timestamp: String) -> String {
        var hmac = HMAC<SHA256>(key: key)
        hmac.update(data: Array("v0:\(timestamp):".utf8))
        hmac.update(data: body)
        return "v0=" + Self.hexadecimal(hmac.finalize())
    }

    /// What proves to Zoom that the address is ours: the token that it sent, encrypted.
    package func encrypted(token: String) -> String {
        Self.hexadecimal(HMAC<SHA256>.authenticationCode(for: Array(token.utf8), using: key))
    }

    private static func seconds(_ text: String) -> Int64? {
        guard (1...12).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return Int64(text)
    }

    private static func code(_ text: String) -> [UInt8]? {
        guard text.hasPrefix("v0=") else { return nil }
        let digits = text.utf8.dropFirst(3).map { UInt8($0) }
        guard digits.count == 64 else { return nil }
        var bytes: [UInt8] = []
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let high = value(digits[index]), let low = value(digits[index + 1]) else { return nil }
            bytes.append(high << 4 | low)
        }
        return bytes
    }

    private static func value(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        default: nil
        }
    }

    private static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
