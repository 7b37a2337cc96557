import Foundation
import JSON

/// What `pipeline apply --json` said.
struct Applied {
    let ended: Tool.Ended
    let json: JSONValue

    init(_ ended: Tool.Ended) {
        self.ended = ended
        json = (try? JSONValue.parse(ended.output)) ?? .null
    }

    var status: Int32 { ended.status }

    /// What went wrong, for a test's message.
    var words: String { ended.output + ended.errors }

    /// A count of a pipeline.
    func count(_ name: String, of pipeline: String) -> Int? { line(pipeline)?[name]?.int }

    /// A pipeline's books.
    func line(_ pipeline: String) -> JSONValue? {
        json["result"]?["pipelines"]?.array?.first { $0["name"]?.string == pipeline }
    }

    /// The sum of a count over all pipelines.
    func sum(_ name: String) -> Int {
        (json["result"]?["pipelines"]?.array ?? []).reduce(0) { $0 + ($1[name]?.int ?? 0) }
    }

    /// Whether each pipeline's rows are all accounted for.
    var booksClose: Bool {
        let lines = json["result"]?["pipelines"]?.array ?? []
        return !lines.isEmpty
            && lines.allSatisfy { line in
                let skipped = line["skipped"]?.object?.members.reduce(0) { $0 + ($1.value.int ?? 0) } ?? 0
                let rest = [
                    "merged", "filtered", "superseded", "unchanged", "delivered", "deadLettered", "inDoubt", "pending",
                ]
                return line["rows"]?.int == rest.reduce(skipped) { $0 + (line[$1]?.int ?? 0) }
            }
    }
}
