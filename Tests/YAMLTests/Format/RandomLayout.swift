/// Writes random YAML in a random layout: indentation of one to four columns, lists at their key's column or deeper, spaces and
/// comments anywhere.
struct RandomLayout {
    private var generator: Generator
    private var lines: [String] = []
    private(set) var comments = 0

    init(seed: UInt64) {
        generator = Generator(state: seed &+ 1)
    }

    mutating func text() -> String {
        lines = ["root:   &root one"]
        mapping(column: 0, depth: 0)
        remark(column: 0)
        return lines.joined(separator: oneIn(8) ? "\r\n" : "\n") + (oneIn(5) ? "" : "\n")
    }

    private mutating func mapping(column: Int, depth: Int) {
        for number in 0..<(1 + below(4)) {
            remark(column: column)
            let key = pick(["key\(number)", "\"quoted \(number)\"", "名\(number)", "a b \(number)"])
            entry(oneIn(12) ? "? \(key)\n\(spaces(column)):" : "\(key):", column: column, depth: depth, isItem: false)
        }
    }

    private mutating func sequence(column: Int, depth: Int) {
        for _ in 0..<(1 + below(4)) {
            remark(column: column)
            entry("-", column: column, depth: depth, isItem: true)
        }
    }

    private mutating func entry(_ head: String, column: Int, depth: Int, isItem: Bool) {
        let start = spaces(column) + head + spaces(1 + below(3))
        switch depth > 4 ? below(4) : below(9) {
        case 0, 1:
            add(start + pick(["1", "true", "plain text", "*root", "!!str 5", "'it''s'", "http://x/#y", "日本"]) + tail())
        case 2: add(start + flow(0, column: column) + tail())
        case 3:
            let text = pick(["|", ">-", "|+", ">"])
            add(start + text + tail(isComment: true))
            let inner = spaces(column + 1 + below(4))
            lines += [inner + "text  here", inner + "   # no comment", "", inner + "end"]
            if oneIn(3) { lines.append("") }
        case 4:
            add(start + pick(["plain on", "\"quoted on"]).description)
            let isQuoted = lines[lines.count - 1].contains("\"quoted on")
            lines.append(spaces(column + 1 + below(4)) + "more lines" + (isQuoted ? "\"" : ""))
        case 5, 6:
            add(spaces(column) + head + (oneIn(5) ? " &anchor\(lines.count)" : "") + tail())
            mapping(column: column + 1 + below(4), depth: depth + 1)
        default:
            add(spaces(column) + head + tail())
            sequence(column: isItem ? column + 1 + below(4) : column + below(4), depth: depth + 1)
        }
    }

    private mutating func flow(_ depth: Int, column: Int) -> String {
        guard depth < 3, !oneIn(3) else { return pick(["1", "\"x\"", "b c", "é"]) }
        let pause = pick([",", ", ", " ,  ", ",\n\(spaces(column + 3))"])
        let isList = oneIn(2)
        let items = (0..<below(4)).map {
            (isList ? "" : "k\($0):" + spaces(1 + below(2))) + flow(depth + 1, column: column)
        }
        let inner = spaces(below(3)) + items.joined(separator: pause) + spaces(below(3))
        return isList ? "[\(inner)]" : "{\(inner)}"
    }

    private mutating func remark(column: Int) {
        switch below(8) {
        case 0: lines.append(spaces(column) + comment())
        case 1: lines.append(spaces(below(8)) + comment())
        case 2: lines += ["", ""]
        default: break
        }
    }

    private mutating func tail(isComment: Bool = false) -> String {
        switch below(6) {
        case 0: spaces(1 + below(4)) + comment()
        case 1 where !isComment: "  "
        default: ""
        }
    }

    private mutating func comment() -> String {
        defer { comments += 1 }
        return "# comment \(comments)"
    }

    private mutating func add(_ text: String) { lines += text.split(separator: "\n").map(String.init) }
    private func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }
    private mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &generator) }
    private mutating func oneIn(_ count: Int) -> Bool { below(count) == 0 }
    private mutating func pick(_ choices: [String]) -> String { choices[below(choices.count)] }

    private struct Generator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state ^ (state >> 29)) &* 0x9E37_79B9_7F4A_7C15
        }
    }
}
