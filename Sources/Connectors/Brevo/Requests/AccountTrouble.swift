internal import PipelineCore

/// Answers that mean that nothing of this account can work: 401, 402, 403.
extension Answer {
    /// Nil for any other status.
    var accountTrouble: ConnectorFailure? {
        switch status {
        case 401: ConnectorFailure(.unauthorized, summary, remedy: keyRemedy)
        case 402:
            ConnectorFailure(
                .missingPrerequisite,
                summary,
                remedy: "The account lacks credits for this: see Usage and plan in Brevo."
            )
        case 403: ConnectorFailure(.unauthorized, summary, remedy: permissionRemedy)
        default: nil
        }
    }

    /// Three different mistakes get the same status (BREVO.md §2.1, §6 no. 15).
    private var keyRemedy: String {
        let text = error.message.lowercased()
        if text.contains("ip address") || text.contains("authorised_ips") {
            return "Brevo doesn't accept requests from this machine's address: add it under Settings › Security › "
                + "Authorised IPs (app.brevo.com/security/authorised_ips)."
        }
        if text.contains("smtp") { return Self.smtpKeyRemedy }
        if text.contains("not found in headers") || text.contains("missing") {
            return "The request reached Brevo without an API key: set `connectors.brevo.api_key` or `BREVO_API_KEY`; "
                + "if it is set, something on the way removes the `api-key` header."
        }
        return "Brevo doesn't know this API key: it is wrong, was deleted, or belongs to another account. Copy it from "
            + "Settings › SMTP & API › API keys; it begins with `xkeysib-`."
    }

    static let smtpKeyRemedy =
        "This is an SMTP key (`xsmtpsib-…`), which the API doesn't accept: copy the API key (`xkeysib-…`) from "
        + "Settings › SMTP & API › API keys."

    private var permissionRemedy: String {
        error.code == "account_under_validation"
            ? "Brevo is still validating the account: wait for its mail, or ask its support."
            : "The account or the key isn't allowed to do this: look at the key's user and the plan in Brevo."
    }
}
