internal import HTTP
internal import JSON
internal import PipelineCore

/// Event subscriptions by Zoom's Marketplace API (`/marketplace/app/event_subscription`). It doesn't see or change subscriptions
/// that were made on the app's own page.
extension ZoomSession: WebhookSubscriptions {
    private static let path = "/marketplace/app/event_subscription"

    /// The pages read at most; an app has 20 subscriptions at most.
    private static let mostPages = 10

    func subscriptions() async throws -> [WebhookSubscription] {
        var found: [WebhookSubscription] = []
        var token = ""
        let user = try await anyUser()
        for _ in 0..<Self.mostPages {
            var query = [
                (name: "user_id", value: user), (name: "account_id", value: accountID),
                (name: "subscription_scope", value: "account"),
            ]
            if !token.isEmpty { query.append((name: "next_page_token", value: token)) }
            let answer = try await call(.get, Self.path, query: query)
            found += (answer["event_subscriptions"]?.array ?? []).map { row in
                WebhookSubscription(
                    id: row["event_subscription_id"]?.string ?? "",
                    name: row["event_subscription_name"]?.string ?? "",
                    url: row["event_webhook_url"]?.string ?? "",
                    events: row["events"]?.array?.compactMap(\.string) ?? []
                )
            }
            token = answer["next_page_token"]?.string ?? ""
            if token.isEmpty { break }
        }
        return found
    }

    func subscribe(to events: [String], at url: String, name: String) async throws -> String {
        let body: JSONValue = [
            "events": .array(events.map(JSONValue.string)), "event_webhook_url": .string(url),
            "event_subscription_name": .string(name), "subscription_scope": "account", "account_id": .string(accountID),
        ]
        let answer = try await call(.post, Self.path, body: body)
        guard let id = answer["event_subscription_id"]?.string else {
            throw ConnectorFailure(
                .permanent,
                "POST \(Self.path): Zoom's answer has no `event_subscription_id`",
                remedy: "look with `pipeline webhooks list` whether it was made"
            )
        }
        return id
    }

    func removeSubscription(_ id: String) async throws {
        _ = try await call(.delete, Self.path + "/" + PathSegment.encode(id))
    }

    /// Zoom wants a user named, whoever it is; `me` is nobody to a Server-to-Server app.
    private func anyUser() async throws -> String {
        do {
            return try await directory.users(group: "webhooks").first?.key ?? ""
        } catch let failure as ZoomFailure {
            throw failure.connectorFailure
        }
    }

    /// One request, not repeated: these are rare, and a person waits for them.
    private func call(
        _ method: HTTPRequest.Method,
        _ path: String,
        query: [(name: String, value: String)] = [],
        body: JSONValue? = nil
    ) async throws -> JSONValue {
        let name = "\(method.rawValue) \(Self.path)"
        do {
            let token = try await client.tokens.token()
            var headers: HTTPHeaders = [
                "Authorization": "Bearer \(token.text.revealed)", "Accept": "application/json",
            ]
            if body != nil { headers.set("Content-Type", "application/json") }
            let tail = query.isEmpty ? "" : "?" + PercentEncoding.query(query)
            let request = HTTPRequest(method, client.settings.apiURL + path + tail, headers: headers, body: body?.bytes)
            let response = try await client.http.send(request)
            guard (200...299).contains(response.status) else { throw Self.failure(response, name) }
            return (try? JSONValue.parse(response.body)) ?? .null
        } catch let failure as ZoomFailure {
            throw failure.connectorFailure
        } catch let failure as HTTPFailure {
            throw ConnectorFailure(
                .unreachable,
                "\(name): \(failure.message)",
                remedy: "check the network and try again"
            )
        }
    }

    /// The codes are those of the operation's definition.
    private static func failure(_ response: HTTPResponse, _ name: String) -> ConnectorFailure {
        let error = ErrorBody(response.body)
        let text = "\(name): \(Email.maskingAll(error.text(status: response.status)))"
        if let scopes = Verdict.missingScopes(error.message) {
            return ConnectorFailure(
                .missingScopes(scopes),
                text,
                remedy: "add \(scopes.joined(separator: ", ")) to the app in the Zoom App Marketplace"
            )
        }
        let remedy: String? =
            switch error.code {
            case 1701?:
                "Zoom got no right answer from the address: start `pipeline serve` behind it, with the app's secret token"
            case 1602?: "give the app the scopes that these events need"
            case 1601? where response.status == 404: "`pipeline webhooks list` shows the ids; check the events' names"
            default: response.status == 401 ? "check the app's credentials, and that it is activated" : nil
            }
        return ConnectorFailure(response.status == 401 ? .unauthorized : .permanent, text, remedy: remedy)
    }
}
