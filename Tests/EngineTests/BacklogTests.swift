import State
import Testing

@testable import Engine

@Suite struct BacklogTests {
    @Test func `there is more until the end was reached with all that had arrived`() {
        var backlog = Backlog()
        #expect(backlog.hasMore(arrived: 0))
        backlog.take(.page([], last: 0, isEnd: true), arrived: 0)
        #expect(!backlog.hasMore(arrived: 0))
        #expect(backlog.hasMore(arrived: 1))
        backlog.take(.page(["a"], last: 1, isEnd: false), arrived: 2)
        #expect(backlog.hasMore(arrived: 2))
        backlog.take(.page(["b"], last: 2, isEnd: true), arrived: 2)
        #expect(!backlog.hasMore(arrived: 2))
        #expect(backlog.last == 2)
    }

    @Test func `rows that arrive while a page is read aren't missed`() {
        var backlog = Backlog()
        // One row had arrived before the page was read, another arrived meanwhile and may not be in it.
        backlog.take(.page(["a"], last: 1, isEnd: true), arrived: 1)
        #expect(backlog.hasMore(arrived: 2))
    }

    @Test func `a key that was met while it was busy is due when it comes back`() {
        var backlog = Backlog()
        backlog.take(.page(["a", "b"], last: 2, isEnd: true), arrived: 2)
        backlog.take(.page([], passed: ["a"], last: 3, isEnd: true), arrived: 3)
        #expect(!backlog.hasMore(arrived: 3))
        backlog.free("b", isLeft: false)
        #expect(!backlog.hasMore(arrived: 3))
        backlog.free("a", isLeft: false)
        #expect(backlog.hasMore(arrived: 3))
        #expect(backlog.takeDue(9) == ["a"])
        #expect(backlog.busy == ["a"])
        backlog.free("a", isLeft: false)
        #expect(backlog.busy.isEmpty)
        #expect(!backlog.hasMore(arrived: 3))
    }

    @Test func `a key that is left is due again, one put off isn't`() {
        var backlog = Backlog()
        backlog.take(.page(["a", "b"], last: 2, isEnd: true), arrived: 2)
        backlog.free("a", isLeft: true)
        backlog.putOff("b")
        backlog.take(.page([], passed: ["b"], last: 3, isEnd: true), arrived: 3)
        #expect(backlog.takeDue(9) == ["a"])
        #expect(backlog.takeDue(9).isEmpty)
        #expect(!backlog.hasMore(arrived: 3))
        #expect(backlog.deferred == 1)
        #expect(backlog.busy == ["a", "b"])
    }

    @Test func `an isolated key comes back until nothing waits for it`() {
        var backlog = Backlog()
        backlog.take(.page(["a"], last: 2, isEnd: true), arrived: 2)
        backlog.isolate("a")
        for _ in 0..<3 {
            backlog.free("a", isLeft: false)
            #expect(backlog.takeDue(1) == ["a"])
        }
        backlog.freeEmpty("a")
        #expect(!backlog.hasMore(arrived: 2))
        #expect(backlog.isolated.isEmpty)
    }

    @Test func `rows on their way or settled don't wait`() {
        var backlog = Backlog()
        #expect(backlog.waiting(arrived: 10) == 10)
        backlog.send(rows: 4)
        #expect(backlog.waiting(arrived: 10) == 6)
        backlog.receive(rows: 4, settled: 3)
        #expect(backlog.waiting(arrived: 10) == 7)
        backlog.settle(rows: 7)
        #expect(backlog.waiting(arrived: 10) == 0)
        backlog.adopt(["x"])
        #expect(backlog.waiting(arrived: 10) == 0)
        #expect(backlog.busy == ["x"])
    }

    @Test func `a key is freed once`() {
        var backlog = Backlog()
        backlog.free("a", isLeft: true)
        #expect(backlog.takeDue(1).isEmpty)
    }
}

extension OutboxPage {
    fileprivate static func page(
        _ keys: [String],
        passed: Set<String> = [],
        last: Int,
        isEnd: Bool
    ) -> OutboxPage {
        OutboxPage(
            keys: keys.map { PendingKey(key: $0, entries: [], ledger: nil, existing: nil) },
            passed: passed,
            last: last,
            isEnd: isEnd
        )
    }
}
