import Foundation
import State

/// Opens a state for looking into it; reading commands need no lock and make no file.
enum StateReading {
    /// - Throws: ``Refusal``.
    static func open(_ path: String) throws -> StateStore {
        guard FileManager.default.fileExists(atPath: path) else {
            throw Refusal(
                .failed,
                "there is no state \(path) yet",
                remedy: "run `pipeline apply`, or give one with --state"
            )
        }
        do { return try StateStore(path: path) } catch { throw Refusal(error) }
    }
}
