import ArgumentParser
import State

/// Which dead letters are meant, by what they have in common.
struct DeadLetterFilter: ParsableArguments {
    @Option(help: ArgumentHelp("Only those of this run.", valueName: "number"))
    var run: Int?

    @Option(help: ArgumentHelp("Only those of this pipeline.", valueName: "name"))
    var pipeline: String?

    @Option(help: ArgumentHelp("Only those with this kind of trouble, as the list names it.", valueName: "code"))
    var code: String?

    var selection: DeadLetterSelection { .matching(pipeline: pipeline, code: code, run: run) }

    var isEmpty: Bool { run == nil && pipeline == nil && code == nil }
}

/// Which dead letters are decided about: never all by mistake.
struct DeadLetterChoice: ParsableArguments {
    @Argument(help: ArgumentHelp("The dead letters' numbers.", valueName: "number"))
    var numbers: [Int] = []

    @Flag(help: "All dead letters.")
    var all = false

    @OptionGroup var filter: DeadLetterFilter

    /// - Throws: ``Refusal``, when nothing or too much is said.
    func selection() throws -> DeadLetterSelection {
        switch (numbers.isEmpty, filter.isEmpty, all) {
        case (false, true, false): return .numbers(numbers)
        case (true, false, false), (true, true, true): return filter.selection
        default:
            throw Refusal(
                .usage,
                "which dead letters?",
                remedy: "give their numbers, or --pipeline, --code and --run, or --all"
            )
        }
    }
}
