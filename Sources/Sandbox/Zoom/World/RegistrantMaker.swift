/// Makes the registrants of a session.
struct RegistrantMaker: Sendable {
    private let people: People
    private var known: Set<Int> = []

    init(people: People) {
        self.people = people
    }

    /// Registers those of the people who attend by registration: all for a webinar, the registering sort for a meeting.
    mutating func register(_ numbers: Range<Int>, in session: inout ZoomSession, _ generator: inout SplitMix64) {
        for number in numbers {
            let person = people.person(number)
            guard person.manner == .registers || (session.family == .webinar && person.manner != .colleague) else {
                continue
            }
            add(person, .approved, to: &session, &generator)
        }
    }

    /// Registers people who won't come; of each six one waits for approval and one was denied.
    mutating func registerOthers(
        _ numbers: Range<Int>,
        in session: inout ZoomSession,
        _ generator: inout SplitMix64
    ) {
        for (offset, number) in numbers.enumerated() {
            let status: ZoomRegistrant.Status = offset % 6 == 1 ? .pending : offset % 6 == 2 ? .denied : .approved
            add(people.person(number), status, to: &session, &generator)
        }
    }

    private mutating func add(
        _ person: Person,
        _ status: ZoomRegistrant.Status,
        to session: inout ZoomSession,
        _ generator: inout SplitMix64
    ) {
        guard known.insert(person.index).inserted else { return }
        var registrant = ZoomRegistrant(
            id: Token.opaque(22, &generator),
            person: person.index,
            email: person.email,
            firstName: person.givenName,
            lastName: person.familyName,
            status: status,
            createdAt: session.createdAt.adding(seconds: generator.below(86_400 * 10)),
            phone: person.phone,
            organization: person.organization,
            jobTitle: person.jobTitle
        )
        if generator.chance(0.05) { registrant.email = person.email.prefix(1).uppercased() + person.email.dropFirst() }
        if session.family == .webinar {
            registrant.answers = [
                ("What do you hope to learn?", generator.chance(0.5) ? "Everything; \"really\"" : ""),
                ("Company size", generator.pick(["1-10", "11-100", "> 100"])),
            ]
        }
        if !session.trackingSources.isEmpty, generator.chance(0.6) {
            registrant.trackingSource = generator.below(session.trackingSources.count)
        }
        session.registrants.append(registrant)
    }
}
