internal import PipelineCore

/// The options of `connectors.zoom`, read.
struct ZoomSettings: Sendable {
    let accountID: String
    let clientID: String
    let clientSecret: Secret
    let apiURL: String
    let oauthURL: String
    let limits: RateTable
    let narrowing: Narrowing
    let isDebugging: Bool
    let logLevel: String

    /// Reads them.
    ///
    /// - Throws: ``ConnectorFailure``, when credentials are missing.
    init(_ options: Options) throws {
        guard let account = options.string("account_id"), !account.isEmpty,
            let client = options.string("client_id"), !client.isEmpty,
            let secret = options.secret("client_secret"), !secret.isEmpty
        else {
            throw ConnectorFailure(
                .unauthorized,
                "Zoom's credentials are incomplete",
                remedy:
                    "set `account_id`, `client_id` and `client_secret` under `connectors.zoom`; they stand on the page "
                    + "“App credentials” of the Server-to-Server OAuth app in the Zoom App Marketplace"
            )
        }
        accountID = account
        clientID = client
        clientSecret = secret
        apiURL = Self.withoutSlash(options.string("api_url") ?? "https://api.zoom.us/v2")
        oauthURL = Self.withoutSlash(options.string("oauth_url") ?? "https://zoom.us/oauth")
        limits = RateTable(
            plan: options.string("plan").flatMap(ZoomPlan.init) ?? .pro,
            overrides: options.object("limits"),
            share: options.double("rate_share") ?? 1
        )
        narrowing = Narrowing(options)
        isDebugging = options.bool("debug")
        logLevel = options.string("log_level") ?? "info"
    }

    private static func withoutSlash(_ url: String) -> String {
        var url = url
        while url.hasSuffix("/") { url.removeLast() }
        return url
    }
}
