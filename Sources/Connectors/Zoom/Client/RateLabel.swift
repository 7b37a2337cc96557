/// Zoom's rate labels: each operation has one (developers.zoom.us/docs/api/rate-limits).
enum RateLabel: String, Sendable, Hashable, CaseIterable {
    case light
    case medium
    case heavy
    case resourceIntensive = "resource_intensive"

    /// One line for the option that overrides its limits.
    var doc: String {
        switch self {
        case .light: "Single look-ups: a user, a meeting, a webinar."
        case .medium: "Listings: users, meetings, registrants, participants."
        case .heavy: "Reports and absentees; its daily cap is shared with `resource_intensive`."
        case .resourceIntensive: "Account-wide metrics; its daily cap is shared with `heavy`."
        }
    }
}
