import Testing
import YAML

@Suite struct SourceTextTests {
    let source = SourceText(name: "a.yaml", text: "ab\r\né日x\rlast\n")

    @Test(arguments: [(0, ""), (1, "ab"), (2, "é日x"), (3, "last"), (4, ""), (5, "")])
    func `a line comes without its line break`(_ number: Int, _ text: String) {
        #expect(source.line(number) == text)
        #expect(source.lineCount == 4)
    }

    @Test(arguments: [
        (-1, Mark(offset: 0, line: 1, column: 1)), (1, Mark(offset: 1, line: 1, column: 2)),
        (4, Mark(offset: 4, line: 2, column: 1)), (5, Mark(offset: 4, line: 2, column: 1)),
        (6, Mark(offset: 6, line: 2, column: 2)), (8, Mark(offset: 6, line: 2, column: 2)),
        (9, Mark(offset: 9, line: 2, column: 3)), (11, Mark(offset: 11, line: 3, column: 1)),
        (99, Mark(offset: 16, line: 4, column: 1)),
    ])
    func `a mark counts lines and characters`(_ offset: Int, _ mark: Mark) {
        #expect(source.mark(atOffset: offset) == mark)
    }

    @Test(arguments: [(1, 2, 1), (2, 3, 9), (2, 99, 10), (9, 1, 16), (0, 0, 0)])
    func `a line and column lead to their mark`(_ line: Int, _ column: Int, _ offset: Int) {
        #expect(source.mark(line: line, column: column).offset == offset)
    }

    @Test func `two texts are two places, even with the same bytes`() {
        let other = SourceText(name: "a.yaml", bytes: source.bytes)
        #expect(source.span(from: 0, to: 1) == source.span(from: 0, to: 1))
        #expect(source.span(from: 0, to: 1) != other.span(from: 0, to: 1))
    }
}
