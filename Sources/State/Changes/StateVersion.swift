internal import GRDB

/// Tells one state from another, and from itself at another time: a saved plan is good only for the very state it was made from.
package struct StateVersion: Sendable, Hashable, Codable {
    /// Random, made with the state.
    package let identity: String

    /// Moves with every run, and with whatever else changes what a run would do.
    package let generation: Int

    /// Makes a version.
    package init(identity: String, generation: Int) {
        self.identity = identity
        self.generation = generation
    }

    /// Whether no run ever changed the state: then it is as good as any other new one.
    package var isNew: Bool { generation == 0 }
}

extension StateStore {
    /// The state's identity and generation.
    package func version() async throws(StateFailure) -> StateVersion {
        try await read { database in
            let row = try GRDB.Row.fetchOne(database, sql: "SELECT identity, generation FROM version")
            return StateVersion(identity: row?["identity"] ?? "", generation: row?["generation"] ?? 0)
        }
    }

    /// Makes saved plans of the state as it was until now void.
    static func moveGeneration(in database: Database) throws {
        try database.execute(sql: "UPDATE version SET generation = generation + 1")
    }
}
