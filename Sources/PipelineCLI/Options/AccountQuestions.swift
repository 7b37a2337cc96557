import Assembly
import Foundation
import PipelineCore
import Planning

/// What is asked of the services that a configuration uses.
struct AccountQuestions {
    private let loading: Loading
    private let reading: AccountReading

    init(_ configuration: ConfigurationOptions, _ loading: Loading) throws {
        self.loading = loading
        reading = AccountReading(
            environment: try configuration.environment(),
            logger: LogSetup.logger(for: loading.graph)
        )
    }

    /// What the account that is written to has.
    ///
    /// - Throws: ``Refusal``.
    func inventory() async throws -> Inventory {
        let name = ConfigurationOptions.lockedConnector
        guard let options = loading.options(of: name) else {
            throw Refusal(
                .usage,
                "nothing in these files uses the connector `\(name)`",
                remedy: "give the files whose pipelines write to it"
            )
        }
        return try await closing {
            guard let inventory = try await reading.inventory(of: name, options) else {
                throw Refusal(.failed, "the connector `\(name)` has nothing to write down")
            }
            return inventory
        }
    }

    /// What asking all services in use has shown.
    struct Answers {
        /// What the account has that is written to; nil when nothing is written to one, or it couldn't be asked.
        var inventory: Inventory?

        /// What services refuse: credentials, as a rule.
        var refusals: [Refusal] = []
    }

    /// Asks the services of all enabled pipelines whether they accept the credentials, and what the account has.
    ///
    /// - Throws: ``Refusal``, when a service can't be asked now.
    func answers(_ graph: Graph) async throws -> Answers {
        let used = Set(graph.pipelines.filter(\.isEnabled).flatMap { [$0.source.connector, $0.sink.connector] })
        return try await closing {
            var answers = Answers()
            for name in used.sorted() {
                let options = graph.connectors[name]?.options ?? Options()
                do {
                    if name == ConfigurationOptions.lockedConnector {
                        answers.inventory = try await reading.inventory(of: name, options)
                    } else {
                        try await reading.check(name, options)
                    }
                } catch let failure as ConnectorFailure {
                    let refusal = Refusal(failure)
                    if refusal.status != .failed { throw refusal }
                    answers.refusals.append(refusal)
                }
            }
            return answers
        }
    }

    private func closing<Result>(_ body: () async throws -> Result) async throws -> Result {
        do {
            let result = try await body()
            await reading.close()
            return result
        } catch {
            await reading.close()
            if let failure = error as? ConnectorFailure { throw Refusal(failure) }
            throw error
        }
    }
}
