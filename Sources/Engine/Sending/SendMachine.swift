internal import PipelineCore
internal import State

/// Decides, for one recorded request, what may be done next: nothing is ever sent again that may have been sent already, unless
/// the service knows repeats by itself.
///
/// It has no clock and no effects: the desk tells it what happened, it answers what to do.
struct SendMachine: Sendable, Hashable {
    /// What to do next.
    enum Step: Sendable, Hashable {
        /// Make the request.
        case send
        /// Ask the service what it knows.
        case lookUp
        /// Record these verdicts, by the sends' places: the request is done with.
        case settle([Int: SendVerdict])
        /// Record that none of it was done, and send each by itself: one of them stands in the way of all.
        case takeApart
        /// Leave it as it is recorded: a later run makes it again.
        case leave
    }

    /// Where a request stands when it is taken up.
    enum Beginning: Sendable, Hashable {
        /// It was just recorded, and never made.
        case new
        /// An earlier run recorded it so many seconds ago; it may have been made.
        case recovered(secondsAgo: Int64)
        /// It was found to be in doubt already.
        case inDoubt
    }

    private let traits: SendTraits
    private let places: [Int]
    private let beginning: Beginning
    private var doubt = "the run that was sending it ended before it heard of the outcome"

    /// - Parameter places: The places of the sends that are undecided.
    init(_ traits: SendTraits, places: [Int], _ beginning: Beginning) {
        self.traits = traits
        self.places = places
        self.beginning = beginning
    }

    /// Whether an earlier try may have reached the service.
    var isRepeat: Bool { beginning != .new }

    func begin() -> Step {
        switch beginning {
        case .new: return .send
        case .inDoubt: return traits.canLookUp ? .lookUp : .leave
        case .recovered(let seconds):
            switch traits.repeats {
            case .always: return .send
            // A clock that was set back proves nothing.
            case .within(let window) where (0..<window).contains(seconds): return .send
            case .never, .within: return traits.canLookUp ? .lookUp : settleInDoubt
            }
        }
    }

    mutating func sent(_ outcome: SendOutcome) -> Step {
        switch outcome {
        case .answered(let items):
            return .settle(verdicts { items.indices.contains($0) ? SendVerdict(items[$0]) : nil })
        case .refused(let code, let reason):
            // The try that may have arrived isn't the one that was refused.
            guard !isRepeat || traits.repeats == .always else { return unclear(reason) }
            if places.count > 1 { return .takeApart }
            return .settle(verdicts { _ in .refused(code: code, reason: reason) })
        case .notTaken:
            return isRepeat ? .leave : .settle(verdicts { _ in .waiting })
        case .unknown(let failure):
            switch traits.repeats {
            case .always, .within: return .leave
            case .never: return unclear(failure.message)
            }
        }
    }

    /// - Parameter found: The sends that the service has, with what it calls them; nil when it couldn't be asked.
    func lookedUp(_ found: [Int: String]?) -> Step {
        if beginning == .inDoubt {
            let known = (found ?? [:]).filter { places.contains($0.key) }
            return known.isEmpty ? .leave : .settle(known.mapValues { .accepted(reference: $0) })
        }
        return .settle(verdicts { place in (found?[place]).map { .accepted(reference: $0) } })
    }

    private mutating func unclear(_ reason: String) -> Step {
        doubt = reason
        return traits.canLookUp ? .lookUp : settleInDoubt
    }

    private var settleInDoubt: Step { .settle(verdicts { _ in nil }) }

    /// A verdict for each place; what isn't known is in doubt.
    private func verdicts(_ known: (Int) -> SendVerdict?) -> [Int: SendVerdict] {
        Dictionary(uniqueKeysWithValues: places.map { ($0, known($0) ?? .inDoubt(reason: doubt)) })
    }
}

extension SendVerdict {
    fileprivate init(_ item: SendOutcome.ItemOutcome) {
        switch item {
        case .accepted(let reference): self = .accepted(reference: reference)
        case .refused(let code, let reason): self = .refused(code: code, reason: reason)
        }
    }
}
