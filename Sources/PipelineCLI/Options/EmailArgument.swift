import Foundation

/// An email given on the command line.
enum EmailArgument {
    /// The key that the state knows the person by: trimmed, in lower case.
    ///
    /// - Throws: ``Refusal``, when it is no email.
    static func key(_ text: String) throws -> String {
        let key = text.trimmingCharacters(in: .whitespaces).lowercased()
        guard let at = key.firstIndex(of: "@"), at != key.startIndex, key.index(after: at) != key.endIndex else {
            throw Refusal(.usage, "`\(text)` is no email", remedy: "give the person's whole email")
        }
        return key
    }
}
