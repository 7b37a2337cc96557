extension Compiler {
    mutating func list(_ node: Typed, _ elements: [Typed.Element]) -> Code {
        let codes = elements.map { compile($0.value) }
        let items = zip(codes, elements).map { (code: $0.value, isOptional: $1.isOptional, range: $1.value.range) }
        return fold(
            node,
            codes,
            .value { (frame) throws(EvaluationError) in
                var result: [Value] = []
                result.reserveCapacity(items.count)
                for item in items {
                    let value = try item.code(&frame)
                    guard item.isOptional else {
                        result.append(value)
                        continue
                    }
                    guard case .optional(let held) = value else { throw .wrongType(item.range) }
                    if let held { result.append(held) }
                }
                return .list(result)
            }
        )
    }

    mutating func map(_ node: Typed, _ entries: [Typed.Entry]) -> Code {
        let keys = entries.map { compile($0.key) }
        let values = entries.map { compile($0.value) }
        let items = entries.indices.map { index in
            (
                key: keys[index].value, value: values[index].value, isOptional: entries[index].isOptional,
                range: entries[index].value.range
            )
        }
        let range = node.range
        return fold(
            node,
            keys + values,
            .value { (frame) throws(EvaluationError) in
                var result: [MapValue.Entry] = []
                result.reserveCapacity(items.count)
                for item in items {
                    let key = try item.key(&frame)
                    let value = try item.value(&frame)
                    guard item.isOptional else {
                        result.append(.init(key: key, value: value))
                        continue
                    }
                    guard case .optional(let held) = value else { throw .wrongType(item.range) }
                    if let held { result.append(.init(key: key, value: held)) }
                }
                let entries = result
                return try placing(range) { () throws(Fault) in .map(try MapValue.making(entries, &frame.meter)) }
            }
        )
    }
}

extension MapValue {
    /// A map, with refusals in words.
    static func making(_ entries: [Entry], _ meter: inout Meter) throws(Fault) -> MapValue {
        for entry in entries { try meter.charge(for: entry.key) }
        do {
            return try MapValue(entries)
        } catch {
            switch error {
            case .unsupportedKey(let key): throw Fault("unsupported key type: \(key.typeName)")
            case .repeatedKey(let key): throw Fault("Failed with repeated key: \(key.source)")
            }
        }
    }
}
