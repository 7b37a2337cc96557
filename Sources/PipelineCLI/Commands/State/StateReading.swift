import ArgumentParser
import Foundation
import JSON
import PipelineCore
import State

/// Opens a state for looking into it, or for a small decision between runs.
enum StateReading {
    /// Opens a state that must be there; reading commands need no lock and make no file.
    ///
    /// - Throws: ``Refusal``.
    static func open(_ path: String) throws -> StateStore {
        try check(path)
        do { return try StateStore(path: path) } catch { throw Refusal(error) }
    }

    /// Changes a state while no run works with it.
    ///
    /// - Parameter makes: Whether a state that isn't there is made.
    /// - Throws: ``Refusal``; with status 75 when a run does.
    static func deciding<Result>(
        _ path: String,
        _ command: String,
        makes: Bool = false,
        _ work: (StateStore) async throws -> Result
    ) async throws -> Result {
        if !makes { try check(path) }
        do {
            let lock = try RunLock(path: path, owner: command)
            defer { lock.release() }
            let store = try StateStore(path: path)
            defer { try? store.close() }
            return try await work(store)
        } catch let failure as StateFailure {
            throw Refusal(failure)
        }
    }

    private static func check(_ path: String) throws {
        guard FileManager.default.fileExists(atPath: path) else {
            throw Refusal(
                .failed,
                "there is no state \(path) yet",
                remedy: "run `pipeline apply`, or give one with --state"
            )
        }
    }

    /// Prints what a command found, as JSON or text; or why it can't.
    static func answering(
        _ command: String,
        _ output: OutputOptions,
        _ work: () async throws -> (json: JSONValue, text: String)
    ) async throws {
        do {
            let answer = try await work()
            if output.json {
                Output.result(Envelope(command: command, isOK: true, result: answer.json, diagnostics: []).text)
            } else {
                Output.result(answer.text)
            }
        } catch let failure as StateFailure {
            throw Refusal(failure).reported(by: command, output)
        } catch let refusal as Refusal {
            throw refusal.reported(by: command, output)
        }
    }
}
