package import PipelineCore

/// What starts a pipeline under `serve`.
package struct TriggerRule: Sendable {
    /// The pipeline's name.
    package let pipeline: String

    /// The events that start it.
    package let events: Set<String>

    /// How long after an event, in seconds.
    package let delay: Int

    /// What an event asks of it.
    package let unit: Unit

    /// When it sweeps.
    package let recurrences: [Recurrence]

    /// What of its source an event asks a pipeline to read.
    package enum Unit: Sendable, Hashable {
        /// The meeting or webinar that the event is about; everything, where it is about nothing of the kind.
        case subject
        /// The event itself.
        case event
    }

    /// Makes a rule.
    package init(
        pipeline: String,
        events: Set<String>,
        delay: Int = 0,
        unit: Unit = .subject,
        recurrences: [Recurrence] = []
    ) {
        self.pipeline = pipeline
        self.events = events
        self.delay = delay
        self.unit = unit
        self.recurrences = recurrences
    }
}

/// A moment that comes again and again.
package struct Recurrence: Sendable {
    /// The rule as text; another text is another rule.
    package let text: String

    /// Whether it is due at once when it is new.
    package let beginsAtOnce: Bool

    /// The first moment after another; nil when there is none.
    package let next: @Sendable (_ after: Timestamp) -> Timestamp?

    /// Makes a recurrence.
    package init(text: String, beginsAtOnce: Bool, next: @escaping @Sendable (_ after: Timestamp) -> Timestamp?) {
        self.text = text
        self.beginsAtOnce = beginsAtOnce
        self.next = next
    }

    /// Every so many seconds, the first time at once.
    package static func every(_ seconds: Int) -> Recurrence {
        Recurrence(text: "every \(seconds)s", beginsAtOnce: true) { $0.later(seconds) }
    }
}
