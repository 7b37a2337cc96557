/// A budget is used up for longer than the caller wants to wait.
package struct BudgetExhausted: Error, Sendable, Hashable, CustomStringConvertible {
    /// The budget's label.
    package var label: String

    /// When there will be room again, as far as is known.
    package var until: UnixTime

    /// What it is that's used up: "30000 per UTC day", or that the service asked for a pause.
    package var reason: String

    /// Label and reason, for a person; the time is for the caller to write in the right time zone.
    package var description: String { "The budget “\(label)” is used up (\(reason))." }
}
