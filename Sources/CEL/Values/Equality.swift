extension Value {
    /// The language's equality: numbers on one number line, everything else only within its own type.
    ///
    /// A NaN equals nothing. (cel-spec langdef, “Equality”)
    package func equals(_ other: Value) -> Bool {
        var meter = Meter.unlimited
        return (try? equals(other, &meter)) ?? false
    }

    /// As ``equals(_:)``, paying for each element of lists and maps, so that shared structure can't take for ever.
    func equals(_ other: Value, _ meter: inout Meter) throws(Fault) -> Bool {
        switch (self, other) {
        case (.int(let one), .int(let two)): return one == two
        case (.uint(let one), .uint(let two)): return one == two
        case (.double(let one), .double(let two)): return one == two
        case (.string(let one), .string(let two)):
            try meter.chargeBytes(one.utf8.count)
            return Text.equal(one, two)
        case (.list(let one), .list(let two)):
            guard one.count == two.count else { return false }
            for index in one.indices {
                try meter.charge(1)
                guard try one[index].equals(two[index], &meter) else { return false }
            }
            return true
        case (.map(let one), .map(let two)):
            guard one.count == two.count else { return false }
            for entry in one.entries {
                try meter.charge(1)
                try meter.charge(for: entry.key)
                guard let value = two[entry.key], try entry.value.equals(value, &meter) else { return false }
            }
            return true
        case (.optional(let one), .optional(let two)):
            guard let one, let two else { return one == nil && two == nil }
            return try one.equals(two, &meter)
        case (.int, .uint), (.int, .double), (.uint, .int), (.uint, .double), (.double, .int), (.double, .uint):
            return compareNumbers(self, other) == 0
        default:
            try meter.charge(for: self)
            return self == other
        }
    }

    /// The order of two values: below, equal to or above zero; nil when one is a NaN.
    func compare(_ other: Value) throws(Fault) -> Int? {
        switch (self, other) {
        case (.int(let one), .int(let two)): return one < two ? -1 : one == two ? 0 : 1
        case (.string(let one), .string(let two)): return Text.compare(one, two)
        case (.bool(let one), .bool(let two)): return (one ? 1 : 0) - (two ? 1 : 0)
        case (.bytes(let one), .bytes(let two)): return Text.compare(one, two)
        case (.timestamp(let one), .timestamp(let two)): return one < two ? -1 : one == two ? 0 : 1
        case (.duration(let one), .duration(let two)): return one < two ? -1 : one == two ? 0 : 1
        case (.int, .uint), (.int, .double), (.uint, .int), (.uint, .uint), (.uint, .double), (.double, .int),
            (.double, .uint), (.double, .double):
            return compareNumbers(self, other)
        default: throw .noOverload
        }
    }
}

/// The order of two numbers; nil when one is a NaN. An `int` or `uint` is compared with a `double` as a `double`,
/// unless that is out of the integer's range.
private func compareNumbers(_ left: Value, _ right: Value) -> Int? {
    func order<Number: Comparable>(_ one: Number, _ two: Number) -> Int { one < two ? -1 : one == two ? 0 : 1 }
    switch (left, right) {
    case (.int(let one), .uint(let two)): return one < 0 ? -1 : order(UInt(one), two)
    case (.uint(let one), .int(let two)): return two < 0 ? 1 : order(one, UInt(two))
    case (.uint(let one), .uint(let two)): return order(one, two)
    case (.double(let one), .double(let two)): return one.isNaN || two.isNaN ? nil : order(one, two)
    case (.int(let one), .double(let two)): return two.isNaN ? nil : order(Double(one), two)
    case (.double(let one), .int(let two)): return one.isNaN ? nil : order(one, Double(two))
    case (.uint(let one), .double(let two)): return two.isNaN ? nil : order(Double(one), two)
    case (.double(let one), .uint(let two)): return one.isNaN ? nil : order(one, Double(two))
    default: return nil
    }
}
