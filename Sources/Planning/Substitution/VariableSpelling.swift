/// A variable as other tools write it: `$NAME`, `$(NAME)`, `{{ NAME }}`, `%NAME%`.
struct VariableSpelling {
    /// What to write.
    let hint: String

    /// Reads a text that is such a reference and nothing else; nil when it isn't.
    init?(whole text: String) {
        for (start, end) in [("$(", ")"), ("{{", "}}"), ("%", "%"), ("$", "")]
        where text.hasPrefix(start) && text.hasSuffix(end) {
            let inner = text.dropFirst(start.count).dropLast(end.count).trimmingBlanks
            guard let name = inner.split(separator: ".").last.map(String.init), Self.isName(name) else { continue }
            self.init(name: name)
            return
        }
        return nil
    }

    /// Reads what stands between the braces of GitHub's `${{ secrets.NAME }}`; nil when it is something else.
    init?(github inner: String) {
        guard inner.hasPrefix("{"), let word = inner.dropFirst().split(whereSeparator: { " }".contains($0) }).first,
            let name = word.split(separator: ".").last.map(String.init), Self.isName(name)
        else { return nil }
        hint = "this is GitHub's syntax: pass it as `env` of the step, and write `${\(name)}` here"
    }

    private init(name: String) { hint = "write `${\(name)}`" }

    /// Capitals, as variables of the environment are written.
    private static func isName(_ text: String) -> Bool {
        guard let first = text.utf8.first, text.utf8.count > 1 else { return false }
        let letters = UInt8(ascii: "A")...UInt8(ascii: "Z")
        return (letters.contains(first) || first == UInt8(ascii: "_"))
            && text.utf8.allSatisfy {
                letters.contains($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: "_")
            }
    }

    /// The first `$NAME` within a text, with its UTF-8 range.
    static func within(_ text: String) -> (range: Range<Int>, spelling: VariableSpelling)? {
        let bytes = Array(text.utf8)
        for start in bytes.indices where bytes[start] == UInt8(ascii: "$") {
            let name = bytes[(start + 1)...].prefix {
                (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) || $0 == UInt8(ascii: "_")
            }
            guard name.count > 1 else { continue }
            let spelling = VariableSpelling(name: String(decoding: name, as: UTF8.self))
            return (start..<(start + 1 + name.count), spelling)
        }
        return nil
    }
}
