package import PipelineCore
package import YAML

/// A file of variables, as `--env-file` takes it.
package struct EnvironmentFile: Sendable {
    /// The variables' values.
    package let values: [String: String]

    /// The line that each variable stands on, from 1.
    package let lines: [String: Int]

    /// What is wrong with the file. The spans are in a copy of it that shows no value, since values are secrets.
    package let diagnostics: [Diagnostic]
}

/// Reads `KEY=VALUE` lines: `export` before the key and comments are allowed; in single quotes everything stands for
/// itself, in double quotes `\n`, `\t`, `\"`, `\\` and `\$` are escapes; nothing is replaced in values.
package func readEnvironmentFile(_ source: SourceText) -> EnvironmentFile {
    var reader = EnvironmentFileReader(source)
    for number in 1...source.lineCount { reader.read(source.line(number), number) }
    return reader.result
}

private struct EnvironmentFileReader {
    private let shown: SourceText
    private var values: [String: String] = [:]
    private var lines: [String: Int] = [:]
    private var findings: [Diagnostic] = []

    init(_ source: SourceText) {
        let lines = (1...source.lineCount).map { EnvironmentLine.masked(source.line($0)) }
        shown = SourceText(name: source.name, text: lines.joined(separator: "\n"))
    }

    var result: EnvironmentFile { EnvironmentFile(values: values, lines: lines, diagnostics: findings) }

    mutating func read(_ text: String, _ number: Int) {
        do throws(EnvironmentLine.Fault) {
            guard let line = try EnvironmentLine(text) else { return }
            if let first = lines[line.name] {
                findings.append(
                    Diagnostic(
                        .error,
                        .duplicateKey,
                        "`\(line.name)` is set twice",
                        at: span(number),
                        hint: "remove one of the two",
                        related: [.init(message: "first set here", span: span(first))]
                    )
                )
                return
            }
            values[line.name] = line.value
            lines[line.name] = number
        } catch {
            findings.append(
                Diagnostic(
                    .error,
                    .malformedLine,
                    "line \(number) \(error.message)",
                    at: span(number),
                    hint: error.hint
                )
            )
        }
    }

    /// A line without the blanks before it.
    private func span(_ number: Int) -> Span {
        let line = shown.line(number)
        var offset = 0
        for earlier in 1..<max(number, 1) { offset += shown.line(earlier).utf8.count + 1 }
        let blanks = line.utf8.prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }.count
        return shown.span(from: offset + blanks, to: offset + line.utf8.count)
    }
}
