import Planning
import Trials
import YAML

/// How the tests of a configuration ended.
struct TestReport {
    /// A test and how it ended.
    struct Line {
        let test: TestCase
        let result: TestResult
    }

    /// A filter, and what the tests made of it.
    struct Filter {
        let pipeline: String
        let place: Span
        let count: TestRunner.FilterCount

        /// What no test has made it, in words; nil when it was both.
        var lack: String? {
            switch (count.kept, count.left) {
            case (0, 0): "never reached"
            case (_, 0): "never false"
            case (0, _): "never true"
            default: nil
            }
        }
    }

    let lines: [Line]
    let filters: [Filter]
    let seconds: Double

    var failed: Int { lines.filter { !$0.result.isPassed }.count }

    /// For people: what failed and why, then the sum.
    func text(_ style: Style, isUpdating: Bool) -> String {
        var text: [String] = []
        for line in lines where !line.result.isPassed {
            text.append(style.red("✗") + " " + style.bold(line.test.name) + style.dim("  \(line.test.pipeline.name)"))
            for mismatch in line.result.mismatches {
                if line.result.outcome == nil {
                    text.append("  \(mismatch.span)  \(mismatch.actual ?? "it couldn't be run")")
                    continue
                }
                text.append("  \(mismatch.span)  \(mismatch.path)")
                if let expected = mismatch.expected { text.append(style.red("    - \(expected)")) }
                if let actual = mismatch.actual {
                    text.append(
                        style.green("    + \(actual)") + (mismatch.expected == nil ? style.dim("  unexpected") : "")
                    )
                } else {
                    text.append(style.dim("      nothing came"))
                }
            }
            text.append("")
        }
        text += filters.compactMap { filter in
            filter.lack.map { lack in
                "  " + style.yellow(lack) + ": the filter `\(Self.oneLine(filter.place.text))` of \(filter.pipeline)"
                    + style.dim("  \(filter.place)")
            }
        }
        text.append(summary(style, isUpdating: isUpdating))
        return text.joined(separator: "\n")
    }

    private func summary(_ style: Style, isUpdating: Bool) -> String {
        let time = "in \(Int((seconds * 1_000).rounded(.up))) ms"
        let count = NumberText.count(lines.count, "test")
        if failed == 0 { return style.green("✓") + " \(count) passed \(time)" }
        let verb = isUpdating ? "differed, and \(failed == 1 ? "is" : "are") updated" : "failed"
        return style.red("✗") + " \(NumberText.grouped(failed)) of \(count) \(verb) \(time)"
    }

    private static func oneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
