extension Library {
    static let text: [Function] = [
        predicate("contains", "Whether the text has this text in it.", Text.contains),
        predicate("startsWith", "Whether the text begins with this text.", Text.hasPrefix),
        predicate("endsWith", "Whether the text ends with this text.", Text.hasSuffix),
    ]

    private static func predicate(
        _ name: String,
        _ doc: String,
        _ holds: @escaping @Sendable (String, String) -> Bool
    ) -> Function {
        Function(
            name,
            doc,
            [.member(.string, .string, result: .bool)],
            .binary { (left, right, meter) throws(Fault) in
                guard case .string(let text) = left, case .string(let part) = right else { throw .noOverload }
                try meter.chargeSearch(text.utf8.count, part.utf8.count)
                return .bool(holds(text, part))
            }
        )
    }

    /// The string extension of cel-go; positions count code points from 0.
    static let textExtension: [Function] = [
        Function(
            "charAt",
            "The character at a position; empty at the text's end.",
            [.member(.string, .int, result: .string)],
            .binary { (left, right, meter) throws(Fault) in
                guard case .string(let text) = left, case .int(let position) = right else { throw .noOverload }
                let scalars = try scalars(text, &meter)
                guard position >= 0, position <= scalars.count else { throw .indexOutOfRange(position) }
                return .string(position == scalars.count ? "" : String(scalars[position]))
            }
        ),
        Function(
            "indexOf",
            "Where a text first occurs, at or after a position if one is given; -1 when it doesn't.",
            [.member(.string, .string, result: .int), .member(.string, .string, .int, result: .int)],
            .any { (arguments, meter) throws(Fault) in
                let (text, part, start) = try searched(arguments, &meter)
                let from = start ?? 0
                guard from >= 0, from <= text.count else { throw .indexOutOfRange(from) }
                return .int(Search.first(part, in: text, from: from))
            }
        ),
        Function(
            "lastIndexOf",
            "Where a text last occurs, beginning at or before a position if one is given; -1 when it doesn't.",
            [.member(.string, .string, result: .int), .member(.string, .string, .int, result: .int)],
            .any { (arguments, meter) throws(Fault) in
                let (text, part, start) = try searched(arguments, &meter)
                let from = start ?? text.count
                guard from >= 0, from <= text.count else { throw .indexOutOfRange(from) }
                return .int(Search.last(part, in: text, upTo: from))
            }
        ),
        Function(
            "substring",
            "The part of the text from a position, up to but without another one or to the end.",
            [.member(.string, .int, result: .string), .member(.string, .int, .int, result: .string)],
            .any { (arguments, meter) throws(Fault) in
                guard (2...3).contains(arguments.count), case .string(let text) = arguments[0],
                    case .int(let start) = arguments[1]
                else { throw .noOverload }
                let scalars = try scalars(text, &meter)
                var end = scalars.count
                if arguments.count == 3 {
                    guard case .int(let given) = arguments[2] else { throw .noOverload }
                    end = given
                }
                guard start >= 0, start <= scalars.count else { throw .indexOutOfRange(start) }
                guard end >= 0, end <= scalars.count else { throw .indexOutOfRange(end) }
                guard start <= end else { throw Fault("invalid substring range. start: \(start), end: \(end)") }
                return .string(joined(scalars[start..<end]))
            }
        ),
        Function(
            "replace",
            "The text with one text replaced by another: everywhere, or the first so many times.",
            [
                .member(.string, .string, .string, result: .string),
                .member(.string, .string, .string, .int, result: .string),
            ],
            .any { (arguments, meter) throws(Fault) in
                guard (3...4).contains(arguments.count), case .string(let text) = arguments[0],
                    case .string(let part) = arguments[1], case .string(let other) = arguments[2]
                else { throw .noOverload }
                var limit = -1
                if arguments.count == 4 {
                    guard case .int(let given) = arguments[3] else { throw .noOverload }
                    limit = given
                }
                return .string(try Search.replace(part, with: other, in: text, limit: limit, &meter))
            }
        ),
        Function(
            "split",
            "The parts of the text between separators: all, or at most so many.",
            [
                .member(.string, .string, result: .list(.string)),
                .member(.string, .string, .int, result: .list(.string)),
            ],
            .any { (arguments, meter) throws(Fault) in
                guard (2...3).contains(arguments.count), case .string(let text) = arguments[0],
                    case .string(let separator) = arguments[1]
                else { throw .noOverload }
                var limit = -1
                if arguments.count == 3 {
                    guard case .int(let given) = arguments[2] else { throw .noOverload }
                    limit = given
                }
                return .list(try Search.split(text, separator, limit: limit, &meter).map(Value.string))
            }
        ),
        Function(
            "join",
            "The texts of a list one after the other, with a separator between them if one is given.",
            [.member(.list(.string), result: .string), .member(.list(.string), .string, result: .string)],
            .any { (arguments, meter) throws(Fault) in
                guard (1...2).contains(arguments.count), case .list(let items) = arguments[0] else { throw .noOverload }
                var separator = ""
                if arguments.count == 2 {
                    guard case .string(let given) = arguments[1] else { throw .noOverload }
                    separator = given
                }
                var result = ""
                for (index, item) in items.enumerated() {
                    guard case .string(let text) = item else { throw .noOverload }
                    try meter.charge(1)
                    try meter.chargeBytes(text.utf8.count + separator.utf8.count)
                    if index > 0 { result += separator }
                    result += text
                }
                return .string(result)
            }
        ),
        mapping("lowerAscii", "The text with A–Z in small letters; other letters stay.") { text in
            String(decoding: text.utf8.map { (0x41...0x5A).contains($0) ? $0 + 32 : $0 }, as: UTF8.self)
        },
        mapping("upperAscii", "The text with a–z in capitals; other letters stay.") { text in
            String(decoding: text.utf8.map { (0x61...0x7A).contains($0) ? $0 - 32 : $0 }, as: UTF8.self)
        },
        mapping("trim", "The text without blanks at its beginning and end (Unicode white space).") { text in
            let scalars = Array(text.unicodeScalars)
            guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
                let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
            else { return "" }
            return joined(scalars[first...last])
        },
        mapping("reverse", "The text with its characters (code points) in reverse order.") { text in
            joined(text.unicodeScalars.reversed())
        },
        Function(
            "strings.quote",
            "The text between quotes, with what can't be printed as escape sequences.",
            [.global(.string, result: .string)],
            .unary { (operand, meter) throws(Fault) in
                guard case .string(let text) = operand else { throw .noOverload }
                try meter.chargeBytes(text.utf8.count)
                return .string(Quoting.quote(text))
            }
        ),
        Function(
            "format",
            "The text with each `%s`, `%d`, `%.2f`, `%e`, `%x`, `%o`, `%b` replaced by the next element of the list.",
            [.member(.string, .list(.dyn), result: .string)],
            .binary { (left, right, meter) throws(Fault) in
                guard case .string(let template) = left, case .list(let values) = right else { throw .noOverload }
                return .string(try Formatting.format(template, values, &meter))
            }
        ),
    ]

