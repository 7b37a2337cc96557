internal import CEL

/// Records a second through a filter, against the same condition as a Swift closure.
enum Expressions {
    private static let source = #"email != "" && duration >= 300 && name.startsWith("A")"#
    private static let count = 1_000_000

    static func measure() throws {
        let environment = Environment(variables: [
            Variable(name: "email", type: .string, slot: 0), Variable(name: "duration", type: .int, slot: 1),
            Variable(name: "name", type: .string, slot: 2),
        ])
        guard let program = compile(source, in: environment, expecting: .bool).program else { return }
        let records = (0..<count).map(record)
        let closure: @Sendable ([Value]) -> Bool = { slots in
            guard case .string(let email) = slots[0], case .int(let duration) = slots[1],
                case .string(let name) = slots[2]
            else { return false }
            return email != "" && duration >= 300 && name.hasPrefix("A")
        }
        var kept = (expression: 0, closure: 0)
        let expression = try shortest(of: 5) { kept.expression = try records.count { try program.isTrue($0) } }
        let baseline = shortest(of: 5) { kept.closure = records.count(where: closure) }
        precondition(kept.expression == kept.closure && kept.expression > 0)
        print(
            """
            \(source)
              expression  \(rate(expression)) M records/s
              Swift       \(rate(baseline)) M records/s
              ratio       \(rounded(baseline.seconds / expression.seconds))
            """
        )
    }

    /// Addresses too long to be stored within a value, as most are; every third name begins with A.
    private static func record(_ number: Int) -> [Value] {
        [
            .string(number % 7 == 0 ? "" : "participant.\(number)@example.com"), .int(number % 3_600),
            .string(["Aiko Sato", "Ben Carter", "Carla Diaz"][number % 3]),
        ]
    }

    private static func rate(_ time: Duration) -> String { rounded(Double(count) / time.seconds / 1_000_000) }
}
