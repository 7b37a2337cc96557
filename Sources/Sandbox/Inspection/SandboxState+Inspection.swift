extension SandboxState {
    /// Answers a request below `/_sandbox`; the table of paths is at ``SandboxWorld``.
    mutating func inspect(_ call: Call, _ segments: [Substring]) -> Reply {
        let name = segments.map(String.init).joined(separator: "/")
        if call.method == "GET" { return shown(name, call) ?? unknown(name) }
        guard call.method == "POST" else { return unknown(name) }
        let body: WireValue
        do {
            body = call.bytes.isEmpty ? .object([]) : try WireParser.parse(call.bytes)
        } catch {
            return .json(["message": .string("the body is not JSON: \(error.message)")], status: 400)
        }
        return Self.reply { try changed(name, body, at: call.now) ?? unknown(name) }
    }

    private func unknown(_ name: String) -> Reply {
        .json(["message": .string("no inspection is called '\(name)' with this method")], status: 404)
    }

    private mutating func shown(_ name: String, _ call: Call) -> Reply? {
        switch name {
        case "":
            .json([
                "zoom": .string(call.origin + "/zoom/v2"), "oauth": .string(call.origin + "/zoom/oauth"),
                "brevo": .string(call.origin + "/brevo/v3"), "seed": .string(String(configuration.seed)),
            ])
        case "contacts": .json(["contacts": .array(contacts(email: call.value("email")))])
        case "lists": .json(["lists": .array(lists())])
        case "requests": .json(requests())
        case "violations": .json(violations())
        case "imports": .json(["imports": .array(imports(at: call.now))])
        case "events": .json(["events": .array(events())])
        case "mails": .json(["mails": .array(mails())])
        case "campaigns": .json(["campaigns": .array(campaigns())])
        case "confirmations": .json(["confirmations": .array(confirmations())])
        case "faults": .json(faults())
        case "world": .json(worldValue(at: call.now))
        case "attendance": attendance(call)
        default: nil
        }
    }

    private mutating func changed(_ name: String, _ body: WireValue, at now: Moment) throws -> Reply? {
        switch name {
        case "reset":
            log = RequestLog()
            dice.resetCounts()
            brevo.book.resetWrites()
            return .empty(204)
        case "faults":
            let texts = body["faults"]?.elements?.compactMap(\.string) ?? []
            do {
                dice.replace(try texts.map { try Fault(parsing: $0) })
            } catch {
                throw Self.complaint("\(error)")
            }
            return .json(faults())
        case "contacts": return try changeContact(body, at: now)
        case "meetings": return try addSession(.meeting, body, at: now)
        case "webinars": return try addSession(.webinar, body, at: now)
        case "participants": return try addParticipants(body, at: now)
        case "registrants": return try addRegistrants(body, at: now)
        case "ready": return try makeReady(body, at: now)
        default: return nil
        }
    }

    static func complaint(_ message: String) -> Refusal {
        Refusal(.json(["message": .string(message)], status: 400))
    }

    private func faults() -> WireValue {
        [
            "faults": .array(dice.faults.map { .string($0.description) }),
            "struck": .object(
                dice.counts.sorted { $0.key < $1.key }.map { WireValue.Member(key: $0.key, value: .integer($0.value)) }
            ),
        ]
    }

    private func requests() -> WireValue {
        let operations = log.operations.sorted { $0.key < $1.key }.map { name, count in
            WireValue.fields([
                "operation": .string(name), "label": .text(count.label), "count": .integer(count.total),
                "outcomes": .object(
                    count.outcomes.sorted { $0.key < $1.key }
                        .map { WireValue.Member(key: $0.key, value: .integer($0.value)) }
                ),
            ])
        }
        let labels = log.labels.sorted { $0.key < $1.key }.map { name, peak in
            WireValue.fields([
                "label": .string(name), "count": .integer(peak.total), "limited": .integer(peak.refused),
                "max_per_second": .integer(peak.maximumPerSecond),
            ])
        }
        return [
            "total": .integer(log.total), "operations": .array(operations),
            "labels": .array(labels), "violations": .integer(log.violationCount),
        ]
    }

    private func violations() -> WireValue {
        [
            "count": .integer(log.violationCount),
            "violations": .array(
                log.violations.map { violation in
                    .fields([
                        "at": .string(violation.at.text), "service": .string(violation.service),
                        "request": .string(violation.request), "operation": .text(violation.operation),
                        "kind": .string(violation.kind), "message": .string(violation.message),
                    ])
                }
            ),
        ]
    }
}
