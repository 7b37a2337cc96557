/// A font as a picture uses it.
struct Font: Sendable, Hashable {
    enum Face: Sendable, Hashable {
        case regular
        case bold
        case monospaced
    }

    let face: Face

    /// In pixels.
    let size: Double

    /// The width of a text in pixels, at the most.
    func width(_ text: String) -> Double {
        Double(text.reduce(0) { $0 + hundredths($1) }) * size / 100
    }

    private func hundredths(_ character: Character) -> Int {
        // Combining marks, joiners and variation selectors belong to the scalar before them.
        guard let scalar = character.unicodeScalars.first else { return 0 }
        if scalar.value < 0x20 { return 0 }
        if scalar.isWide { return scalar.properties.isEmojiPresentation ? 140 : 102 }
        switch face {
        case .monospaced: return scalar.value < 0x2000 ? FontWidths.monospaced : 100
        case .regular, .bold:
            let table = face == .bold ? FontWidths.bold : FontWidths.regular
            if scalar.value < 0x7F { return table[Int(scalar.value) - 0x20] }
            // Letters with marks, Greek, Cyrillic: as wide as a wide letter.
            return scalar.value < 0x2000 ? 80 : 100
        }
    }
}

extension Unicode.Scalar {
    /// East Asian Width W and F (Unicode Standard Annex 11), by blocks, and emoji shown as pictures.
    var isWide: Bool {
        if properties.isEmojiPresentation { return true }
        return switch value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
            0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6,
            0x17000...0x18AFF, 0x1B000...0x1B2FF, 0x20000...0x3FFFD:
            true
        default: false
        }
    }
}
