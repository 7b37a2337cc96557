import Foundation
import Synchronization

/// The simulated services' state, to look at and to change from a test in the same process.
///
/// The same is served under `/_sandbox` for tests in other processes (JSON; never limited, never faulty):
///
/// | request | answers or does |
/// |---|---|
/// | `GET /_sandbox` | the base addresses and the seed |
/// | `GET /_sandbox/contacts[?email=]` | Brevo's contacts with `writes` and `resubscriptions` |
/// | `GET /_sandbox/lists` | lists with their members' emails |
/// | `GET /_sandbox/requests` | counts and outcomes by operation; by label count, `limited` (429), `max_per_second` |
/// | `GET /_sandbox/violations` | requests outside the definitions, with what was wrong |
/// | `GET /_sandbox/imports`, `/events`, `/mails`, `/campaigns`, `/confirmations` | what Brevo took in |
/// | `GET /_sandbox/world` | users, meetings, webinars and their instances |
/// | `GET /_sandbox/attendance?uuid=` | who truly attended an instance, and how many seconds |
/// | `GET /_sandbox/faults` | the faults switched on and how often each struck |
/// | `POST /_sandbox/faults` | `{"faults":["429:0.1"]}` replaces them |
/// | `POST /_sandbox/reset` | sets all counters to zero; contacts and meetings stay |
/// | `POST /_sandbox/contacts` | as a third party: `{"email", "attributes", "listIds", "unlinkListIds", "unsubscribe":[list], "emailBlacklisted", "ext_id"}`; `"delete":true`; `"confirm":true` clicks a double opt-in |
/// | `POST /_sandbox/meetings`, `/webinars` | adds one: `{"host", "topic", "type", "minutes", "ended_minutes_ago", "registration", "ready", "people", "first_person", "registrants", "participants"}`; answers `{"id","uuid"}` |
/// | `POST /_sandbox/participants` | `{"uuid", "participants":[{"name","email","hide_email","registrant_id","join_after","seconds","waiting","internal","account_id"}]}` |
/// | `POST /_sandbox/registrants` | `{"id", "registrants":[{"email","first_name","last_name","status","phone","org","custom_questions"}]}` |
/// | `POST /_sandbox/ready` | `{"uuid"}`: that report is complete from now on |
package final class SandboxWorld: Sendable {
    private let state: Mutex<SandboxState>
    private let clock: @Sendable () -> Date
    let slowDelay: Duration

    init(_ configuration: SandboxConfiguration) {
        state = Mutex(SandboxState(configuration))
        clock = configuration.now
        slowDelay = configuration.slowDelay
    }

    var now: Moment {
        Moment(clock())
    }

    func answer(_ call: Call) -> SandboxState.Outcome {
        state.withLock { $0.answer(call) }
    }

    /// The JSON text of an inspection, e.g. `requests` or `contacts?email=a@example.com`.
    package func inspect(_ path: String) -> String {
        let halves = path.split(separator: "?", maxSplits: 1)
        var call = Call(method: "GET", rawPath: "/_sandbox/\(halves.first ?? "")", now: now, origin: "")
        if halves.count > 1 { call.query = Percent.pairs(halves[1]) ?? [] }
        return String(decoding: answer(call).reply.bytes, as: UTF8.self)
    }

    /// Carries out a `POST` of the table with a JSON body; answers the HTTP status and the JSON text.
    @discardableResult
    package func change(_ path: String, _ json: String = "") -> (status: Int, json: String) {
        var call = Call(method: "POST", rawPath: "/_sandbox/\(path)", now: now, origin: "")
        call.bytes = Array(json.utf8)
        let reply = answer(call).reply
        return (reply.status, String(decoding: reply.bytes, as: UTF8.self))
    }

    /// All contacts of Brevo in the order of their creation, finished imports included.
    package var contacts: [SandboxContact] {
        let now = now
        return state.withLock { state in
            state.brevo.settle(at: now)
            return state.brevo.book.ids.compactMap { state.brevo.book[$0] }.map(SandboxContact.init)
        }
    }

    /// The contact with that address, in any case.
    package func contact(_ email: String) -> SandboxContact? {
        contacts.first { $0.email == email.lowercased() }
    }

    /// The addresses of a list's members, sorted; nil for an unknown list.
    package func members(ofList id: Int) -> [String]? {
        let isKnown = state.withLock { $0.brevo.lists[id] != nil }
        return isKnown ? contacts.filter { $0.listIDs.contains(id) }.compactMap(\.email).sorted() : nil
    }

    /// How often each operation was called, by a name like `brevo POST /contacts`.
    package var requestCounts: [String: Int] {
        state.withLock { $0.log.operations.mapValues(\.total) }
    }

    /// How many requests the rate limits refused, by label.
    package var limitedCounts: [String: Int] {
        state.withLock { $0.log.labels.mapValues(\.refused).filter { $0.value > 0 } }
    }

    /// What departed from the official definitions, one sentence for each such request (the first thousand).
    package var violations: [String] {
        state.withLock { $0.log.violations.map { "\($0.service) \($0.request): \($0.message)" } }
    }
}

extension SandboxContact {
    init(_ contact: BrevoContact) {
        self.init(
            email: contact.email,
            extID: contact.extID,
            attributes: contact.attributes.compactMapValues(SandboxContact.Value.init),
            listIDs: contact.listIDs,
            unsubscribedListIDs: contact.unsubscribedListIDs,
            isBlocklisted: contact.isBlocklisted
        )
        id = contact.id
        writes = contact.writes
    }
}

extension SandboxContact.Value {
    init?(_ wire: WireValue) {
        switch wire {
        case .string(let text): self = .text(text)
        case .integer(let number): self = .number(Double(number))
        case .number(let number): self = .number(number)
        case .boolean(let truth): self = .boolean(truth)
        case .array(let elements): self = .texts(elements.compactMap(\.string))
        case .null, .object: return nil
        }
    }
}
