import ArgumentParser
import Foundation

/// How results are printed; the same for every command.
struct OutputOptions: ParsableArguments {
    @Flag(help: "Print the result as one JSON document (schemas/envelope.schema.json).")
    var json = false

    @Option(help: ArgumentHelp("Colour the text: auto, always or never; NO_COLOR is honoured.", valueName: "when"))
    var color: ColorMode = .auto

    /// The style of standard output.
    var style: Style { Style(isOn: !json && color.isOn(for: 1, environment: ProcessInfo.processInfo.environment)) }

    /// The style of standard error.
    var errorStyle: Style { Style(isOn: color.isOn(for: 2, environment: ProcessInfo.processInfo.environment)) }
}
