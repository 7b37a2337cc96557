/// Decides, from the seed alone, which requests meet which fault.
struct FaultDice: Sendable {
    /// The trouble one request meets. At most one kind besides slowness.
    struct Throw: Sendable, Equatable {
        var kind: Fault.Kind?
        var isSlow = false
        /// For server errors, resets and truncations: whether the request's effect happens before the trouble.
        var effectHappens = true
    }

    private var generator: SplitMix64
    private(set) var faults: [Fault]
    /// How often each kind struck.
    private(set) var counts: [String: Int] = [:]

    init(seed: UInt64, faults: [Fault]) {
        generator = SplitMix64(seed: seed, part: "faults")
        self.faults = faults
    }

    mutating func replace(_ faults: [Fault]) {
        self.faults = faults
    }

    mutating func resetCounts() {
        counts = [:]
    }

    /// Rolls once for each configured fault, in their order; the first that strikes wins.
    mutating func roll(onZoomAPI: Bool) -> Throw {
        guard !faults.isEmpty else { return Throw() }
        var result = Throw()
        for fault in faults {
            let strikes = generator.chance(fault.probability)
            guard strikes else { continue }
            switch fault.kind {
            case .slow: result.isSlow = true
            case .expireToken where !onZoomAPI: continue
            default:
                guard result.kind == nil else { continue }
                result.kind = fault.kind
            }
            counts[fault.kind.rawValue, default: 0] += 1
        }
        switch result.kind {
        case .serverError, .reset, .truncate: result.effectHappens = generator.chance(0.5)
        case .tooManyRequests, .expireToken: result.effectHappens = false
        case .slow, nil: break
        }
        return result
    }
}
