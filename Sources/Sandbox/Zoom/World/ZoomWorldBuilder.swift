/// Lays out users, meetings and webinars from the configuration's seed, relative to one moment.
struct ZoomWorldBuilder {
    /// The mail domain of the account's own people.
    static let accountDomain = "acme.example"

    private let configuration: SandboxConfiguration
    private let anchor: Moment
    private var world: ZoomWorld
    private var nextPerson = 0

    /// The world of that configuration with `anchor` as now.
    static func build(_ configuration: SandboxConfiguration, anchor: Moment) -> ZoomWorld {
        var builder = ZoomWorldBuilder(configuration, anchor: anchor)
        for host in 0..<max(1, configuration.users) { builder.addSessions(of: host) }
        if configuration.hasSpecialMeetings { builder.addSpecialMeetings() }
        return builder.world
    }

    private init(_ configuration: SandboxConfiguration, anchor: Moment) {
        self.configuration = configuration
        self.anchor = anchor
        let people = People(
            seed: configuration.seed,
            poolSize: max(40, configuration.participants * 3, configuration.users * configuration.participants)
        )
        world = ZoomWorld(
            accountID: configuration.credentials.accountID,
            users: Self.users(configuration, anchor: anchor),
            people: people
        )
    }

    private static func users(_ configuration: SandboxConfiguration, anchor: Moment) -> [ZoomUser] {
        let active = max(1, configuration.users)
        return (0..<active + 2).map { index in
            var generator = SplitMix64(seed: configuration.seed, part: "user", index)
            let (first, last) = generator.pick([
                ("Grace", "Hopper"), ("Alan", "Kay"), ("Barbara", "Liskov"), ("Edsger", "Dijkstra"), ("花子", "鈴木"),
            ])
            let status = index < active ? "active" : index == active ? "inactive" : "pending"
            return ZoomUser(
                id: Token.opaque(22, &generator),
                email: "host\(index + 1)@\(accountDomain)",
                firstName: first,
                lastName: index % 7 == 6 ? nil : last,
                type: status == "active" ? 2 : 1,
                status: status,
                department: index % 2 == 0 ? "Marketing" : nil,
                timezone: index % 3 == 0 ? "Europe/Berlin" : "UTC",
                groupIDs: index % 2 == 0 ? ["group-events"] : [],
                createdAt: anchor.adding(seconds: -86_400 * (400 + index)),
                lastLogin: status == "active" ? anchor.adding(seconds: -3600 * (index + 1)) : nil,
                hasWebinarPlan: status == "active" && index % 4 != 3
            )
        }
    }

    private mutating func addSessions(of host: Int) {
        var index = 0
        while index < configuration.meetings {
            // Out of ten instances: 3 of one recurring meeting, 1 instant, the others scheduled.
            switch index % 10 {
            case 1 where index + 3 <= configuration.meetings:
                addMeeting(host: host, number: index, type: 8, instances: 3)
                index += 3
            case 4:
                addMeeting(host: host, number: index, type: 1, instances: 1)
                index += 1
            default:
                addMeeting(host: host, number: index, type: 2, instances: 1)
                index += 1
            }
        }
        addUpcoming(.meeting, host: host)
        if world.users[host].hasWebinarPlan {
            for number in 0..<configuration.webinars { addWebinar(host: host, number: number) }
            addUpcoming(.webinar, host: host)
        } else if configuration.webinars > 0 {
            // Held while the host had the plan: its lists now answer with HTTP 200 and an error in the body.
            addWebinar(host: host, number: 0)
        }
    }

    private mutating func addMeeting(host: Int, number: Int, type: Int, instances: Int) {
        var generator = SplitMix64(seed: configuration.seed, part: "meeting", host, number)
        let registers = type != 1 && number % 4 != 3
        var session = session(.meeting, host: host, type: type, number: number, registers: registers, &generator)
        for instance in 0..<instances {
            // All within the last 26 days, one week between those of a recurring meeting.
            let start = start(daysAgo: 1 + (number * 5 + host * 3) % (type == 8 ? 9 : 25) + 7 * instance, &generator)
            session.instances.append(ended(start, minutes: session.minutes, shift: instance, &generator))
        }
        finish(&session, &generator)
    }

    private mutating func addWebinar(host: Int, number: Int) {
        var generator = SplitMix64(seed: configuration.seed, part: "webinar", host, number)
        let isRecurring = number % 4 == 3
        var session = session(
            .webinar,
            host: host,
            type: isRecurring ? 9 : 5,
            number: number,
            registers: number % 5 != 4,
            &generator
        )
        for instance in 0..<(isRecurring ? 2 : 1) {
            let start = start(daysAgo: 2 + (number * 6 + host) % (isRecurring ? 12 : 24) + 7 * instance, &generator)
            session.instances.append(ended(start, minutes: session.minutes, shift: instance, &generator))
        }
        session.trackingSources = [
            "newsletter (utm_source=newsletter)", "LinkedIn", "utm_campaign=spring&utm_medium=ad",
        ]
        .map { ZoomTrackingSource(id: Token.opaque(16, &generator), name: $0, visitors: 20 + generator.below(400)) }
        finish(&session, &generator)
    }

