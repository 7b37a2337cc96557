/// The schedule that somebody meant who wrote six or seven fields, `?`, `@daily` or a duration; nil when that can't be told.
///
/// For a duration it is the key that takes one: `every: 15m`.
func scheduleMeant(_ text: String) -> String? {
    if let schedule = nicknames[text.lowercased()] { return schedule }
    let words = text.split(separator: " ").map(String.init)
    let rest = words.first?.lowercased() == "every" ? words.dropFirst().joined(separator: " ") : text
    if let duration = durationMeant(rest) { return "every: \(duration)" }
    var fields = words.map { $0.replacing("?", with: "*") }
    // Quartz and Spring begin with seconds, and Quartz may end with a year.
    if fields.count == 7 { fields.removeLast() }
    if fields.count == 6 { fields.removeFirst() }
    let schedule = fields.joined(separator: " ")
    return schedule != text && (try? Schedule(schedule)) != nil ? schedule : nil
}

private let nicknames = [
    "@hourly": "0 * * * *", "hourly": "0 * * * *", "@daily": "0 0 * * *", "@midnight": "0 0 * * *",
    "daily": "0 0 * * *",
    "@weekly": "0 0 * * 0", "weekly": "0 0 * * 0", "@monthly": "0 0 1 * *", "monthly": "0 0 1 * *",
    "@yearly": "0 0 1 1 *", "@annually": "0 0 1 1 *",
]
