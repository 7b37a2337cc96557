/// Makers of the opaque strings both services hand out.
enum Token {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
    private static let base64 = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// Letters, digits, `-` and `_`, as Zoom's user and registrant ids have.
    static func opaque(_ length: Int, _ generator: inout SplitMix64) -> String {
        String(decoding: (0..<length).map { _ in alphabet[generator.below(64)] }, as: UTF8.self)
    }

    /// An instance UUID: base64 of 16 bytes, so 22 characters and `==`; `+` and `/` occur (ZOOM.md §3).
    static func uuid(_ generator: inout SplitMix64) -> String {
        var text = (0..<21).map { _ in base64[generator.below(64)] }
        // The last of the 22 carries only two bits.
        text.append(base64[generator.below(4) * 16])
        return String(decoding: text, as: UTF8.self) + "=="
    }

    /// A 64-bit check value (FNV-1a, then mixed with the key): shows alteration, is no cryptography.
    static func check(_ text: String, key: UInt64) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return SplitMix64.mix(hash ^ key)
    }
}
