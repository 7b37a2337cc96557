import Testing

@testable import HTTP

@Suite struct FairQueueTests {
    private func queue(_ ids: [(UInt64, String)]) -> FairQueue {
        var queue = FairQueue()
        for (id, group) in ids { queue.append(id, group: group) }
        return queue
    }

    private func drain(_ queue: inout FairQueue) -> [UInt64] {
        var order: [UInt64] = []
        while let id = queue.popFirst() { order.append(id) }
        return order
    }

    @Test func `groups take turns, each in its own order`() {
        var queue = queue([(1, "a"), (2, "a"), (3, "a"), (4, "b"), (5, "c"), (6, "b")])
        #expect(drain(&queue) == [1, 4, 5, 2, 6, 3])
        #expect(queue.isEmpty)
    }

    @Test func `a newcomer's turn comes after one turn of each other group at most`() {
        var queue = queue((1...100).map { ($0, "busy") })
        _ = queue.popFirst()
        queue.append(1000, group: "new")
        let next = [queue.popFirst(), queue.popFirst()]
        #expect(next.contains(1000))
    }

    @Test func `one that left isn't called, and its turn isn't lost`() {
        var queue = queue([(1, "a"), (2, "a"), (3, "b"), (4, "b")])
        queue.remove(1)
        queue.remove(3)
        let isRemovedAgain = queue.remove(3)
        #expect(!isRemovedAgain)
        #expect(queue.count == 2)
        #expect(drain(&queue) == [2, 4])
    }

    @Test func `nobody is lost or called twice, whatever comes and goes`() {
        var random = SeededRandom(3)
        var queue = FairQueue()
        var waiting: Set<UInt64> = []
        var last: UInt64 = 0
        for _ in 0..<20_000 {
            switch Int.random(in: 0..<5, using: &random) {
            case 0, 1:
                last += 1
                queue.append(last, group: "\(Int.random(in: 0..<4, using: &random))")
                waiting.insert(last)
            case 2:
                if let id = waiting.randomElement(using: &random) {
                    queue.remove(id)
                    waiting.remove(id)
                }
            default:
                let id = queue.popFirst()
                #expect((id == nil) == waiting.isEmpty)
                if let id { #expect(waiting.remove(id) != nil) }
            }
            #expect(queue.count == waiting.count)
        }
    }
}