    private mutating func addUpcoming(_ family: ZoomSession.Family, host: Int) {
        var generator = SplitMix64(seed: configuration.seed, part: "upcoming \(family.rawValue)", host)
        var session = session(
            family,
            host: host,
            type: family == .meeting ? 2 : 5,
            number: 900,
            registers: true,
            &generator
        )
        session.plannedStart = start(daysAgo: -(2 + host % 5), &generator)
        var maker = RegistrantMaker(people: world.people)
        maker.register(
            nextPerson..<nextPerson + configuration.participants / 2,
            in: &session,
            &generator
        )
        world.add(session)
    }

    /// With the first user: one running, one just ended, one attended by the host alone, one older than a year.
    private mutating func addSpecialMeetings() {
        var generator = SplitMix64(seed: configuration.seed, part: "special")
        let few = min(configuration.participants, 12)
        let cases: [(topic: String, start: Int, end: Int, people: Int)] = [
            ("Running now", -1800, 5400, few), ("Ended this minute", -2700, 0, few),
            ("Only the host came", -90_000, -88_200, 1), ("Over a year ago", -86_400 * 400, -86_400 * 400 + 3600, few),
        ]
        for (number, special) in cases.enumerated() {
            var session = session(.meeting, host: 0, type: 2, number: 950 + number, registers: false, &generator)
            session.topic = special.topic
            session.minutes = (special.end - special.start) / 60
            session.plannedStart = anchor.adding(seconds: special.start)
            var instance = instance(
                from: anchor.adding(seconds: special.start),
                to: anchor.adding(seconds: special.end),
                people: special.people
            )
            if special.end < 0 { (instance.appearsAt, instance.readyAt) = (instance.end, instance.end) }
            session.instances.append(instance)
            world.add(session)
        }
    }

    private mutating func session(
        _ family: ZoomSession.Family,
        host: Int,
        type: Int,
        number: Int,
        registers: Bool,
        _ generator: inout SplitMix64
    ) -> ZoomSession {
        let topic = generator.pick(["Product tour", "Q&A: \"what's new\"", "四半期レビュー", "Onboarding", "Weekly sync"])
        return ZoomSession(
            id: world.freshID(family),
            family: family,
            host: host,
            type: type,
            topic: "\(topic) \(host + 1).\(number + 1)",
            agenda: generator.chance(0.5) ? "Welcome, demonstration, questions" : nil,
            createdAt: anchor.adding(seconds: -86_400 * (60 + generator.below(30))),
            plannedStart: nil,
            minutes: 30 + 15 * generator.below(4),
            hasRegistration: registers
        )
    }

    private func start(daysAgo: Int, _ generator: inout SplitMix64) -> Moment {
        // On the hour or half of it, up to four hours earlier in the day than the anchor.
        let hour = anchor.milliseconds / 1_800_000 * 1800
        return Moment(milliseconds: (hour - 86_400 * daysAgo - 1800 * generator.below(8)) * 1000)
    }

    private mutating func ended(
        _ start: Moment,
        minutes: Int,
        shift: Int,
        _ generator: inout SplitMix64
    ) -> ZoomInstance {
        // The later instances of a recurring meeting share most of their people with the one before.
        if shift > 0 { nextPerson -= configuration.participants * 3 / 4 }
        let end = start.adding(seconds: minutes * 60 - 90 + generator.below(300))
        var instance = instance(from: start, to: end, people: max(2, configuration.participants))
        (instance.appearsAt, instance.readyAt) = (end, end)
        instance.hasRecording = generator.chance(0.4)
        nextPerson += configuration.participants
        return instance
    }

    private mutating func instance(from start: Moment, to end: Moment, people: Int) -> ZoomInstance {
        ZoomInstance(
            uuid: world.freshUUID(),
            start: start,
            end: end,
            appearsAt: Moment(milliseconds: end.milliseconds + configuration.reportDelay.wholeMilliseconds / 2),
            readyAt: end.adding(configuration.reportDelay),
            firstPerson: nextPerson,
            peopleCount: people
        )
    }

    private mutating func finish(_ session: inout ZoomSession, _ generator: inout SplitMix64) {
        session.plannedStart = session.type == 1 ? nil : session.instances.map(\.start).max()
        if session.hasRegistration, let first = session.instances.map(\.firstPerson).min() {
            let last = nextPerson
            var maker = RegistrantMaker(people: world.people)
            maker.register(first..<last, in: &session, &generator)
            let others = max(3, configuration.participants / 3)
            maker.registerOthers(last..<last + others, in: &session, &generator)
            nextPerson += others
        }
        world.add(session)
    }
}
