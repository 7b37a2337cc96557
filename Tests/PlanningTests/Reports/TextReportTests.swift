import PipelineCore
import Testing
import YAML

@testable import Planning

@Suite struct TextReportTests {
    private func span(_ marked: String, in text: String) throws -> Span {
        let source = SourceText(name: "a.yaml", text: text)
        let range = try #require(text.firstRange(of: marked))
        let start = text.utf8.distance(from: text.startIndex, to: range.lowerBound)
        return source.span(from: start, to: start + marked.utf8.count)
    }

    private func report(_ marked: String, in text: String) throws -> String {
        TextReport().text([Diagnostic(.error, .syntax, "message", at: try span(marked, in: text), hint: "hint")])
    }

    @Test func `the caret stands under wide characters and has their width`() throws {
        #expect(
            try report("出席", in: "参加: 出席 x") == """
                error[syntax]: message
                 ┌─ a.yaml:1:5
                1│ 参加: 出席 x
                 │       ^^^^ hint

                """
        )
    }

    @Test func `tabs take four columns and combining marks none`() throws {
        #expect(
            try report("x", in: "e\u{301}\t\tx") == """
                error[syntax]: message
                 ┌─ a.yaml:1:5
                1│ e\u{301}        x
                 │          ^ hint

                """
        )
    }

    @Test func `what a terminal obeys is made visible`() throws {
        #expect(
            try report("x", in: "\u{1B}[31m\u{202E}x\u{7}") == """
                error[syntax]: message
                 ┌─ a.yaml:1:7
                1│ ␛[31m\\u{202E}x␇
                 │              ^ hint

                """
        )
    }

    @Test func `an empty stretch and one over several lines have a caret`() throws {
        let source = SourceText(name: "a.yaml", text: "ab\ncd\n")
        let empty = Diagnostic(.error, .syntax, "m", at: source.span(from: 2, to: 2))
        let long = Diagnostic(.error, .syntax, "m", at: source.span(from: 1, to: 5))
        #expect(
            TextReport().text([empty, long]) == """
                error[syntax]: m
                 ┌─ a.yaml:1:3
                1│ ab
                 │   ^
                error[syntax]: m
                 ┌─ a.yaml:1:2
                1│ ab
                 │  ^

                """
        )
    }

    @Test(arguments: [0, 10, 60, 500, 990])
    func `long lines are clipped around the stretch`(_ place: Int) throws {
        let line = String(repeating: "a", count: place) + "<x>" + String(repeating: "b", count: 1_000 - place)
        let lines = try report("<x>", in: line).split(separator: "\n")
        #expect(lines.allSatisfy { $0.count < 130 })
        let column = try #require(lines[2].firstRange(of: "<x>")).lowerBound
        let caret = try #require(lines[3].firstRange(of: "^^^")).lowerBound
        #expect(
            lines[2].distance(from: lines[2].startIndex, to: column)
                == lines[3].distance(from: lines[3].startIndex, to: caret)
        )
    }

    @Test func `related places share the width of the line numbers`() throws {
        let text = String(repeating: "\n", count: 9) + "b: 2"
        let first = Diagnostic.Related(message: "first", span: try span("a", in: "a: 1"))
        let diagnostic = Diagnostic(.warning, .syntax, "m", at: try span("b", in: text), related: [first])
        #expect(
            TextReport().text([diagnostic]) == """
                warning[syntax]: m
                  ┌─ a.yaml:10:1
                10│ b: 2
                  │ ^
                  ┌─ a.yaml:1:1
                 1│ a: 1
                  │ - first

                """
        )
    }

    @Test func `notes take a line unless all of it is wanted`() throws {
        let note = Diagnostic(.note, .syntax, "m", at: try span("a", in: "a: 1"))
        #expect(TextReport().text([note]) == "note[syntax]: m (a.yaml:1:1)\n")
        #expect(TextReport(showsNotesInFull: true).text([note]) == "note[syntax]: m\n ┌─ a.yaml:1:1\n1│ a: 1\n │ ^\n")
    }

    @Test func `what concerns no place has none`() {
        let diagnostic = Diagnostic(.error, .syntax, "m", at: nil, hint: "hint")
        #expect(TextReport().text([diagnostic]) == "error[syntax]: m\n  hint\n")
    }

    @Test func `colours are used when wanted`() {
        let diagnostic = Diagnostic(.error, .syntax, "m", at: nil)
        #expect(
            TextReport(usesColor: true).text([diagnostic])
                == "\u{1B}[1;31merror[syntax]\u{1B}[0m: \u{1B}[1mm\u{1B}[0m\n"
        )
    }

    @Test(arguments: [
        ("pipelnes: {}", "1 error in 1 file · 0 pipelines checked"),
        ("a: 1\nb: 2", "2 errors in 1 file · 0 pipelines checked"),
        (
            "pipelines: { p: { source: { files.csv: { path: x, columns: a } }, sink: stdout } }",
            "no problems in 1 file · 1 pipeline checked"
        ),
        (Example.compact, "no problems, 1 note in 1 file · 4 pipelines checked"),
    ])
    func `the summary counts`(_ text: String, _ summary: String) {
        #expect(TextReport().summary(loading(text)) == summary)
    }
}
