internal import PipelineCore

/// What files offer, as data.
enum FilesDescriptor {
    static let descriptor = ConnectorDescriptor(
        name: "files",
        doc: "Files of this machine, and standard output.",
        sources: [
            SourceDescriptor(
                name: "files.csv",
                doc: "A row of a CSV file (RFC 4180, UTF-8).",
                options: [path("read"), fields, delimiter, header, columns],
                schema: { DeclaredFields($0).schema }
            ),
            SourceDescriptor(
                name: "files.jsonl",
                doc: "A line with a JSON object.",
                options: [path("read"), fields],
                schema: { DeclaredFields($0).schema }
            ),
        ],
        sinks: [
            SinkDescriptor(
                name: "files.csv",
                doc: "Writes rows to a CSV file with a header (RFC 4180, UTF-8).",
                options: [path("write"), append]
            ),
            SinkDescriptor(
                name: "files.jsonl",
                doc: "Writes each row as a JSON object on a line of its own.",
                options: [path("write"), append]
            ),
            SinkDescriptor(name: "stdout", doc: "Writes rows to standard output.", options: [format]),
        ]
    )

    private static func path(_ verb: String) -> OptionField {
        OptionField(
            "path",
            .string,
            "The file to \(verb); relative to the directory in which `pipeline` was started.",
            isRequired: true,
            examples: ["people.csv"]
        )
    }

    private static let fields = OptionField(
        "fields",
        .map(
            .choice([
                OptionKind.Choice("string", "Text; `\"\"` where it is missing."),
                OptionKind.Choice("int", "A whole number, or null."),
                OptionKind.Choice("double", "A number, or null."),
                OptionKind.Choice("bool", "`true` or `false`, or null."),
                OptionKind.Choice(
                    "timestamp",
                    "RFC 3339, or a day, which begins in the pipeline's time zone; or null."
                ),
            ]),
            keys: "the name of a column or key"
        ),
        "The fields that expressions may use, with their types. `as_of: timestamp` says which moment a row speaks for; without it, "
            + "that is the file's modification.",
        isRequired: true,
        examples: ["{ email: string, score: int }"]
    )

    private static let delimiter = OptionField(
        "delimiter",
        .string,
        "What stands between cells: one character, or `tab`.",
        default: .string(","),
        examples: ["\";\"", "tab"]
    )

    private static let header = OptionField(
        "header",
        .bool,
        "Whether the first row names the columns.",
        default: .bool(true)
    )

    private static let columns = OptionField(
        "columns",
        .list(.string),
        "The columns' names in order, for a file without a header.",
        examples: ["[email, name]"]
    )

    private static let append = OptionField(
        "append",
        .bool,
        "Whether rows are added to the file. Otherwise it is replaced, once all rows are written.",
        default: .bool(false)
    )

    private static let format = OptionField(
        "format",
        .choice([
            OptionKind.Choice("jsonl", "One JSON object a line."), OptionKind.Choice("csv", "CSV with a header."),
            OptionKind.Choice("table", "Aligned columns for people."),
        ]),
        "How rows are written.",
        default: .string("jsonl")
    )
}