    private static func mapping(
        _ name: String,
        _ doc: String,
        _ change: @escaping @Sendable (String) -> String
    ) -> Function {
        Function(
            name,
            doc,
            [.member(.string, result: .string)],
            .unary { (operand, meter) throws(Fault) in
                guard case .string(let text) = operand else { throw .noOverload }
                try meter.chargeBytes(text.utf8.count)
                return .string(change(text))
            }
        )
    }

    private static func searched(
        _ arguments: [Value],
        _ meter: inout Meter
    ) throws(Fault) -> (text: [Unicode.Scalar], part: [Unicode.Scalar], start: Int?) {
        guard (2...3).contains(arguments.count), case .string(let text) = arguments[0],
            case .string(let part) = arguments[1]
        else { throw .noOverload }
        var start: Int?
        if arguments.count == 3 {
            guard case .int(let given) = arguments[2] else { throw .noOverload }
            start = given
        }
        try meter.chargeSearch(text.utf8.count, part.utf8.count * 64)
        return (try scalars(text, &meter), try scalars(part, &meter), start)
    }

    private static func scalars(_ text: String, _ meter: inout Meter) throws(Fault) -> [Unicode.Scalar] {
        try meter.chargeBytes(text.utf8.count)
        return Array(text.unicodeScalars)
    }

    private static func joined(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }
}
