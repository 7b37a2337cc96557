/// Where each character of a text begins: libyaml counts characters, spans count bytes.
struct CharacterOffsets {
    /// Bytes before the first character.
    let base: Int

    /// Whether a character is a byte throughout.
    var isASCII = true

    /// The offset of every 64th character, so that a look-up reads 64 at most.
    private var checkpoints: [Int] = []

    init(base: Int) { self.base = base }

    /// Takes the characters in order.
    @inline(__always)
    mutating func note(character: Int, at offset: Int) {
        if character & 63 == 0 { checkpoints.append(offset) }
    }

    /// The byte offset of a character, or of the end.
    func offset(ofCharacter character: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
        guard !isASCII else { return min(base + character, bytes.count) }
        guard !checkpoints.isEmpty else { return base }
        let checkpoint = min(character >> 6, checkpoints.count - 1)
        var offset = checkpoints[checkpoint]
        var left = character - checkpoint << 6
        while left > 0, offset < bytes.count {
            offset += 1
            while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
            left -= 1
        }
        return offset
    }
}
