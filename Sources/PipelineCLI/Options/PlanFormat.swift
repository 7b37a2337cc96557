import ArgumentParser

/// How a plan is printed.
enum PlanFormat: String, ExpressibleByArgument, CaseIterable {
    /// For people.
    case text
    /// One JSON document.
    case json
    /// For a comment on a pull request.
    case markdown
}

/// What of a plan is shown, and how; the same for `plan` and `show`.
struct PlanOutputOptions: ParsableArguments {
    @Option(help: ArgumentHelp("How the plan is printed: text, json or markdown.", valueName: "format"))
    var format: PlanFormat?

    @Option(
        help: ArgumentHelp(
            "Shows so many contacts of each pipeline (default: 10; 20 in Markdown; JSON lists all).",
            valueName: "count"
        )
    )
    var limit: Int?

    @Flag(help: "Shows all contacts.")
    var full = false

    @Flag(help: "Shows full emails.")
    var reveal = false

    @Flag(
        name: .customLong("detailed-exitcode"),
        help: "Ends with 2 when there are changes, 0 when there are none, 1 when something is wrong."
    )
    var detailedExitCode = false

    func validate() throws {
        if let limit, limit < 0 { throw ValidationError("--limit takes a number from 0.") }
    }

    /// How many contacts are shown where `usual` is usual.
    func shown(usual: Int) -> Int { full ? .max : limit ?? usual }
}
