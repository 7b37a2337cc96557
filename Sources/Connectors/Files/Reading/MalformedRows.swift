internal import PipelineCore

/// Rows of a file that couldn't be read: counted, and named by their lines.
struct MalformedRows: Sendable {
    /// The reason under which they are counted.
    static let reason = "malformed_row"

    private let path: String
    private(set) var count = 0
    private var shown: [String] = []

    init(path: String) { self.path = path }

    /// - Parameter problem: Says what is wrong without the value, which may be personal.
    mutating func add(line: Int, _ problem: String) {
        count += 1
        if shown.count < 10 { shown.append("line \(line): \(problem)") }
    }

    /// What a person should know; nothing when all rows were read.
    var notices: [Notice] {
        guard count > 0 else { return [] }
        let more = count > shown.count ? "; and \(count - shown.count) more" : ""
        return [
            Notice(
                code: "malformed-row",
                subject: path,
                message: "\(count) \(count == 1 ? "row" : "rows") of `\(path)` couldn't be read and "
                    + "\(count == 1 ? "was" : "were") left out: \(shown.joined(separator: "; "))\(more)"
            )
        ]
    }
}
