package import Foundation

/// What the simulated Zoom and Brevo hold and how they behave. Every field has a default fit for a demo.
package struct SandboxConfiguration: Sendable {
    /// The loopback port to listen on; 0 takes any free one.
    package var port = 0
    /// The seed of the world and of the faults: the same seed makes the same people, ids and faults.
    package var seed: UInt64 = 1
    /// Active licensed users, `host1@acme.example` and so on. Each fourth has no webinar plan. An inactive and a
    /// pending one come on top.
    package var users = 3
    /// Ended meeting instances per user with a ready report, three in ten of them one recurring meeting's. An
    /// upcoming meeting per user comes on top.
    package var meetings = 5
    /// Whether the first user also has a running meeting, one that ends at the start (its report comes after
    /// ``reportDelay``), one the host alone attended, and one older than a year.
    package var hasSpecialMeetings = true
    /// People per meeting or webinar instance, before rejoins and waiting-room rows.
    package var participants = 25
    /// Ended webinars per user with the webinar plan. One upcoming each comes on top.
    package var webinars = 2
    /// Decides Zoom's rate limits.
    package var plan = ZoomPlan.pro
    /// Decides Brevo's rate limits.
    package var tier = BrevoTier.general
    /// The limits kept, replaced in part, or off.
    package var limits = SandboxLimits()
    /// Troubles made on purpose.
    package var faults: [Fault] = []
    /// How long the `slow` fault delays an answer.
    package var slowDelay = Duration.seconds(2)
    /// How long after its end a meeting's report becomes complete. In the first half of it the report answers
    /// 3001, in the second half every `duration` is 0 (ZOOM.md §4).
    package var reportDelay = Duration.seconds(60)
    /// How long a `next_page_token` is valid (ZOOM.md §3: 15 minutes).
    package var pageTokenLife = Duration.seconds(900)
    /// How long an access token is valid (ZOOM.md §2: 3,600 seconds).
    package var accessTokenLife = Duration.seconds(3600)
    /// How long an import stands in the queue before it is worked on.
    package var importQueueTime = Duration.milliseconds(100)
    /// How long the work on an import takes at least.
    package var importTime = Duration.milliseconds(200)
    /// How much longer it takes for each row.
    package var importTimePerRow = Duration.microseconds(20)
    /// What the clients must present.
    package var credentials = SandboxCredentials()
    /// The granular scopes of the access tokens; nil grants all the operations want.
    package var scopes: [String]?
    /// Contact attributes of Brevo beside FIRSTNAME, LASTNAME, SMS and EMAIL.
    package var attributes: [SandboxAttribute] = []
    /// The lists in Brevo at the start, numbered from 1, in folder 1.
    package var lists = ["Newsletter", "Webinar contacts"]
    /// The contacts in Brevo at the start.
    package var contacts: [SandboxContact] = []
    /// The clock of both services. The world is laid out relative to what it says at the start.
    package var now: @Sendable () -> Date = { Date() }

    /// The defaults.
    package init() {}
}

/// The secrets the simulated services accept.
package struct SandboxCredentials: Sendable, Equatable {
    /// Zoom's account id, for `grant_type=account_credentials`.
    package var accountID = "sandbox-account"
    /// The client id of the Server-to-Server app.
    package var clientID = "sandbox-client"
    /// The client secret of the Server-to-Server app.
    package var clientSecret = "sandbox-secret"
    /// Brevo's API key.
    package var apiKey = "xkeysib-sandbox"

    /// The defaults, which are no secrets at all.
    package init() {}
}

/// A contact attribute of the simulated Brevo.
package struct SandboxAttribute: Sendable, Equatable {
    /// The types of the category `normal` (BREVO.md §3.9), and `category` for the one of that name.
    package enum Kind: String, Sendable {
        case text, date, float, boolean, id, category, user
        case multipleChoice = "multiple-choice"
    }

    /// The name in capitals.
    package var name: String
    /// What values it takes.
    package var kind: Kind
    /// The labels of a `category` (numbered from 1) or the options of a `multiple-choice`.
    package var options: [String]

    /// An attribute.
    package init(_ name: String, _ kind: Kind, options: [String] = []) {
        self.name = name
        self.kind = kind
        self.options = options
    }
}

/// A contact already in the simulated Brevo, or as the inspection shows it.
package struct SandboxContact: Sendable, Equatable {
    /// The value of an attribute.
    package enum Value: Sendable, Equatable {
        case text(String), number(Double), boolean(Bool), texts([String])
    }

    /// Brevo's number; 0 in a configuration, which lets the sandbox number it.
    package var id = 0
    /// The address, stored in lower case; nil for a contact known by another identifier.
    package var email: String?
    /// The client's own key.
    package var extID: String?
    /// By name in capitals, SMS among them.
    package var attributes: [String: Value]
    /// The lists it is a member of.
    package var listIDs: [Int]
    /// The lists it left by itself.
    package var unsubscribedListIDs: [Int] = []
    /// Whether it takes no campaigns any more.
    package var isBlocklisted: Bool
    /// How often the API wrote to it; not reset by its deletion by a third party.
    package var writes = 0

    /// A contact for ``SandboxConfiguration/contacts``.
    package init(
        email: String?,
        extID: String? = nil,
        attributes: [String: Value] = [:],
        listIDs: [Int] = [],
        unsubscribedListIDs: [Int] = [],
        isBlocklisted: Bool = false
    ) {
        self.email = email
        self.extID = extID
        self.attributes = attributes
        self.listIDs = listIDs
        self.unsubscribedListIDs = unsubscribedListIDs
        self.isBlocklisted = isBlocklisted
    }
}
