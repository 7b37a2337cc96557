internal import CEL
internal import PipelineCore

/// Registrants as records: one for each address, those of excluded domains left out.
enum RegistrantMerging {
    /// The registrants to keep; counts in `reading` what becomes of the others.
    ///
    /// Who registered twice under one address is one person: the later registration counts, as the newer wins everywhere.
    static func kept(_ rows: [Registrant], _ narrowing: Narrowing, _ reading: inout Reading) -> [Registrant] {
        var places: [String: Int] = [:]
        var kept: [Registrant] = []
        for row in rows {
            if narrowing.excludes(email: row.email) {
                reading.skipped["excluded_domain", default: 0] += 1
            } else if !row.email.isEmpty, let place = places[row.email] {
                reading.merged += 1
                if isLater(row, than: kept[place]) { kept[place] = row }
            } else {
                places[row.email] = kept.count
                kept.append(row)
            }
        }
        return kept
    }

    private static func isLater(_ one: Registrant, than other: Registrant) -> Bool {
        guard let moment = one.created else { return false }
        guard let known = other.created else { return true }
        return moment != known ? moment > known : one.id > other.id
    }
}
