import Testing

@testable import HTTP

@Suite struct TransferLifecycleTests {
    private enum Event: CaseIterable {
        case start, cancel, begin, finish
    }

    @Test func `the task is resumed exactly once in every order of events`() {
        var orders: [[Event]] = [[]]
        for _ in 0..<5 {
            orders += orders.flatMap { order in Event.allCases.map { order + [$0] } }
        }
        for order in orders where order.filter({ $0 == .start }).count == 1 {
            var lifecycle = TransferLifecycle()
            var resumed = 0
            var hasStarted = false
            for event in order {
                switch event {
                case .start:
                    hasStarted = true
                    if !lifecycle.start() { resumed += 1 }
                case .cancel:
                    _ = lifecycle.cancel()
                case .begin:
                    // The loop hears of a transfer only once it has been started.
                    if hasStarted, !lifecycle.mayBegin(), lifecycle.finish() { resumed += 1 }
                case .finish:
                    if hasStarted, lifecycle.finish() { resumed += 1 }
                }
            }
            // What's left when the loop ends.
            if lifecycle.finish() { resumed += 1 }
            #expect(resumed == 1, "\(order)")
        }
    }

    @Test func `a cancellation before the start is told at the start, not posted`() {
        var lifecycle = TransferLifecycle()
        let isPosted = lifecycle.cancel()
        let isStarted = lifecycle.start()
        #expect(!isPosted && !isStarted)
    }

    @Test func `a cancellation that the loop hears of first is seen when it begins`() {
        var lifecycle = TransferLifecycle()
        let isStarted = lifecycle.start()
        let isPosted = lifecycle.cancel()
        let mayBegin = lifecycle.mayBegin()
        let isResumed = lifecycle.finish()
        let isResumedAgain = lifecycle.finish()
        #expect(isStarted && isPosted && !mayBegin && isResumed && !isResumedAgain)
    }
}
