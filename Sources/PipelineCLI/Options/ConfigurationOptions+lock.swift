import Assembly
import Foundation
import PipelineCore
import Planning

extension ConfigurationOptions {
    /// The connector whose account has a lock.
    static let lockedConnector = Connectors.catalog.connectors.first(where: \.hasInventory)?.name ?? "brevo"

    /// The lock that goes with the files: the one given, else `schemas/brevo.lock.json` in this folder, else in the first file's
    /// folder or the nearest above it; nil when there is none.
    var lockPath: String? {
        if let givenLock { return givenLock }
        let path = LockFile.path(of: Self.lockedConnector)
        if FileManager.default.fileExists(atPath: path) { return path }
        guard let file = files.first, file != "-" else { return nil }
        var folder = URL(fileURLWithPath: file).standardizedFileURL
        while folder.pathComponents.count > 1 {
            folder.deleteLastPathComponent()
            let candidate = folder.appendingPathComponent(path).path
            if FileManager.default.fileExists(atPath: candidate) { return candidate }
        }
        return nil
    }

    /// What is known of the account without asking it.
    ///
    /// - Throws: ``Refusal``, when there is a lock that can't be read.
    func account() throws -> AccountKnowledge {
        guard let path = lockPath else { return .none }
        return .known(try Self.readLock(path))
    }

    /// Reads a lock.
    ///
    /// - Throws: ``Refusal``, when it can't be.
    static func readLock(_ path: String) throws -> Inventory {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Refusal(.usage, "the lock \(path) can't be read", remedy: "write it with `pipeline lock`")
        }
        do throws(LockFile.Malformed) {
            return try LockFile.read(String(decoding: data, as: UTF8.self))
        } catch {
            throw Refusal(
                .invalid,
                "\(path) is no lock: \(error.message)",
                remedy: "write it anew with `pipeline lock`"
            )
        }
    }
}
