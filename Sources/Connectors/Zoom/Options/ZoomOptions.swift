internal import CEL
internal import PipelineCore

/// The keys under `connectors.zoom` (DESIGN.md §2.1).
enum ZoomOptions {
    static let fields: [OptionField] = [
        OptionField(
            "enabled",
            .bool,
            "Whether its pipelines run. `false` keeps everything checked but reads nothing.",
            default: .bool(true)
        ),
        OptionField(
            "account_id",
            .string,
            "The account id of the Server-to-Server OAuth app.",
            isRequired: true,
            examples: [#""${ZOOM_ACCOUNT_ID}""#]
        ),
        OptionField(
            "client_id",
            .string,
            "The client id of the Server-to-Server OAuth app.",
            isRequired: true,
            examples: [#""${ZOOM_CLIENT_ID}""#]
        ),
        OptionField(
            "client_secret",
            .secret,
            "The client secret of the Server-to-Server OAuth app.",
            isRequired: true,
            examples: [#""${ZOOM_CLIENT_SECRET}""#]
        ),
        OptionField("sync", .object(sync), "What the compact form syncs."),
        OptionField("recordings", .object(recordings), "How `sync.recordings` tells people of recordings."),
        OptionField("webhook", .object(webhook), "How webhooks prove that they come from Zoom."),
        OptionField("lists", .object(lists), "The lists that the compact form fills."),
        OptionField("only", .object(only), "Narrows what is read; nothing else is fetched at all.", narrows: true),
        OptionField(
            "exclude_domains",
            .list(.string),
            "People with an address at one of these domains are skipped, colleagues for instance.",
            examples: ["[example.com]"],
            narrows: true
        ),
        OptionField(
            "plan",
            .choice(plans),
            "The account's plan, which sets Zoom's rate limits.",
            default: .string("pro")
        ),
        OptionField("limits", .object(limits), "Single rate limits that differ from the plan's."),
        OptionField(
            "rate_share",
            .double(0...1),
            "The part of Zoom's limits that is ours; other apps share them.",
            default: .double(1),
            examples: ["0.5"]
        ),
        OptionField(
            "api_url",
            .url,
            "The address of Zoom's API.",
            default: .string("https://api.zoom.us/v2")
        ),
        OptionField(
            "oauth_url",
            .url,
            "The address of Zoom's authorization server.",
            default: .string("https://zoom.us/oauth")
        ),
        OptionField("debug", .bool, "Logs every request, without secrets and addresses.", default: .bool(false)),
        OptionField("log_level", .choice(logLevels), "How much is logged.", default: .string("info")),
        OptionField("log_webhooks", .bool, "Logs every webhook received.", default: .bool(false)),
    ]

    private static let sync: [OptionField] = [
        OptionField("participants", .bool, "Who took part in meetings.", default: .bool(false)),
        OptionField("webinars", .bool, "Who registered for, attended and missed webinars.", default: .bool(false)),
        OptionField("recordings", .bool, "Notifications of recordings.", default: .bool(false)),
    ]

    /// How people are told of recordings.
    private static let recordings: [OptionField] = [
        OptionField(
            "event",
            .identifier,
            "The event that each person gets; `zoom_recording_ready` when nothing here says otherwise.",
            examples: ["zoom_recording_ready"]
        ),
        OptionField(
            "template",
            .int(1...Int.max),
            "The number of a Brevo template that is mailed to each person, instead of the event.",
            examples: ["12"]
        ),
        OptionField("sender", .object(sender), "Who the mail comes from; without it, whom the template names."),
        OptionField("tags", .list(.string), "The mail's tags."),
        OptionField(
            "campaign",
            .object(campaign),
            "A campaign to lists, instead of the event: one for each recording."
        ),
        OptionField(
            RecipientSource.option.name,
            RecipientSource.option.kind,
            "Who is told; `attendees` when left out. Campaigns go to their lists."
        ),
        OptionField(
            "passcode",
            .bool,
            "Whether the passcode is told along with the link.",
            default: .bool(false)
        ),
    ]

    private static let sender: [OptionField] = [
        OptionField("email", .string, "A sender that Brevo has verified.", isRequired: true),
        OptionField("name", .string, "What recipients read beside it."),
    ]

    private static let campaign: [OptionField] = [
        OptionField("name", .string, "What the campaigns are called in Brevo.", isRequired: true),
        OptionField("template", .int(1...Int.max), "The template's number in Brevo.", isRequired: true),
        OptionField("subject", .string, "The subject line.", isRequired: true),
        OptionField("lists", .list(.listReference), "The lists whose members get it.", isRequired: true),
        OptionField("exclude_lists", .list(.listReference), "Members of these lists don't get it."),
        OptionField("sender", .object(sender), "Who it comes from.", isRequired: true),
    ]

    private static let webhook: [OptionField] = [
        OptionField(
            "secret_token",
            .secret,
            "The app's secret token, with which Zoom signs webhooks.",
            examples: [#""${ZOOM_WEBHOOK_SECRET}""#]
        ),
        OptionField(
            "verification_token",
            .secret,
            "The app's former verification token.",
            retired: "Zoom ended verification tokens in June 2025; `secret_token` alone counts"
        ),
        OptionField(
            "tolerance",
            .duration(60...86_400),
            "How old a webhook's signature may be; Zoom tries again for 85 minutes.",
            default: .duration(seconds: WebhookSignature.usualTolerance),
            examples: ["90m"]
        ),
    ]

    private static let lists: [OptionField] = [
        OptionField("meeting_participants", .listReference, "Who took part in meetings.", examples: ["15"]),
        OptionField("webinar_attendees", .listReference, "Who attended webinars.", examples: ["16"]),
        OptionField("webinar_registrants", .listReference, "Who registered for webinars.", examples: ["17"]),
        OptionField(
            "webinar_absentees",
            .listReference,
            "Who registered and didn't come; `webinar_registrants` when left out.",
            examples: ["18"]
        ),
    ]

    private static let only: [OptionField] = [
        OptionField(
            "hosts",
            .list(.string),
            "The hosts' email addresses in Zoom.",
            examples: ["[webinars@example.com]"]
        ),
        OptionField("groups", .list(.string), "The ids of the hosts' groups in Zoom."),
        OptionField(
            "ids",
            .list(.int(1...Int.max)),
            "The numbers of meetings and webinars.",
            examples: ["[98765432101]"]
        ),
        OptionField(
            "title",
            .expression(TitleFilter.schema, result: .bool),
            "A condition over `title` and `host_email` of the meeting or webinar.",
            examples: [#"'!title.startsWith("Interview")'"#]
        ),
    ]

    private static let limits: [OptionField] = RateLabel.allCases.map { label in
        OptionField(label.rawValue, .rates, label.doc, examples: ["40/s", "[20/s, 60000/day]"])
    }

    private static let plans: [OptionKind.Choice] = [
        OptionKind.Choice("free", "Basic"),
        OptionKind.Choice("pro", "Pro"),
        OptionKind.Choice("business", "Business, Education, Enterprise or Partner"),
    ]

    private static let logLevels: [OptionKind.Choice] = [
        OptionKind.Choice("error", "Only what went wrong"),
        OptionKind.Choice("warning", "What may be wrong, too"),
        OptionKind.Choice("info", "What is done"),
        OptionKind.Choice("debug", "Every request"),
        OptionKind.Choice("verbose", "Everything"),
    ]
}
