internal import PipelineCore

/// An opened account: all sinks share its budgets and what was already read.
struct BrevoSession: ConnectorSession {
    let account: BrevoAccount
    let client: Client
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
        switch name {
        case BrevoContacts.descriptor.name:
            .keyed(try BrevoContacts(options, columns: columns, account: account, pipeline: pipeline))
        case BrevoDoubleOptin.descriptor.name:
            .sends(
                try BrevoDoubleOptin(options, columns: columns, account: account, client: client, pipeline: pipeline)
            )
        case BrevoEvents.descriptor.name:
            .sends(try BrevoEvents(options, columns: columns, account: account, client: client, pipeline: pipeline))
        case BrevoEmail.descriptor.name:
            .sends(try BrevoEmail(options, columns: columns, account: account, client: client, pipeline: pipeline))
        case BrevoCampaign.descriptor.name:
            .sends(BrevoCampaign(options, columns: columns, account: account, client: client, pipeline: pipeline))
        default:
            throw ConnectorFailure(
                .permanent,
                "Brevo has no sink `\(name)`",
                remedy: "There are \(BrevoConnector.descriptor.sinks.map { "`\($0.name)`" }.joined(separator: ", "))."
            )
        }
    }

    func check() async throws { try await account.attributes() }

    func inventory() async throws -> Inventory? { try await account.inventory() }

    func account() async throws -> String? { try await account.name() }

    var usage: Usage { get async { pacing.usage } }

    func close() async { await pacing.save() }
}
