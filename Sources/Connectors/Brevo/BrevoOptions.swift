internal import HTTP
internal import PipelineCore

/// The keys under `connectors.brevo`.
enum BrevoOptions {
    static let fields: [OptionField] = [
        OptionField("enabled", .bool, "Whether its sinks run; `false` keeps them checked.", default: .bool(true)),
        OptionField(
            "api_key",
            .secret,
            "The account's API key (not the SMTP key). When it is missing, `BREVO_API_KEY` from the environment is used.",
            isRequired: true,
            examples: ["${BREVO_API_KEY}"]
        ),
        OptionField(
            "api_url",
            .url,
            "The base address of Brevo's API.",
            default: .string("https://api.brevo.com/v3")
        ),
        OptionField(
            "account",
            .string,
            "What the state calls this account. Give each account its own word when a configuration changes between several; "
                + "a new key for the same account keeps the word.",
            default: .string("default"),
            examples: ["eu", "staging"]
        ),
        OptionField(
            "plan",
            .choice([
                OptionKind.Choice("general", "Free, Starter and Standard: 10 contact requests a second."),
                OptionKind.Choice("advanced", "Professional and Enterprise: 20 contact requests a second."),
                OptionKind.Choice("extended", "The Enterprise add-on: 60 contact requests a second."),
            ]),
            "The plan, which sets the rate limits.",
            default: .string("general")
        ),
        OptionField(
            "limits",
            .map(.rates, keys: "a family of requests: contacts, events, email, smtp or other"),
            "Rate limits that differ from the plan's.",
            examples: ["{ contacts: [8/s, 30000/h], other: 60/h }"]
        ),
        OptionField(
            "rate_share",
            .double(0...1),
            "Our part of the rate limits, when others use the account too.",
            default: .double(1)
        ),
    ]
}

/// The options of one opened connector, checked.
struct BrevoConfiguration: Sendable {
    /// Nil while only validating.
    let apiKey: Secret?
    let base: URLParts
    let account: String
    let limits: [RateFamily: [FamilyLimit]]

    /// - Throws: ``ConnectorFailure``, for an address or a family that can't be.
    init(_ options: Options) throws {
        let address = options.string("api_url") ?? "https://api.brevo.com/v3"
        switch URLParts.parse(address) {
        case .success(let parts): base = parts
        case .failure(let reason):
            throw ConnectorFailure(.permanent, "`connectors.brevo.api_url` \(reason)", remedy: "Give an https address.")
        }
        apiKey = options.secret("api_key").flatMap { $0.isEmpty ? nil : $0 }
        account = options.string("account") ?? "default"
        let plan = options.string("plan").flatMap(BrevoPlan.init) ?? .general
        let share = options.double("rate_share") ?? 1
        let given = options.map("limits")
        if let unknown = given.keys.sorted().first(where: { RateFamily(rawValue: $0) == nil }) {
            throw ConnectorFailure(
                .permanent,
                "`connectors.brevo.limits` names `\(unknown)`, which is no family of requests",
                remedy: "The families are \(RateFamily.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", "))."
            )
        }
        var limits: [RateFamily: [FamilyLimit]] = [:]
        for family in RateFamily.allCases {
            var rates = plan.rates(family)
            if case .rates(let own) = given[family.rawValue], !own.isEmpty { rates = own }
            limits[family] = rates.map { FamilyLimit($0, share: share) }
        }
        self.limits = limits
    }

    /// The base address without a slash at its end.
    var baseURL: String {
        var text = base.text
        while text.hasSuffix("/") { text.removeLast() }
        return text
    }

    /// What the account is called over runs. It must be known before a request is made and may not tell anything of the key, so
    /// it is made of what the file says.
    var accountID: String { "brevo/\(base.host)/\(account)" }
}
