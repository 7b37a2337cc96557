/// A kind of trouble the sandbox makes on purpose, and how often.
///
/// Written `KIND:PROBABILITY`, e.g. `429:0.1`; see ``Kind`` for the kinds.
package struct Fault: Sendable, Equatable, CustomStringConvertible {
    /// What goes wrong.
    package enum Kind: String, Sendable, CaseIterable {
        /// HTTP 429 although the rate is kept, as when another application shares the account.
        case tooManyRequests = "429"
        /// HTTP 500 with an error body; the request's effect may have happened or not.
        case serverError = "500"
        /// The TCP connection is reset without an answer; the effect may have happened or not.
        case reset
        /// The answer comes after the configured delay.
        case slow
        /// Only half of the announced body is sent, then the connection closes; the effect may have happened or not.
        case truncate
        /// The Zoom access token of this request is no longer valid from now on: HTTP 401, code 124.
        case expireToken = "expire-token"
    }

    /// A text that isn't a fault; `description` says what to write instead.
    package struct Malformed: Error, Equatable, CustomStringConvertible {
        /// The whole complaint, fit for a command line.
        package var description: String
    }

    /// What goes wrong.
    package var kind: Kind
    /// The probability for one request, 0 to 1.
    package var probability: Double

    /// A fault of that kind; the probability is held between 0 and 1.
    package init(_ kind: Kind, probability: Double) {
        self.kind = kind
        self.probability = min(max(probability, 0), 1)
    }

    /// Reads `KIND:PROBABILITY`; throws ``Malformed`` naming the wrong part and the accepted forms.
    package init(parsing text: String) throws(Malformed) {
        let kinds = Kind.allCases.map(\.rawValue).joined(separator: ", ")
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2 else {
            throw Malformed(
                description: "fault '\(text)' is not KIND:PROBABILITY, for instance 429:0.1 (kinds: \(kinds))"
            )
        }
        guard let kind = Kind(rawValue: parts[0]) else {
            throw Malformed(description: "fault '\(text)': unknown kind '\(parts[0])' (kinds: \(kinds))")
        }
        guard let probability = Double(parts[1]), (0...1).contains(probability) else {
            throw Malformed(
                description: "fault '\(text)': the probability '\(parts[1])' is not a number from 0 to 1"
            )
        }
        self.init(kind, probability: probability)
    }

    /// The text ``init(parsing:)`` reads.
    package var description: String {
        "\(kind.rawValue):\(probability)"
    }
}
