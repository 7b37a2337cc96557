extension Scalar {
    /// What to write, if this text is a key and value without the space that makes them one: `b:2`.
    ///
    /// That is valid YAML, text of that very spelling, so it only matters where a mapping is wanted.
    package var missingSpaceHint: String? {
        guard style == .plain, let colon = text.firstIndex(of: ":") else { return nil }
        let key = text[..<colon]
        let value = text[text.index(after: colon)...].prefix { $0 != " " && $0 != "\n" }
        guard !key.isEmpty, !value.isEmpty, !value.hasPrefix("/"), !value.hasPrefix(":"),
            key.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" || $0 == "." })
        else { return nil }
        return "a space is missing after the colon: write \(quotedForPeople("\(key): \(value)"))"
    }
}
