package import Logging
package import PipelineCore
package import State
internal import Synchronization

/// Takes deliveries in: judged by the service's gate, stored in the inbox, then acknowledged.
package final class Receiver: Sendable {
    /// What the sender is told.
    package enum Reply: Sendable, Hashable {
        /// It is stored, now or before: don't send it again.
        case stored
        /// A question, answered with this JSON.
        case answer([UInt8])
        /// It isn't the service's.
        case refused
        /// There is no such service here.
        case unknown
        /// It couldn't be stored: send it again.
        case unavailable
    }

    private struct Setting {
        var gates: [String: any WebhookGate]
        var logsEvents: Bool
    }

    private let inbox: Inbox
    private let now: @Sendable () -> Timestamp
    private let logger: Logger
    private let onStored: @Sendable () -> Void
    private let setting: Mutex<Setting>
    private let tally = Mutex(ReceiverTally())

    /// Makes a receiver.
    ///
    /// - Parameter onStored: Called after a new event was stored.
    package init(
        inbox: Inbox,
        gates: [any WebhookGate],
        logsEvents: Bool,
        now: @escaping @Sendable () -> Timestamp,
        logger: Logger,
        onStored: @escaping @Sendable () -> Void
    ) {
        self.inbox = inbox
        self.now = now
        self.logger = logger
        self.onStored = onStored
        setting = Mutex(Setting(gates: Self.byService(gates), logsEvents: logsEvents))
    }

    /// Uses other gates from now on: the configuration changed.
    package func use(gates: [any WebhookGate], logsEvents: Bool) {
        setting.withLock { $0 = Setting(gates: Self.byService(gates), logsEvents: logsEvents) }
    }

    /// What was received so far.
    package var counts: ReceiverTally { tally.withLock { $0 } }

    /// Whether the last event that came could be stored.
    package var canStore: Bool { tally.withLock { $0.canStore } }

    /// Judges and stores a delivery.
    package func receive(_ delivery: WebhookDelivery, for service: String) async -> Reply {
        let (gate, logsEvents) = setting.withLock { ($0.gates[service], $0.logsEvents) }
        guard let gate else { return .unknown }
        let received = now()
        switch gate.judge(delivery, at: received) {
        case .refused(let reason):
            refuse(reason, service, delivery, at: received)
            return .refused
        case .answer(let bytes):
            tally.withLock { $0.answered += 1 }
            logger.info("\(service) asked whether this address is ours, and was answered")
            return .answer(bytes)
        case .event(let event):
            return await store(event, at: received, logsEvents: logsEvents)
        }
    }

    private func store(_ event: WebhookEvent, at received: Timestamp, logsEvents: Bool) async -> Reply {
        do {
            let storing = try await inbox.store(event, at: received)
            tally.withLock { $0.count(storing) }
            if let problem = event.problem {
                logger.warning("a webhook of \(event.service) can't be understood: \(problem)")
            } else if logsEvents {
                let times = storing == .duplicate ? " (received before)" : ""
                logger.info("webhook \(event.name) about \(event.focus?.id ?? "nothing that is synced")\(times)")
            }
            if storing == .new, event.problem == nil { onStored() }
            return .stored
        } catch {
            let isFirst = tally.withLock { $0.countFailure() }
            if isFirst { logger.error("webhooks can't be stored, so they are refused with 503: \(error.message)") }
            return .unavailable
        }
    }

    /// Anybody can send nonsense, so the log isn't filled with it: the first of each kind within a minute stands for all.
    private func refuse(_ reason: String, _ service: String, _ delivery: WebhookDelivery, at received: Timestamp) {
        guard let count = tally.withLock({ $0.refuse(reason, at: received) }) else { return }
        let more = count > 1 ? ", \(count - 1) more since the last such line" : ""
        logger.warning(
            "a webhook for \(service) was refused with 401: \(reason), \(delivery.body.count) bytes\(more)"
        )
    }

    private static func byService(_ gates: [any WebhookGate]) -> [String: any WebhookGate] {
        Dictionary(gates.map { ($0.service, $0) }, uniquingKeysWith: { first, _ in first })
    }
}
