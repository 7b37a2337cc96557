internal import JSON

/// What `GET /processes/{processId}` says of an import.
enum ImportProcess: Sendable, Hashable {
    /// Queued, worked on, or in a state that we don't know: it may still be carried out.
    case underWay
    /// Carried out, with the reports of what was left out, by kind: `invalid_emails`.
    case completed(reports: [String: String])
    /// Not carried out, or not to its end.
    case ended(String)

    init(_ body: JSONValue) {
        switch body["status"]?.string {
        case "completed":
            var reports: [String: String] = [:]
            for (kind, value) in body["info"]?["import"]?.object?.members ?? [] {
                // Addresses of CSV files, or null; older definitions called them counts, of which zero says as much as null.
                switch value {
                case .null, .int(0): break
                case .string(let url): if !url.isEmpty { reports[kind] = url }
                default: reports[kind] = ""
                }
            }
            self = .completed(reports: reports)
        case "failed": self = .ended("failed")
        case "cancelled": self = .ended("cancelled")
        default: self = .underWay
        }
    }

    /// Whether a row of `GET /processes` is an import that isn't over.
    static func isOpenImport(_ row: JSONValue) -> Bool {
        guard row["name"]?.string == "IMPORTUSER" else { return false }
        return ImportProcess(row) == .underWay
    }
}
