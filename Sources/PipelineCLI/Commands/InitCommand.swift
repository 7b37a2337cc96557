import ArgumentParser
import Foundation
import JSON

/// `pipeline init`: a folder to begin with.
struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Makes a commented configuration to begin with, and what belongs beside it.",
        discussion: "What is there already stays as it is; .gitignore gets lines that it lacks."
    )

    @Argument(
        help: ArgumentHelp("The folder; it is made if it isn't there.", valueName: "folder"),
        completion: .directory
    )
    var folder = "."

    @OptionGroup var output: OutputOptions

    /// What became of a file.
    private struct Made {
        let path: String
        let what: String
        let purpose: String
    }

    func run() throws {
        do {
            var made = try Starter.files.map(write)
            made.append(try ignore())
            report(made)
        } catch let refusal as Refusal {
            throw refusal.reported(by: "init", output)
        }
    }

    private func write(_ file: Starter.File) throws -> Made {
        let place = url(file.path)
        guard !FileManager.default.fileExists(atPath: place.path) else {
            return Made(path: file.path, what: "kept", purpose: "it is there already")
        }
        do {
            try FileManager.default.createDirectory(
                at: place.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data(file.text.utf8).write(to: place, options: .withoutOverwriting)
        } catch { throw unwritable(file.path) }
        return Made(path: file.path, what: "made", purpose: file.purpose)
    }

    private func ignore() throws -> Made {
        let name = ".gitignore"
        let place = url(name)
        var text = ""
        if let data = FileManager.default.contents(atPath: place.path) {
            text = String(decoding: data, as: UTF8.self)
        } else if FileManager.default.fileExists(atPath: place.path) {
            throw unwritable(name)
        }
        let lines = text.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
        let missing = Starter.ignored.filter { entry in
            let bare = entry.hasSuffix("/") ? String(entry.dropLast()) : entry
            return ![entry, bare, "/" + entry, "/" + bare].contains(where: lines.contains)
        }
        guard !missing.isEmpty else { return Made(path: name, what: "kept", purpose: "it has the lines already") }
        let isNew = text.isEmpty
        if !isNew, !text.hasSuffix("\n") { text += "\n" }
        text += missing.map { $0 + "\n" }.joined()
        do { try Data(text.utf8).write(to: place, options: .atomic) } catch { throw unwritable(name) }
        let purpose = "leaves out \(missing.joined(separator: " and "))"
        return Made(path: name, what: isNew ? "made" : "extended", purpose: purpose)
    }

    private func url(_ path: String) -> URL { URL(fileURLWithPath: folder).appendingPathComponent(path) }

    private func unwritable(_ path: String) -> Refusal {
        Refusal(.failed, "\(url(path).relativePath) can't be written", remedy: "check the folder and its permissions")
    }

    private func report(_ made: [Made]) {
        if output.json {
            let files = made.map { file -> JSONValue in
                .object(JSONObject([("path", .string(file.path)), ("status", .string(file.what))]))
            }
            let result = JSONValue.object(JSONObject([("folder", .string(folder)), ("files", .array(files))]))
            Output.result(Envelope(command: "init", isOK: true, result: result, diagnostics: []).text)
            return
        }
        let width = made.map(\.path.count).max() ?? 0
        let style = output.style
        var lines = made.map { file -> String in
            let name = file.path + String(repeating: " ", count: width - file.path.count)
            let what =
                file.what == "kept" ? style.dim("kept    ") : style.green(file.what == "made" ? "made    " : "extended")
            return "  \(what)  \(name)  \(style.dim(file.purpose))"
        }
        let path = folder == "." ? Starter.configuration : url(Starter.configuration).relativePath
        lines += [
            "", "Next:",
            "  1. put your Brevo list ids and attributes into \(path)",
            "  2. pipeline validate \(path)            \(style.dim("no network, no secrets"))",
            "  3. pipeline test \(path)                \(style.dim("what should come of it, as pipeline.test.yaml says"))",
            "  4. copy .env.example to .env and fill in the secrets",
            "  5. pipeline apply \(path) --env-file .env   \(style.dim("asks before it writes"))",
        ]
        Output.result(lines.joined(separator: "\n"))
    }
}
