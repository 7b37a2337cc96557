/// Sends what can't be taken back, for one account and one kind of sink.
///
/// It does what it is asked, one request at a time, and says honestly what it knows of the outcome. The engine decides what is
/// asked when: each request is recorded before it is made, and repeated only as ``SendTraits/repeats`` allows.
package protocol Sender: Sendable {
    /// The account over runs, without naming a credential: part of every key.
    var account: String { get }

    /// The kind of sink: `brevo.events`. Part of every key.
    var kind: String { get }

    /// What requests allow.
    var traits: SendTraits { get }

    /// The body of one request for sends that share their envelope.
    ///
    /// - Parameter token: Identifies the request to the service, where it can tell repeats by it.
    func body(of sends: [Send], token: String) -> [UInt8]

    /// Makes a request.
    ///
    /// - Throws: `CancellationError` alone: the request stays recorded as it is, and a later run takes it up. What isn't known is
    ///   ``SendOutcome/unknown(_:)``.
    func send(_ request: SendRequest) async throws -> SendOutcome

    /// Finds out which sends of a request reached the service, by their places; those it can't tell of are missing.
    ///
    /// - Throws: ``ConnectorFailure``.
    func lookUp(_ request: SendRequest) async throws -> [Int: String]
}

extension Sender {
    /// Identifies the sender's queue over runs.
    package var id: String { "\(account) \(kind)" }

    /// Most services can't tell.
    package func lookUp(_ request: SendRequest) async throws -> [Int: String] { [:] }
}

/// What a sender's requests allow.
package struct SendTraits: Sendable, Hashable {
    /// The most sends in one request.
    package let maxItems: Int

    /// The most bytes of the items in one request.
    package let maxBytes: Int

    /// So many sends or more go by one request; fewer go one by one.
    package let batchMinimum: Int

    /// The most requests worth having under way at once.
    package let maxConcurrent: Int

    /// Whether a request whose outcome is unknown may be made again.
    package let repeats: Repeats

    /// Whether ``Sender/lookUp(_:)`` can tell.
    package let canLookUp: Bool

    /// Whether a request whose outcome is unknown may be made again.
    package enum Repeats: Sendable, Hashable {
        /// Each request has its effect.
        case never

        /// The service knows repeats of an identical body by their token, so many seconds after the first.
        case within(seconds: Int64)

        /// The sender finds out itself what an earlier try did.
        case always
    }

    /// Makes traits.
    package init(
        maxItems: Int = 1,
        maxBytes: Int = .max,
        batchMinimum: Int = 2,
        maxConcurrent: Int = 4,
        repeats: Repeats = .never,
        canLookUp: Bool = false
    ) {
        self.maxItems = maxItems
        self.maxBytes = maxBytes
        self.batchMinimum = batchMinimum
        self.maxConcurrent = maxConcurrent
        self.repeats = repeats
        self.canLookUp = canLookUp
    }
}

/// One request to a service, as it was recorded before it was made.
package struct SendRequest: Sendable, Hashable {
    /// The body, the same at every try.
    package let body: [UInt8]

    /// What identifies the request to the service.
    package let token: String

    /// How many sends the body holds.
    package let count: Int

    /// Those of them that are undecided, by their places in the body.
    package let sends: [Int: Send]

    /// When it was made first.
    package let made: Timestamp

    /// Whether an earlier try may have reached the service.
    package let isRepeat: Bool

    /// Makes a request.
    package init(
        body: [UInt8],
        token: String,
        count: Int,
        sends: [Int: Send],
        made: Timestamp,
        isRepeat: Bool = false
    ) {
        self.body = body
        self.token = token
        self.count = count
        self.sends = sends
        self.made = made
        self.isRepeat = isRepeat
    }
}

/// What is known of a request that was made.
package enum SendOutcome: Sendable, Hashable {
    /// The service answered: one result for each send, by its place.
    case answered([ItemOutcome])

    /// The service refused the whole request and did nothing of it; one of several sends may be to blame.
    case refused(code: String, reason: String)

    /// It provably wasn't taken up (429, not connected): it may be sent again.
    case notTaken(ConnectorFailure)

    /// Nobody knows whether it was carried out.
    case unknown(ConnectorFailure)

    /// What became of one send.
    package enum ItemOutcome: Sendable, Hashable {
        /// The service has it; what it calls it, if it says.
        case accepted(reference: String?)

        /// The service refused it for good: a dead letter.
        case refused(code: String, reason: String)
    }
}
