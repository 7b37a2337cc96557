import PipelineCore
import Testing
import YAML

@testable import Planning

@Suite struct EnvironmentFileTests {
    private func read(_ text: String) -> EnvironmentFile { readEnvironmentFile(SourceText(name: ".env", text: text)) }

    @Test(
        arguments: [
            ("A=b", "b"), ("A=", ""), ("A = b", nil), ("  export A=b  ", "b"), ("A=b # c", "b"), ("A=b#c", "b#c"),
            ("A='b # c'", "b # c"), ("A=\"b # c\" # d", "b # c"), ("A='b\\n'", "b\\n"),
            ("A=\"b\\n\\\"\\\\\\$\\x\"", "b\n\"\\$\\x"),
            ("A= b c ", "b c"), ("A=${B}", "${B}"), ("A=b=c", "b=c"), ("A='", nil), ("A=\"b", nil), ("A='b'c", nil),
            ("A", nil),
            ("1A=b", nil), ("A-B=c", nil), ("A=é", "é"), ("# A=b", nil), ("", nil), ("A=\"b\"\r", "b"),
        ] as [(String, String?)]
    )
    func `a line gives a value`(_ line: String, _ value: String?) {
        #expect(read(line).values["A"] == value)
    }

    @Test func `values come with their lines`() {
        let file = read("# comment\n\nA=1\nexport B='2'\n")
        #expect(file.values == ["A": "1", "B": "2"])
        #expect(file.lines == ["A": 3, "B": 4])
        #expect(file.diagnostics.isEmpty)
    }

    @Test func `what can't be read is shown without the values`() {
        let file = read("A=secret1\nthis is secret2\n  B='secret3\nA=secret4\nC D=secret5")
        #expect(
            TextReport().text(file.diagnostics) == """
                error[malformed-line]: line 2 has no `=`
                 ┌─ .env:2:1
                2│ •••••••••••••••
                 │ ^^^^^^^^^^^^^^^ write `NAME=value`
                error[malformed-line]: line 3 has no closing `'`
                 ┌─ .env:3:3
                3│   B=••••••••
                 │   ^^^^^^^^^^ close the quotes on the same line; `\\n` in double quotes is a line break
                error[duplicate-key]: `A` is set twice
                 ┌─ .env:4:1
                4│ A=•••••••
                 │ ^^^^^^^^^ remove one of the two
                 ┌─ .env:1:1
                1│ A=•••••••
                 │ --------- first set here
                error[malformed-line]: line 5 doesn't begin with a variable's name and `=`
                 ┌─ .env:5:1
                5│ C D=•••••••
                 │ ^^^^^^^^^^^ names are letters, digits and `_`, with no blank before the `=`

                """
        )
    }
}
