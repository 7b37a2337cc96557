/// Zoom's plan of the simulated account, which decides its rate limits (ZOOM.md §6).
package enum ZoomPlan: String, Sendable, CaseIterable {
    /// 4, 2 and 1 requests a second for light, medium and heavy operations, and daily caps for each.
    case free
    /// 30, 20 and 10 a second; 30,000 heavy ones a day.
    case pro
    /// Business, Education, Enterprise and Partner: 80, 60 and 40 a second; 60,000 heavy ones a day.
    case business
}

/// Brevo's rate-limit tier of the simulated account (BREVO.md §4).
package enum BrevoTier: String, Sendable, CaseIterable {
    /// Free, Starter and Standard plans: 10 contact requests a second, 100 others an hour.
    case general
    /// Professional and Enterprise plans: twice that.
    case advanced
}

/// The rate limits the sandbox keeps: those of the plan, those of your own, or none.
package struct SandboxLimits: Sendable {
    /// False switches every limit off.
    package var isOn = true
    /// Own rates in place of the plan's, by label: `zoom:light`, `zoom:medium`, `zoom:heavy`,
    /// `zoom:resource-intensive`, `zoom:heavy-daily` (the cap the last two share); `brevo:contacts`, `brevo:events`, `brevo:smtp-send`, `brevo:smtp-emails`,
    /// `brevo:smtp`, `brevo:other`. An empty list leaves that label without a limit.
    package var custom: [String: [Rate]] = [:]

    /// The plan's limits.
    package init() {}

    /// No limits, or those of the plan with some labels replaced.
    package init(isOn: Bool = true, custom: [String: [Rate]] = [:]) {
        self.isOn = isOn
        self.custom = custom
    }

    /// What holds for every label under the given plans.
    func rates(plan: ZoomPlan, tier: BrevoTier) -> [String: [Rate]] {
        guard isOn else { return [:] }
        var rates: [String: [Rate]] =
            switch plan {
            case .free:
                [
                    "zoom:light": [.perSecond(4), .perDay(6000)], "zoom:medium": [.perSecond(2), .perDay(2000)],
                    "zoom:heavy": [.perSecond(1), .perDay(1000)],
                    "zoom:resource-intensive": [.perMinute(10), .perDay(30_000)],
                ]
            case .pro:
                [
                    "zoom:light": [.perSecond(30)], "zoom:medium": [.perSecond(20)], "zoom:heavy": [.perSecond(10)],
                    "zoom:resource-intensive": [.perMinute(10)], "zoom:heavy-daily": [.perDay(30_000)],
                ]
            case .business:
                [
                    "zoom:light": [.perSecond(80)], "zoom:medium": [.perSecond(60)], "zoom:heavy": [.perSecond(40)],
                    "zoom:resource-intensive": [.perMinute(20)], "zoom:heavy-daily": [.perDay(60_000)],
                ]
            }
        let factor = tier == .general ? 1 : 2
        let steady: [Rate] = [.perSecond(10 * factor), .perHour(36_000 * factor)]
        rates["brevo:contacts"] = steady
        rates["brevo:events"] = steady
        rates["brevo:smtp-send"] = [.perSecond(1000 * factor), .perHour(3_600_000 * factor)]
        rates["brevo:smtp-emails"] = [.perSecond(tier == .general ? 2 : 3), .perHour(tier == .general ? 7200 : 10_800)]
        rates["brevo:smtp"] = [.perHour(300 * factor)]
        rates["brevo:other"] = [.perHour(100 * factor)]
        rates.merge(custom) { _, own in own }
        return rates
    }
}
