import CEL
import PipelineCore
import Testing

@testable import BrevoConnector

@Suite struct HourCountTests {
    private func at(_ seconds: Int64) -> Timestamp { Timestamp(seconds: 1_763_949_600 + seconds) }

    @Test func `requests count for an hour and their slice`() {
        var count = HourCount()
        count.add(at: at(0))
        count.add(at: at(299))
        count.add(at: at(300))
        #expect(count.total(at: at(3_899)) == 3)
        #expect(count.total(at: at(3_900)) == 1)
        #expect(count.total(at: at(4_200)) == 0)
    }

    @Test func `only slices that changed are saved, each under a label of its own`() {
        var count = HourCount()
        count.add(at: at(0))
        count.add(at: at(300))
        #expect(count.takeUnsaved(.other).values.map(\.used).sorted() == [1, 1])
        count.add(at: at(310))
        let saved = count.takeUnsaved(.other)
        #expect(saved.values.map(\.used) == [2])
        #expect(saved.keys.allSatisfy(HourCount.labels(.other).contains))
        #expect(count.takeUnsaved(.other).isEmpty)
    }

    @Test func `the labels of an hour don't collide`() {
        var count = HourCount()
        for slice in 0..<13 { count.add(at: at(Int64(slice) * 300)) }
        #expect(count.takeUnsaved(.contacts).count == 13)
    }

    @Test func `a slice taken up after a restart goes on counting`() {
        var first = HourCount()
        first.add(at: at(0))
        var second = HourCount()
        second.restore(Array(first.takeUnsaved(.other).values))
        second.add(at: at(1))
        #expect(second.takeUnsaved(.other).values.map(\.used) == [2])
    }
}
