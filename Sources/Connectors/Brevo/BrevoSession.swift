internal import PipelineCore

/// An opened account: all sinks share its budgets and what was already read.
struct BrevoSession: ConnectorSession {
    let account: BrevoAccount
    let pacing: Pacing

    func source(
        _ name: String,
        options: Options,
        layout: RecordLayout,
        pipeline: PipelineSettings
    ) throws -> any Source {
        throw ConnectorFailure(.permanent, "Brevo has no source `\(name)`", remedy: "Brevo is for sinks.")
    }

    func sink(_ name: String, options: Options, columns: [RowColumn], pipeline: PipelineSettings) throws -> Sink {
        guard name == BrevoContacts.descriptor.name else {
            throw ConnectorFailure(.permanent, "Brevo has no sink `\(name)`", remedy: "There is `brevo.contacts`.")
        }
        return .keyed(try BrevoContacts(options, columns: columns, account: account, pipeline: pipeline))
    }

    func check() async throws { try await account.attributes() }

    func inventory() async throws -> Inventory? { try await account.inventory() }

    func account() async throws -> String? { try await account.name() }

    var usage: Usage { get async { pacing.usage } }

    func close() async { await pacing.save() }
}
