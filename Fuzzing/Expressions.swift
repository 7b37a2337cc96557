internal import CEL

private let variables = [
    Variable(name: "email", type: .string, slot: 0),
    Variable(name: "duration", type: .int, slot: 1),
    Variable(name: "attended_share", type: .double, slot: 2),
    Variable(name: "share", type: .nullable(.double), slot: 3),
    Variable(name: "start", type: .timestamp, slot: 4),
    Variable(name: "status", type: .string, slot: 5, domain: [.string("attended"), .string("absent")]),
    Variable(name: "answers", type: .map(.string, .string), slot: 6),
    Variable(name: "host", type: .bool, slot: 7),
    Variable(name: "tags", type: .list(.string), slot: 8),
    Variable(name: "any", type: .dyn, slot: 9),
]

private let record: [Value] = [
    .string("aiko@example.com"), .int(3_600), .double(0.75), .null, .timestamp(Timestamp(seconds: 1_700_000_000)),
    .string("attended"), .map(MapValue([("company", "Example")])), .bool(true),
    .list([.string("a"), .string("b")]), .list([.int(1), .null, .map(MapValue([("a", "b")]))]),
]

/// A hundredth of the usual cost, so that an input that runs into the limit doesn't look like one that hangs.
private let limits = Limits(cost: 10_000)

private let environments = [Environment.Checking.none, .types, .full].map {
    Environment(variables: variables, limits: limits, checking: $0)
}

/// Compiles bytes as an expression, as strictly and as leniently as can be, and evaluates what compiles.
func feedExpressions(_ bytes: [UInt8]) {
    let source = String(decoding: bytes, as: UTF8.self)
    for environment in environments {
        let compilation = compile(source, in: environment)
        precondition((compilation.program == nil) == !compilation.errors.isEmpty)
        for finding in compilation.findings {
            precondition(!finding.message.isEmpty && finding.range.upperBound <= source.utf8.count)
        }
        guard let program = compilation.program else { continue }
        let first = try? program.evaluate(record)
        let second = try? program.evaluate(record)
        precondition((first == nil) == (second == nil))
        if let first { _ = first.source }
    }
}
