internal import HTTP
internal import PipelineCore

/// The plans that differ in their limits.
enum ZoomPlan: String, Sendable, CaseIterable {
    case free
    case pro
    case business
}

/// How many requests we may send, by label.
///
/// Zoom's limits hold for the whole account (developers.zoom.us/docs/api/rate-limits, 2026-02):
///
/// | label | free | pro | business |
/// |---|---|---|---|
/// | light | 4/s, 6,000/day | 30/s | 80/s |
/// | medium | 2/s, 2,000/day | 20/s | 60/s |
/// | heavy | 1/s, 1,000/day | 10/s † | 40/s † |
/// | resource-intensive | 10/min, 30,000/day | 10/min † | 20/min † |
///
/// † heavy and resource-intensive share a cap of 30,000 (pro) or 60,000 (business) a day. `limits` replaces a label's pace or
/// its daily cap, whichever is given; a daily cap given for one of the two labels is shared, too.
struct RateTable: Sendable, Hashable {
    /// Our part of the limits: pace first, then the daily cap where there is one.
    let limits: [RateLabel: [RateLimit]]

    /// The same, as people write them.
    let rates: [RateLabel: [Rate]]

    /// The daily cap of a label, which is ours alone; nil where there is none.
    let dailyCaps: [RateLabel: Int]

    private static let sharedCap = "heavy and resource-intensive"

    init(plan: ZoomPlan, overrides: Options = Options(), share: Double = 1) {
        var limits: [RateLabel: [RateLimit]] = [:]
        var ours: [RateLabel: [Rate]] = [:]
        var caps: [RateLabel: Int] = [:]
        let given = Dictionary(uniqueKeysWithValues: RateLabel.allCases.map { ($0, overrides.rates($0.rawValue)) })
        let givenCap = [RateLabel.heavy, .resourceIntensive].lazy.compactMap { given[$0]?.dailyCap }.first
        for label in RateLabel.allCases {
            let standard = Self.standard(plan, label)
            let rates = given[label] ?? []
            let paces = rates.filter { $0.period != .day }
            ours[label] = (paces.isEmpty ? [standard.pace] : paces).map {
                Rate(Self.part($0.count, share), per: $0.period)
            }
            var own = ours[label, default: []].map { RateLimit($0.count, per: .seconds($0.period.seconds)) }
            let isShared = plan != .free && (label == .heavy || label == .resourceIntensive)
            if let cap = (isShared ? givenCap : rates.dailyCap) ?? standard.cap {
                let count = Self.part(cap, share)
                caps[label] = count
                ours[label, default: []].append(Rate(count, per: .day))
                own.append(.perUTCDay(count, sharedAs: isShared ? Self.sharedCap : nil))
            }
            limits[label] = own
        }
        self.limits = limits
        self.rates = ours
        dailyCaps = caps
        sharesDailyCap = plan != .free
    }

    /// Whether heavy and resource-intensive requests count against one daily cap.
    let sharesDailyCap: Bool

    /// The budgets, with their own names.
    var plans: [BudgetPlan] {
        RateLabel.allCases.map { BudgetPlan($0.rawValue, limits[$0] ?? []) }
    }

    private static func part(_ count: Int, _ share: Double) -> Int {
        max(1, Int((Double(count) * min(1, max(0, share))).rounded(.down)))
    }

    private static func standard(_ plan: ZoomPlan, _ label: RateLabel) -> (pace: Rate, cap: Int?) {
        switch (plan, label) {
        case (.free, .light): (Rate(4, per: .second), 6_000)
        case (.free, .medium): (Rate(2, per: .second), 2_000)
        case (.free, .heavy): (Rate(1, per: .second), 1_000)
        case (.free, .resourceIntensive): (Rate(10, per: .minute), 30_000)
        case (.pro, .light): (Rate(30, per: .second), nil)
        case (.pro, .medium): (Rate(20, per: .second), nil)
        case (.pro, .heavy): (Rate(10, per: .second), 30_000)
        case (.pro, .resourceIntensive): (Rate(10, per: .minute), 30_000)
        case (.business, .light): (Rate(80, per: .second), nil)
        case (.business, .medium): (Rate(60, per: .second), nil)
        case (.business, .heavy): (Rate(40, per: .second), 60_000)
        case (.business, .resourceIntensive): (Rate(20, per: .minute), 60_000)
        }
    }
}

extension [Rate] {
    /// The number a day, if one is given.
    fileprivate var dailyCap: Int? { first { $0.period == .day }?.count }
}
