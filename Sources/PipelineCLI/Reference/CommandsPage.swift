import ArgumentParser
import JSON
import Planning

/// The page of every command with its options, from what the argument parser itself knows of them.
enum CommandsPage {
    static func page() throws -> ReferencePage {
        let root = try JSONValue.parse(helpDump())["command"] ?? .null
        let commands = try sections(root, path: [])
        return referencePage("commands.md", "Commands", summary, commands + [statuses])
    }

    private static let summary = """
        Results go to standard output, progress and logs to standard error. Every command that reads or runs something takes \
        `--json`, and then prints one document of the shape that `schemas/envelope.schema.json` describes. `-h` shows a \
        command's help.
        """

    /// The parser answers this flag by "failing" with the description of all commands as JSON.
    private static func helpDump() -> String {
        do {
            _ = try PipelineCommand.parseAsRoot(["--experimental-dump-help"])
            return ""
        } catch {
            return PipelineCommand.message(for: error)
        }
    }

    private static func sections(_ command: JSONValue, path: [String]) throws -> [String] {
        guard command["shouldDisplay"]?.bool != false, let name = command["commandName"]?.string else { return [] }
        let path = path + [name]
        let inner = (command["subcommands"]?.array ?? []).filter { $0["commandName"]?.string != "help" }
        let own = path.count == 1 ? [] : [section(command, path)]
        return own + (try inner.flatMap { try sections($0, path: path) })
    }

    private static func section(_ command: JSONValue, _ path: [String]) -> String {
        let arguments = (command["arguments"]?.array ?? []).map(Argument.init).filter(\.isShown)
        var parts = ["## `\(path.joined(separator: " "))`"]
        parts += [command["abstract"]?.string, command["discussion"]?.string].compactMap(\.self).filter { !$0.isEmpty }
        if !arguments.isEmpty {
            parts.append(markdownTable(["Argument", "Default", "Meaning"], arguments.map(\.row)))
        }
        return parts.joined(separator: "\n\n")
    }

    private static var statuses: String {
        let rows = ExitStatus.allCases.map { ["`\($0.rawValue)`", $0.meaning] }
        return "## Exit statuses\n\n" + markdownTable(["Status", "Meaning"], rows)
    }

    /// An argument as the parser describes it.
    private struct Argument {
        private let json: JSONValue

        init(_ json: JSONValue) { self.json = json }

        /// Help and version are the same everywhere.
        var isShown: Bool {
            let name = json["preferredName"]?["name"]?.string
            return json["shouldDisplay"]?.bool == true && name != "help" && name != "version"
        }

        var row: [String] { [inlineCode(written), preset, json["abstract"]?.string ?? ""] }

        private var preset: String {
            if let value = json["defaultValue"]?.string { return inlineCode(value) }
            return json["isOptional"]?.bool == true ? "" : "required"
        }

        /// As it is typed: `<file> …`, `--set <path=value> …`, `--strict`.
        private var written: String {
            let value = json["valueName"]?.string ?? ""
            let more = json["isRepeating"]?.bool == true ? " …" : ""
            guard json["kind"]?.string != "positional" else { return "<\(value)>\(more)" }
            let names = (json["names"]?.array ?? []).map { name in
                (name["kind"]?.string == "long" ? "--" : "-") + (name["name"]?.string ?? "")
            }
            let flag = names.joined(separator: ", ")
            return json["kind"]?.string == "flag" ? flag : "\(flag) <\(value)>\(more)"
        }
    }
}
