import JSON
import PipelineCore

/// A pipeline's books for programs (DESIGN.md §5).
enum BooksJSON {
    static func value(name: String, _ books: Books) -> JSONValue {
        let partitions = books.partitions
        return .object(
            JSONObject([
                ("name", .string(name)), ("rows", .int(books.rows)), ("merged", .int(books.merged)),
                ("filtered", .int(books.filtered)), ("skipped", counts(books.skipped)),
                ("superseded", .int(books.superseded)), ("unchanged", .int(books.unchanged)),
                ("created", .int(books.created)), ("updated", .int(books.updated)),
                ("delivered", .int(books.delivered)), ("deadLettered", .int(books.deadLettered)),
                ("inDoubt", .int(books.inDoubt)), ("pending", .int(books.pending)),
                (
                    "partitions",
                    .object(
                        JSONObject([
                            ("due", .int(partitions.due)), ("read", .int(partitions.read)),
                            ("empty", .int(partitions.empty)), ("notReady", .int(partitions.notReady)),
                            ("failed", counts(partitions.failed)),
                        ])
                    )
                ),
            ])
        )
    }

    static func counts(_ counts: [String: Int]) -> JSONValue {
        .object(JSONObject(counts.sorted { $0.key < $1.key }.map { ($0.key, .int($0.value)) }))
    }
}
