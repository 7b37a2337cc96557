import Synchronization
import Testing

@testable import ZoomConnector

@Suite struct SharedReadsTests {
    /// A door that stays shut until it is opened; tells when somebody stands before it.
    private final class Door: Sendable {
        private struct State {
            var isOpen = false
            var waiting: [CheckedContinuation<Void, Never>] = []
            var watchers: [CheckedContinuation<Void, Never>] = []
        }

        private let state = Mutex(State())

        func pass() async {
            await withCheckedContinuation { continuation in
                let (isOpen, watchers) = state.withLock { state in
                    defer { state.watchers = [] }
                    if !state.isOpen { state.waiting.append(continuation) }
                    return (state.isOpen, state.watchers)
                }
                watchers.forEach { $0.resume() }
                if isOpen { continuation.resume() }
            }
        }

        func somebodyWaits() async {
            await withCheckedContinuation { continuation in
                let isThere = state.withLock { state in
                    if state.waiting.isEmpty { state.watchers.append(continuation) }
                    return !state.waiting.isEmpty
                }
                if isThere { continuation.resume() }
            }
        }

        func open() {
            let waiting = state.withLock { state in
                state.isOpen = true
                defer { state.waiting = [] }
                return state.waiting
            }
            waiting.forEach { $0.resume() }
        }
    }

    @Test func `many who ask at once get what one of them read`() async throws {
        let reads = SharedReads<String, Int>(capacity: 4)
        let readers = Taken<Int>()
        let sum = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<50 {
                group.addTask {
                    try await reads.value("a") {
                        await Task.yield()
                        readers.add(7)
                        return 7
                    }
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(sum == 350)
        #expect(readers.all == [7])
        #expect(reads.known("a") == 7)
        #expect(reads.known("b") == nil)
    }

    @Test func `when the reader is cancelled, another who waits reads`() async throws {
        let reads = SharedReads<String, Int>(capacity: 4)
        let door = Door()
        let first = Task { @Sendable in
            try await reads.value("a") {
                await door.pass()
                try Task.checkCancellation()
                return 1
            }
        }
        await door.somebodyWaits()
        let second = Task { @Sendable in try await reads.value("a") { 2 } }
        first.cancel()
        door.open()
        #expect(try await second.value == 2)
        await #expect(throws: CancellationError.self) { try await first.value }
    }

    @Test func `who waits can be cancelled without the reader's end`() async throws {
        let reads = SharedReads<String, Int>(capacity: 4)
        let door = Door()
        let reader = Task { @Sendable in
            try await reads.value("a") {
                await door.pass()
                return 1
            }
        }
        await door.somebodyWaits()
        let waiter = Task { @Sendable in try await reads.value("a") { 2 } }
        waiter.cancel()
        await #expect(throws: CancellationError.self) { try await waiter.value }
        door.open()
        #expect(try await reader.value == 1)
    }

    @Test func `lasting failures are kept, passing ones are tried again`() async throws {
        let reads = SharedReads<String, Int>(capacity: 4)
        for (key, kind, answer) in [("gone", ZoomFailure.Kind.notFound, 0), ("slow", .temporary, 5)] {
            await #expect(throws: ZoomFailure.self) { try await reads.value(key) { throw ZoomFailure(kind, "", "x") } }
            let again = try? await reads.value(key) { 5 }
            #expect((again ?? 0) == answer)
        }
    }

    @Test func `what wasn't used for the longest time makes room`() {
        var cache = LeastRecentlyUsed<String, Int>(capacity: 2)
        cache["a"] = 1
        cache["b"] = 2
        _ = cache["a"]
        cache["c"] = 3
        #expect(cache["b"] == nil)
        #expect(cache["a"] == 1)
        #expect(cache["c"] == 3)
        #expect(cache.count == 2)
    }
}
