internal import Crypto
internal import Foundation
internal import GRDB
internal import PipelineCore

/// What a send is made of for the journal, apart from whom it goes to: the account, the kind of sink, and the event's, template's
/// or campaign's name. Not the pipeline, nor what started it, nor the parameters.
package struct SendChannel: Sendable, Hashable {
    /// The account over runs.
    package let account: String

    /// The kind of sink: `brevo.events`.
    package let kind: String

    /// The event's, template's or campaign's name.
    package let name: String

    /// Makes a channel.
    package init(account: String, kind: String, name: String) {
        self.account = account
        self.kind = kind
        self.name = name
    }

    var text: String { [account, kind, name].joined(separator: "\n") }
}

/// Makes the journal's keys: HMAC-SHA256 (RFC 2104), so that they tell nobody whom they are about.
struct JournalKeys {
    let secret: SymmetricKey

    /// The state's own secret; made when there is none.
    init(_ database: Database) throws {
        let name = "journal"
        if let value = try Data.fetchOne(database, sql: "SELECT value FROM secrets WHERE name = ?", arguments: [name]) {
            secret = SymmetricKey(data: value)
            return
        }
        secret = SymmetricKey(size: .bits256)
        let value = secret.withUnsafeBytes { Data($0) }
        try database.execute(sql: "INSERT INTO secrets (name, value) VALUES (?, ?)", arguments: [name, value])
    }

    func key(_ channel: SendChannel, _ send: Send) -> Data {
        // Each part with its length before it, so that no two ways of dividing a text give one key.
        var parts = BinaryWriter()
        for part in [channel.account, channel.kind, channel.name, send.moment.instance, send.recipient] {
            parts.write(part)
        }
        return Data(HMAC<SHA256>.authenticationCode(for: parts.bytes, using: secret))
    }
}
