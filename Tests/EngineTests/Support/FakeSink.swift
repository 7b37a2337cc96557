import CEL
import PipelineCore

/// A pipeline's side of a ``FakeService``: the first column is the key, the others are attributes.
struct FakeSink: KeyedSink {
    let service: FakeService
    let memberships: [Int]
    let columns: [RowColumn]

    var destination: any Destination { service }

    func prepare(_ row: Row) -> Preparation {
        guard case .string(let key) = row.values[0], !key.isEmpty else { return .skip(reason: "no_email") }
        if key.hasPrefix("invalid") { return .reject(code: "invalid-email", reason: "no email") }
        let assignments = zip(columns, row.values).dropFirst().compactMap { column, value in
            value.setsNothing ? nil : Assignment(name: column.name, value: value, write: column.write)
        }
        return .entry(
            Entry(key: key, assignments: Array(assignments), memberships: memberships, moment: row.moment)
        )
    }
}
