import CEL
import JSON
import State

/// Sends in doubt as text and JSON.
enum UndecidedReport {
    static func text(_ sends: [UndecidedSend], reveal: Bool, _ style: Style) -> String {
        guard !sends.isEmpty else { return "Nothing is in doubt." }
        let rows = sends.map { send in
            """
            \(style.bold("#\(send.id)"))  \(send.kind) \(send.name)  \(who(send, reveal))  \(style.dim(send.origin))
                sent \(send.since.rfc3339) by \(send.pipeline): \(style.yellow(send.reason ?? unheard))
            """
        }
        return rows.joined(separator: "\n") + "\n\n" + advice(sends.count)
    }

    static func json(_ send: UndecidedSend, reveal: Bool) -> JSONValue {
        .object(
            JSONObject([
                ("id", .int(send.id)), ("kind", .string(send.kind)), ("name", .string(send.name)),
                ("email", send.recipient.isEmpty ? .null : .string(Masking.email(send.recipient, reveal: reveal))),
                ("pipeline", .string(send.pipeline)), ("origin", .string(send.origin)),
                ("sent", .string(send.since.rfc3339)), ("reason", .string(send.reason ?? unheard)),
            ])
        )
    }

    private static func who(_ send: UndecidedSend, _ reveal: Bool) -> String {
        send.recipient.isEmpty ? "to its lists" : Masking.email(send.recipient, reveal: reveal)
    }

    private static let unheard = "the run that was sending it hasn't heard of the outcome"

    private static func advice(_ count: Int) -> String {
        "\(NumberText.count(count, "send")) may have reached Brevo or not. Look there, then decide: "
            + "`pipeline deliveries drop ID…` when it did, `pipeline deliveries resend ID…` when it didn't."
    }
}
