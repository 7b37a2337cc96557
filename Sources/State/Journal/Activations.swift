package import CEL
internal import GRDB
internal import PipelineCore

extension StateStore {
    /// The moment from which a pipeline sends on a channel: its first run with it. The same pipeline under another name keeps
    /// its moment.
    package func activation(
        of identity: PipelineIdentity,
        _ channel: SendChannel,
        at now: Timestamp
    ) async throws(StateFailure) -> Timestamp {
        try await write { database in
            let known = try Int64.fetchOne(
                database,
                sql: "SELECT min(since) FROM activations WHERE channel = ? AND (pipeline = ? OR fingerprint = ?)",
                arguments: [channel.text, identity.name, identity.fingerprint]
            )
            let since = min(known ?? now.seconds, now.seconds)
            try database.execute(
                sql: "INSERT OR IGNORE INTO activations (pipeline, fingerprint, channel, since) VALUES (?, ?, ?, ?)",
                arguments: [identity.name, identity.fingerprint, channel.text, since]
            )
            return Timestamp(seconds: since, nanoseconds: 0)
        }
    }
}
