/// A piece of the file as messages quote it: in backquotes, on one line, not too long, nothing that a terminal obeys.
func quotedForPeople(_ text: String) -> String {
    var shown = ""
    var count = 0
    for scalar in text.unicodeScalars {
        guard count < 60 else { return "`\(shown)…`" }
        count += 1
        switch scalar.properties.generalCategory {
        case .control where scalar == "\n": shown += "\\n"
        case .control where scalar == "\t": shown += "\\t"
        case .control, .format, .lineSeparator, .paragraphSeparator:
            shown += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
        default: shown.unicodeScalars.append(scalar)
        }
    }
    return "`\(shown)`"
}
