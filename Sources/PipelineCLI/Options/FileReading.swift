import Foundation
import YAML

/// Reads the YAML files that a command line names.
enum FileReading {
    /// What standard input is called.
    static let standardInput = "standard input"

    /// The texts of files, of the .yaml and .yml files in folders, and of standard input for `-`.
    ///
    /// - Throws: ``Refusal``.
    static func sources(_ names: [String]) throws -> [SourceText] {
        try names.flatMap { try paths(in: $0) }.map { path in
            if path == "-" {
                return SourceText(name: standardInput, bytes: [UInt8](FileHandle.standardInput.readDataToEndOfFile()))
            }
            guard let data = FileManager.default.contents(atPath: path) else {
                throw Refusal(.usage, "\(path) can't be read", remedy: "check the path and its permissions")
            }
            return SourceText(name: path, bytes: [UInt8](data))
        }
    }

    private static func paths(in path: String) throws -> [String] {
        var isFolder: ObjCBool = false
        guard path != "-", FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            if path == "-" { return [path] }
            throw Refusal(.usage, "there is no file or folder \(path)", remedy: "check the path")
        }
        guard isFolder.boolValue else { return [path] }
        let found = (FileManager.default.subpaths(atPath: path) ?? [])
            .filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }
            .filter { !$0.split(separator: "/").contains { $0.hasPrefix(".") } }
            .sorted()
        guard !found.isEmpty else {
            throw Refusal(.usage, "there is no .yaml or .yml file in \(path)", remedy: "check the folder")
        }
        let base = path.hasSuffix("/") ? path : path + "/"
        return found.map { base + $0 }
    }
}
