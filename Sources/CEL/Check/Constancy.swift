/// Conditions that never change.
enum Constancy {
    private static func word(_ flag: Bool) -> String { flag ? "true" : "false" }

    /// An operand of `&&` or `||`.
    static func operand(_ flag: Bool, _ logic: Syntax.Logic, _ text: String, _ range: Range<Int>) -> Finding {
        let decides = flag == (logic == .or)
        return Finding(
            code: .constantCondition,
            message: "`\(Words.cut(text))` is always \(word(flag))"
                + (decides ? ", and so is everything that it is joined with" : ""),
            range: range,
            hint: decides ? nil : "leave it out",
            severity: .warning
        )
    }

    /// The condition of `? :`.
    static func condition(_ flag: Bool, _ text: String, _ range: Range<Int>) -> Finding {
        Finding(
            code: .constantCondition,
            message:
                "`\(Words.cut(text))` is always \(word(flag)), so the value \(flag ? "after" : "before") `:` is never used",
            range: range,
            hint: "write the other value alone",
            severity: .warning
        )
    }

    /// The whole expression, if it is a condition that never changes.
    ///
    /// A mere `true` or `false` is such a condition only where a condition is asked for.
    static func whole(_ code: Code, _ syntax: Syntax, _ expected: ValueType?) -> Bool? {
        guard case .bool(let flag) = code.constant, syntax.literal == nil || expected == .bool else { return nil }
        return flag
    }

    static func whole(_ flag: Bool, _ range: Range<Int>) -> Finding {
        Finding(
            code: .constantCondition,
            message: "this is always \(word(flag)), whatever the record",
            range: range,
            hint: flag ? nil : "no record will ever pass",
            severity: .warning
        )
    }
}

extension Words {
    /// A piece of source, cut to a readable length.
    static func cut(_ text: String) -> String {
        text.unicodeScalars.count > 60 ? String(text.unicodeScalars.prefix(57)) + "…" : text
    }
}
