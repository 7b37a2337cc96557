/// Text as a terminal shows it: how wide each character is, with nothing in it that the terminal obeys.
enum Glyphs {
    /// A character as it is shown, and the columns that it takes.
    struct Glyph {
        let text: String
        let width: Int
    }

    /// A tab takes this much, wherever it stands, so that carets need no tab stops.
    static let tab = Glyph(text: "    ", width: 4)

    /// How a character is shown.
    static func glyph(_ scalar: Unicode.Scalar) -> Glyph {
        if (0x20..<0x7F).contains(scalar.value) { return Glyph(text: String(scalar), width: 1) }
        if scalar == "\t" { return tab }
        switch scalar.properties.generalCategory {
        case .control: return scalar.value < 0x20 ? picture(scalar) : escape(scalar)
        case .format where scalar == "\u{200D}": return Glyph(text: String(scalar), width: 0)
        case .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: return escape(scalar)
        case .nonspacingMark, .enclosingMark: return Glyph(text: String(scalar), width: 0)
        default: return Glyph(text: String(scalar), width: isWide(scalar) ? 2 : 1)
        }
    }

    /// A text with all that is invisible or obeyed made visible, on one line.
    static func visible(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "") { $0 += $1 == "\t" ? "\\t" : glyph($1).text }
    }

    /// `␛` for an escape: the control pictures of Unicode.
    private static func picture(_ scalar: Unicode.Scalar) -> Glyph {
        Glyph(text: Unicode.Scalar(0x2400 + scalar.value).map(String.init) ?? "?", width: 1)
    }

    private static func escape(_ scalar: Unicode.Scalar) -> Glyph {
        let text = "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
        return Glyph(text: text, width: text.utf8.count)
    }

    /// East Asian Width W and F (Unicode Standard Annex 11), by blocks, and emoji shown as pictures.
    private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.properties.isEmojiPresentation { return true }
        return switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
            0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6,
            0x17000...0x18AFF, 0x1B000...0x1B2FF, 0x20000...0x3FFFD:
            true
        default: false
        }
    }
}
