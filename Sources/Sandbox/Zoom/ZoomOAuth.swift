import Foundation

/// `https://zoom.us/oauth`: tokens for Server-to-Server apps (ZOOM.md §2).
struct ZoomOAuth: Sendable {
    var credentials: SandboxCredentials
    var scopes: [String]

    /// `POST /token` with `grant_type=account_credentials`, parameters in the query or the form body.
    func token(_ call: Call, tokens: inout ZoomTokens) -> Reply {
        guard let parameters = parameters(of: call) else { return error("Bad Request", "invalid_request") }
        guard isAuthorized(call) else { return error("Invalid client_id or client_secret", "invalid_client") }
        switch parameters["grant_type"] {
        case "account_credentials": break
        case nil: return error("Missing grant type", "invalid_request")
        default: return error("Unsupported grant type", "unsupported_grant_type")
        }
        guard parameters["account_id"] == credentials.accountID else { return error("Bad Request", "invalid_request") }
        return .json([
            "access_token": .string(tokens.issue(scopes: scopes, at: call.now)), "token_type": "bearer",
            "expires_in": .integer(tokens.lifeSeconds), "scope": .string(scopes.joined(separator: " ")),
            "api_url": .string(call.origin + "/zoom"),
        ])
    }

    /// `POST /revoke?token=`.
    func revoke(_ call: Call, tokens: inout ZoomTokens) -> Reply {
        guard isAuthorized(call) else { return error("Invalid client_id or client_secret", "invalid_client") }
        guard let token = parameters(of: call)?["token"] else { return error("Missing token", "invalid_request") }
        tokens.revoke(token)
        return .json(["status": "success"])
    }

    // The shape is the one the public service is known for; Zoom documents none (ZOOM.md §2).
    private func error(_ reason: String, _ error: String) -> Reply {
        .json(["reason": .string(reason), "error": .string(error)], status: 400)
    }

    private func isAuthorized(_ call: Call) -> Bool {
        let expected = Data("\(credentials.clientID):\(credentials.clientSecret)".utf8).base64EncodedString()
        return call.authorization == "Basic \(expected)"
    }

    private func parameters(of call: Call) -> [String: String]? {
        var pairs = call.query
        if !call.bytes.isEmpty {
            guard call.contentType?.lowercased().hasPrefix("application/x-www-form-urlencoded") == true,
                let form = Percent.pairs(String(decoding: call.bytes, as: UTF8.self))
            else { return nil }
            pairs += form
        }
        return Dictionary(pairs.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    }
}
