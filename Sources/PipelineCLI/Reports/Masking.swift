/// Hides who a person is, but not that two lines are about the same.
enum Masking {
    /// `aiko@example.com` → `a•••@example.com`.
    static func email(_ email: String, reveal: Bool) -> String {
        guard !reveal, let at = email.lastIndex(of: "@"), let first = email.first else { return email }
        return "\(first)•••\(email[at...])"
    }

    /// A text with each email in it masked.
    static func text(_ text: String, reveal: Bool) -> String {
        guard !reveal, text.contains("@") else { return text }
        return text.replacing(/[^\s"'<>,;:@]+@[^\s"'<>,;:@]+/) { email(String($0.output), reveal: false) }
    }
}
