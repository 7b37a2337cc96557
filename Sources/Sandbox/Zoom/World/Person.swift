/// Somebody outside who registers and attends. Made afresh from the seed whenever needed, so people take no memory.
struct Person: Sendable {
    /// How this person shows up in meetings.
    enum Manner: Sendable {
        /// Registers where that is asked.
        case registers
        /// Joins by a link without saying who it is.
        case guest
        /// Dials in.
        case caller
        /// Signed in with an account of the same company.
        case colleague
    }

    var index: Int
    var givenName: String
    var familyName: String?
    var email: String
    var manner: Manner
    var phone: String?
    var organization: String?
    var jobTitle: String?

    var name: String {
        familyName.map { "\(givenName) \($0)" } ?? givenName
    }
}

/// The pool people come from; the same index is always the same person.
struct People: Sendable {
    let seed: UInt64
    let poolSize: Int

    private static let names: [(given: String, family: String, ascii: String)] = [
        ("Ada", "Lindqvist", "ada.lindqvist"), ("Jürgen", "Müller", "juergen.mueller"),
        ("太郎", "山田", "taro.yamada"), ("Zoë", "O'Connor", "zoe.oconnor"), ("José", "García Núñez", "jose.garcia"),
        ("Sean \"Jack\"", "Byrne", "sean.byrne"), ("Mary-Ann", "Smith", "mary-ann.smith"),
        ("美咲", "佐藤", "misaki.sato"), ("Olena", "Шевченко", "olena.shevchenko"), ("Kofi", "Mensah", "kofi.mensah"),
        ("Björk", "Jónsdóttir", "bjork.jonsdottir"), ("Nguyễn", "Văn An", "nguyen.vanan"),
        ("Fatima", "Al-Zahra", "fatima.alzahra"), ("Liam", "de la Cruz", "liam.delacruz"),
        ("Priya", "Iyer", "priya.iyer"), ("Ivo", "Novák", "ivo.novak"),
    ]
    private static let domains = ["example.com", "mail.example.org", "example.net", "firma.example", "kaisha.example"]
    private static let organizations = ["Alder & Co", "Brook, Ltd.", "Çelik A.Ş.", "Dune \"Labs\"", "Ember"]
    private static let jobs = ["Engineer", "Head of Marketing", "CFO", "Student; part time", "Analyst"]

    /// The person of that index; indices go round the pool.
    func person(_ number: Int) -> Person {
        let index = number % max(1, poolSize)
        var generator = SplitMix64(seed: seed, part: "person", index)
        let name = generator.pick(Self.names)
        let manner: Person.Manner =
            switch generator.below(100) {
            case 0..<10: .guest
            case 10..<12: .caller
            case 12..<17: .colleague
            default: .registers
            }
        let domain = manner == .colleague ? ZoomWorldBuilder.accountDomain : generator.pick(Self.domains)
        // Plus-addressing is rare but must survive every hop.
        let plus = generator.chance(0.03) ? "+zoom" : ""
        return Person(
            index: index,
            givenName: name.given,
            familyName: generator.chance(0.06) ? nil : name.family,
            email: "\(name.ascii)\(index)\(plus)@\(domain)",
            manner: manner,
            phone: generator.chance(0.4) ? "+4930\(1_000_000 + index)" : nil,
            organization: generator.chance(0.7) ? generator.pick(Self.organizations) : nil,
            jobTitle: generator.chance(0.5) ? generator.pick(Self.jobs) : nil
        )
    }
}
