internal import PipelineCore

/// Reads all of the account's contacts, oldest first, a few pages ahead.
///
/// Offsets shift when contacts are deleted meanwhile, and a row could slip through between two pages. So pages overlap: a page must
/// hold a contact of the one before it, else the reading steps back until it does. Since the order never changes, two pages that
/// share a contact leave nobody out between them, whichever was read first. Handing over a contact twice does no harm.
struct ContactScan: Sendable {
    let pages: ContactPages

    /// Pages under way at the same time: their answers take a second or so each.
    static let ahead = 4

    private typealias Numbered = (offset: Int, page: ContactPages.Page)

    func read(_ emit: @Sendable ([Existing]) async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Numbered.self) { group in
            var reader = Reader(pages: pages)
            var offset = 0
            var step = 1
            var before: Set<String> = []
            while true {
                let page = try await reader.take(offset, in: &group)
                if offset > 0, page.ids.isDisjoint(with: before) {
                    offset = max(0, offset - step)
                    step *= 8
                    continue
                }
                step = 1
                let end = offset + page.rows
                let isLast = page.count.map { end >= $0 } ?? (page.rows < pages.size)
                // At least one row further, whatever the service makes of the limit.
                let next = max(end - 1, offset + 1)
                if !isLast, page.rows > 0 {
                    reader.ask(from: next, stride: max(1, page.rows - 1), to: page.count, in: &group)
                }
                if !page.contacts.isEmpty { try await emit(page.contacts) }
                if isLast || page.rows == 0 { break }
                before = page.ids
                offset = next
            }
            group.cancelAll()
        }
    }

    /// Keeps pages that were asked for ahead.
    private struct Reader {
        let pages: ContactPages
        private var asked: Set<Int> = []
        private var ready: [Int: ContactPages.Page] = [:]

        init(pages: ContactPages) { self.pages = pages }

        /// Asks for the pages that probably come next.
        mutating func ask(
            from offset: Int,
            stride: Int,
            to count: Int?,
            in group: inout ThrowingTaskGroup<Numbered, any Error>
        ) {
            for place in 0..<ContactScan.ahead {
                let offset = offset + place * stride
                // The last row of all is the overlap with nothing.
                guard place == 0 || offset + 1 < count ?? 0, asked.insert(offset).inserted else { continue }
                let pages = pages
                group.addTask { (offset, try await pages.page(at: offset)) }
            }
        }

        mutating func take(
            _ offset: Int,
            in group: inout ThrowingTaskGroup<Numbered, any Error>
        ) async throws -> ContactPages.Page {
            while asked.contains(offset) {
                if let page = ready.removeValue(forKey: offset) {
                    asked.remove(offset)
                    return page
                }
                guard let (place, page) = try await group.next() else { break }
                ready[place] = page
            }
            return try await pages.page(at: offset)
        }
    }
}
