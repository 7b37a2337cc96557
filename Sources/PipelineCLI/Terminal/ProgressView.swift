import PipelineCore
import Engine
import Foundation

/// Shows a run's progress on standard error: redrawn in place on a terminal, a line now and then elsewhere.
struct ProgressView {
    let board: ProgressBoard
    let isTerminal: Bool
    let style: Style

    /// Draws until the task is cancelled.
    func run() async {
        let clock = ContinuousClock()
        let began = clock.now
        var drawn = 0
        var lastPlain = clock.now
        while !Task.isCancelled {
            try? await Task.sleep(for: .milliseconds(200))
            let seconds = Double(began.duration(to: clock.now).components.seconds)
            if isTerminal {
                erase(drawn)
                let lines = board.lines.map { text($0, seconds: seconds) }
                Output.raw(lines.map { $0 + "\n" }.joined())
                drawn = lines.count
            } else if lastPlain.duration(to: clock.now) > .seconds(5) {
                lastPlain = clock.now
                for line in board.lines where line.found > 0 { Output.note(text(line, seconds: seconds)) }
            }
        }
        erase(drawn)
    }

    /// Shows the progress on `board` while `work` runs; nothing with `--json`.
    static func drawing<Result: Sendable>(
        _ board: ProgressBoard,
        _ output: OutputOptions,
        _ work: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        guard !output.json else { return try await work() }
        let view = ProgressView(board: board, isTerminal: isatty(2) == 1, style: output.errorStyle)
        return try await withThrowingTaskGroup(of: Result?.self) { group in
            group.addTask {
                await view.run()
                return nil
            }
            group.addTask { try await work() }
            while let result = try await group.next() {
                guard let result else { continue }
                group.cancelAll()
                await group.waitForAllIgnoringFailures()
                return result
            }
            throw CancellationError()
        }
    }

    private func erase(_ count: Int) {
        if count > 0 { Output.raw("\u{1B}[\(count)A\u{1B}[J") }
    }

    private func text(_ line: ProgressBoard.Line, seconds: Double) -> String {
        let width = board.lines.map(\.name.count).max() ?? 0
        let name = line.name + String(repeating: " ", count: width - line.name.count)
        let share = line.found == 0 ? (line.isListed ? 1 : 0) : Double(line.done) / Double(line.found)
        let filled = Int(share * 20)
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 20 - filled)
        var text =
            "  \(name)  \(style.cyan(bar))  \(NumberText.grouped(line.done)) of \(NumberText.grouped(line.found))"
        if !line.isListed { text += "+" }
        text += " · \(NumberText.count(line.books.rows, "row"))"
        if line.books.pending > 0 { text += " · \(NumberText.grouped(line.books.pending)) waiting" }
        if line.isListed, line.done > 0, line.done < line.found, seconds > 2 {
            let left = seconds / Double(line.done) * Double(line.found - line.done)
            text += " · \(NumberText.clock(left)) left"
        }
        return text
    }
}

extension ThrowingTaskGroup {
    fileprivate mutating func waitForAllIgnoringFailures() async {
        while let next = await nextResult() { _ = next }
    }
}
