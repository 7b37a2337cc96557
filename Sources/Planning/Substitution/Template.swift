/// A scalar's text cut into what stands for itself and references to variables: `${VAR}`, `${VAR:-default}`,
/// `${VAR:?message}`; `$${` is a `${` that stands for itself.
struct Template {
    /// A piece of the text; ranges are UTF-8 offsets in it.
    indirect enum Piece {
        /// Text as it stands.
        case text(Range<Int>)

        /// `$${`, which becomes `${`.
        case escape(at: Int)

        /// A reference.
        case reference(Reference)
    }

    /// A reference to a variable.
    struct Reference {
        /// The variable's name.
        let name: String

        /// The whole reference, with its braces.
        let range: Range<Int>

        /// What follows the name.
        let alternative: Alternative
    }

    /// What happens when the variable is unset or empty.
    enum Alternative {
        case none

        /// `:-`: these pieces take its place.
        case value([Piece])

        /// `:?`: an error with this message.
        case failure(String)
    }

    /// What isn't well formed.
    struct Malformed: Error {
        let range: Range<Int>
        let message: String
        let hint: String
    }

    /// The pieces, in order.
    let pieces: [Piece]

    /// All that isn't well formed.
    let malformed: [Malformed]

    /// The first variable that it refers to.
    var firstName: String? {
        for case .reference(let reference) in pieces { return reference.name }
        return nil
    }

    /// Whether a text has anything to replace, so that most needn't be cut.
    static func isNeeded(for text: String) -> Bool { text.utf8.contains(UInt8(ascii: "$")) }

    /// Cuts a text.
    init(_ text: String) {
        var parser = TemplateParser(bytes: Array(text.utf8))
        pieces = parser.pieces(until: nil)
        malformed = parser.malformed
    }
}
