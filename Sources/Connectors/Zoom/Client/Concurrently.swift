/// Does something for many items, a few at a time, and takes the results as they come, one after the other.
///
/// - Parameter limit: how many are under way at once.
/// - Throws: the first error of `work` or `take`; the rest is cancelled.
func concurrently<Item: Sendable, Result: Sendable>(
    _ items: [Item],
    limit: Int,
    work: @escaping @Sendable (Item) async throws -> Result,
    take: (Result) async throws -> Void
) async throws {
    try await withThrowingTaskGroup(of: Result.self) { group in
        var waiting = items.makeIterator()
        for _ in 0..<limit {
            guard let item = waiting.next() else { break }
            group.addTask { try await work(item) }
        }
        while let result = try await group.next() {
            if let item = waiting.next() { group.addTask { try await work(item) } }
            try await take(result)
        }
    }
}
