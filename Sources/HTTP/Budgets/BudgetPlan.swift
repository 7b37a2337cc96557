/// A budget as declared: a label and the limits that hold at once.
package struct BudgetPlan: Sendable, Hashable {
    /// The label, unique among its budgets.
    package var label: String

    /// The limits; each request needs room in all of them.
    package var limits: [RateLimit]

    /// Makes a plan.
    package init(_ label: String, _ limits: [RateLimit]) {
        self.label = label
        self.limits = limits
    }
}
