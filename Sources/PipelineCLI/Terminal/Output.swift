import Foundation

/// Results go to standard output; progress, prompts and logs to standard error.
enum Output {
    /// Writes a result.
    static func result(_ text: String) {
        write(text + "\n", to: FileHandle.standardOutput)
    }

    /// Writes a part of a result.
    static func piece(_ text: String) {
        write(text, to: FileHandle.standardOutput)
    }

    /// Writes what accompanies a result.
    static func note(_ text: String) {
        write(text + "\n", to: FileHandle.standardError)
    }

    /// Writes without ending the line.
    static func raw(_ text: String) {
        write(text, to: FileHandle.standardError)
    }

    private static func write(_ text: String, to handle: FileHandle) {
        // A reader that went away (`| head`) is no failure of ours.
        try? handle.write(contentsOf: Data(text.utf8))
    }
}
