/// How email addresses are compared and shown.
enum Email {
    /// Without white space around it, in lower case: the form in which addresses are compared and handed on.
    static func normalized(_ text: String) -> String {
        var text = Substring(text)
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return text.lowercased()
    }

    /// `j…@example.com`: enough to recognise, for messages and logs.
    static func masked(_ email: String) -> String {
        guard let at = email.lastIndex(of: "@") else { return email }
        return "\(email.prefix(1))…\(email[at...])"
    }

    /// A service's message with every address in it masked.
    static func maskingAll(_ message: String) -> String {
        guard message.contains("@") else { return message }
        var result = ""
        var word = ""
        func flush() {
            result += word.contains("@") ? masked(word) : word
            word = ""
        }
        for character in message {
            if character.isLetter || character.isNumber || "@.!#$%&'*+-=?^_`{|}~".contains(character) {
                word.append(character)
            } else {
                flush()
                result.append(character)
            }
        }
        flush()
        return result
    }
}
