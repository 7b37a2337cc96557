import Assembly
import PipelineCore

/// The first lines of a plan: what will be done, and how long it takes.
struct PlanHeadline {
    let summary: PlanSummary

    /// `212 contacts to create, 48 to update, 1,904 unchanged, 37 skipped · 2 attributes to create`
    var counts: String {
        let contacts = summary.contacts
        var parts = [
            NumberText.count(contacts.create, "contact") + " to create",
            NumberText.grouped(contacts.update) + " to update",
            NumberText.grouped(contacts.unchanged) + " unchanged",
        ]
        if contacts.skippedSum > 0 { parts.append(NumberText.grouped(contacts.skippedSum) + " skipped") }
        var text = parts.joined(separator: ", ")
        let rows = summary.pipelines.filter { $0.lists.isEmpty && $0.contacts == PlanCounts() }
            .reduce(0) { $0 + $1.books.delivered }
        if rows > 0 { text += " · \(NumberText.count(rows, "row")) to files" }
        for kind in [Prerequisite.Kind.attribute, .list] {
            let all = summary.findings.compactMap(\.prerequisite).filter { $0.kind == kind }
            let created = all.count(where: \.isCreated)
            let missing = all.count - created
            if created > 0 { text += " · \(NumberText.count(created, kind.rawValue)) to create" }
            if missing > 0 { text += " · \(NumberText.count(missing, kind.rawValue)) missing" }
        }
        return text
    }

    /// `done in about 40 s (Zoom 612 requests at 20/s, beside them Brevo 270 at 10/s; 0.4 % of today's heavy calls)`
    var time: String {
        var text = "done in about \(NumberText.duration(summary.seconds))"
        let connectors = summary.requests.map(\.connector).reduce(into: [String]()) {
            if !$0.contains($1) { $0.append($1) }
        }
        let parts = connectors.map { ($0, cost(of: $0)) }.sorted { $0.1.seconds > $1.1.seconds }.map(\.1.text)
        guard let first = parts.first else { return text }
        text += " (" + ([first] + parts.dropFirst().map { "beside them " + $0 }).joined(separator: ", ")
        if let share { text += "; \(share)" }
        return text + ")"
    }

    /// A connector's requests, at the rate that holds them up most.
    private func cost(of connector: String) -> (text: String, seconds: Double) {
        let own = summary.requests.filter { $0.connector == connector }
        let total = own.reduce(0) { $0 + $1.total }
        let name = connector.prefix(1).uppercased() + connector.dropFirst()
        let slowest = own.compactMap { line in
            line.limits.filter { $0.period == .second || $0.period == .minute }.min { $0.perSecond < $1.perSecond }
                .map { (rate: $0, seconds: Double(line.total) / $0.perSecond) }
        }.max { $0.seconds < $1.seconds }
        guard let slowest else { return ("\(name) \(NumberText.count(total, "request"))", 0) }
        let text = "\(name) \(NumberText.count(total, "request")) at \(slowest.rate.text)"
        return (text, slowest.seconds)
    }

    /// `0.4 % of today's heavy calls`, of the limit that is used up most.
    private var share: String? {
        let shares = summary.requests.compactMap { line in line.share.map { (line, $0) } }
        guard let most = shares.max(by: { $0.1.part < $1.1.part }), most.1.part >= 0.0005 else { return nil }
        let percent = most.1.part * 100
        let number = percent < 10 ? "\((percent * 10).rounded() / 10)" : "\(Int(percent.rounded()))"
        let period = most.1.of == .day ? "today's" : "an hour's"
        return "\(number) % of \(period) \(most.0.label) calls"
    }
}

extension Rate {
    var perSecond: Double { Double(count) / Double(period.seconds) }

    /// `20/s`
    var text: String { "\(NumberText.grouped(count))/\(period.rawValue)" }
}
