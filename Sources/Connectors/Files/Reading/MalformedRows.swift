internal import PipelineCore

/// Rows of a file that couldn't be read, by their lines.
struct MalformedRows: Sendable {
    private let path: String
    private(set) var rejected: [Rejection] = []

    init(path: String) { self.path = path }

    /// - Parameter problem: Says what is wrong without the value, which may be personal.
    mutating func add(line: Int, _ problem: String) {
        rejected.append(Rejection(code: "malformed-row", reason: problem, origin: "\(path), line \(line)"))
    }
}
