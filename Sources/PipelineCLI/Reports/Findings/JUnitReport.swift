import YAML
import PipelineCore
import Planning

/// Findings as JUnit XML, which CI servers show as tests: one case a file, failed by its errors.
enum JUnitReport {
    static func text(_ loading: Loading, files: [String]) -> String {
        let byFile = Dictionary(grouping: loading.diagnostics) {
            $0.span?.source.name ?? files.first ?? "configuration"
        }
        let names = files + byFile.keys.filter { !files.contains($0) }.sorted()
        let failed = names.filter { byFile[$0]?.contains { $0.severity == .error } == true }
        var lines = [
            #"<?xml version="1.0" encoding="UTF-8"?>"#,
            #"<testsuites><testsuite name="pipeline validate" tests="\#(names.count)" failures="\#(failed.count)" errors="0">"#,
        ]
        for name in names {
            let findings = byFile[name] ?? []
            let errors = findings.filter { $0.severity == .error }
            let others = findings.filter { $0.severity != .error }
            if findings.isEmpty {
                lines.append(#"<testcase classname="pipeline" name="\#(escaped(name))"/>"#)
                continue
            }
            lines.append(#"<testcase classname="pipeline" name="\#(escaped(name))">"#)
            for error in errors {
                lines.append(
                    #"<failure type="\#(escaped(error.code.rawValue))" message="\#(escaped(error.message))">\#(escaped(line(error)))</failure>"#
                )
            }
            if !others.isEmpty {
                lines.append("<system-out>\(escaped(others.map(line).joined(separator: "\n")))</system-out>")
            }
            lines.append("</testcase>")
        }
        lines.append("</testsuite></testsuites>")
        return lines.joined(separator: "\n")
    }

    private static func line(_ diagnostic: Diagnostic) -> String {
        let place = diagnostic.span.map { "\($0.source.name):\($0.start.line):\($0.start.column): " } ?? ""
        let hint = diagnostic.hint.map { " (\($0))" } ?? ""
        return "\(place)\(diagnostic.severity.rawValue)[\(diagnostic.code)]: \(diagnostic.message)\(hint)"
    }

    /// Characters that XML 1.0 can't hold (§2.2) become U+FFFD.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\n": result += "&#10;"
            case "\t": result += "\t"
            default:
                let isAllowed = scalar.value >= 0x20 && scalar.value != 0xFFFE && scalar.value != 0xFFFF
                result.unicodeScalars.append(isAllowed ? scalar : "\u{FFFD}")
            }
        }
        return result
    }
}
