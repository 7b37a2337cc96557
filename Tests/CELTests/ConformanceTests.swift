import Testing

@testable import CEL

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// cel-spec's own test cases, less what needs protobuf messages.
@Suite struct ConformanceTests {
    @Test func `every case of the conformance suite passes`() throws {
        guard let path = ConformanceTests.path(), let text = ConformanceTests.read(path) else {
            print(
                """
                ############################################################
                # SKIPPED: the CEL conformance cases were not found.       #
                # Set CEL_CONFORMANCE to the path of conformance.jsonl.    #
                ############################################################
                """
            )
            return
        }
        var passed = 0
        var failures: [String] = []
        for line in text.split(separator: "\n") where !line.allSatisfy(\.isWhitespace) {
            let json = try JSON(parsing: line)
            let test = ConformanceCase(json)
            if let failure = test.failure() {
                failures.append("\(test.name): \(test.expression)\n    \(failure)")
            } else {
                passed += 1
            }
        }
        print("\(passed) passed, \(failures.count) failed")
        for failure in failures { print("FAILED \(failure)") }
        #expect(failures.isEmpty)
        #expect(passed > 0)
    }

    private static func path() -> String? {
        if let given = getenv("CEL_CONFORMANCE") { return String(cString: given) }
        // This file is Tests/CELTests/ConformanceTests.swift in the package.
        let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
        return parts.dropLast(3).joined(separator: "/") + "/../shared/reference/cel/conformance.jsonl"
    }

    private static func read(_ path: String) -> String? {
        guard let file = fopen(path, "rb") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = fread(&buffer, 1, buffer.count, file)
            guard count > 0 else { break }
            bytes += buffer[..<count]
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// One case: an expression, what it is evaluated with, and what must come of it.
struct ConformanceCase {
    let json: JSON

    init(_ json: JSON) { self.json = json }

    var expression: String { json["expr"]?.text ?? "" }

    var name: String {
        ["file", "section", "name"].map { json[$0]?.text ?? "" }.joined(separator: "/")
    }

    /// Why it fails; nil when it passes.
    func failure() -> String? {
        let isUnchecked = json["disable_check"]?.isTrue == true
        let (variables, slots) = environmentParts()
        let environment = Environment(
            variables: variables,
            container: json["container"]?.text ?? "",
            checking: isUnchecked ? .none : .types
        )
        let compilation = compile(expression, in: environment)
        if let deduced = json["deduced_type"] {
            guard let wanted = ValueType(conformance: deduced) else { return "unreadable type" }
            guard compilation.type == wanted else { return "deduced \(compilation.type), not \(wanted)" }
        }
        guard let program = compilation.program else {
            if json["error"] != nil { return nil }
            return "refused: " + compilation.findings.map(\.message).joined(separator: "; ")
        }
        if json["check_only"]?.isTrue == true { return nil }
        do {
            let value = try program.evaluate(slots)
            if json["error"] != nil { return "gave \(value.source), not an error" }
            guard let expected = json["value"].flatMap({ Value(conformance: $0) }) else { return "unreadable value" }
            return value == corrected(expected) ? nil : "gave \(value), not \(expected)"
        } catch {
            return json["error"] != nil ? nil : "failed: \(error)"
        }
    }

    /// The expected value as upstream means it.
    ///
    /// In upstream's text protos `\?` is an escape sequence for `?`. The JSON lines kept its backslash in the bytes that
    /// `b''' ? " ' ` '''` and its like stand for, where the expression has none.
    private func corrected(_ expected: Value) -> Value {
        guard name.hasPrefix("parse/bytes_literals/"), name.hasSuffix("_unescaped_punctuation"),
            case .bytes(let bytes) = expected, let position = bytes.firstIndex(of: UInt8(ascii: "\\")),
            bytes.dropFirst(position + 1).first == UInt8(ascii: "?")
        else { return expected }
        return .bytes(Array(bytes[..<position] + bytes[(position + 1)...]))
    }

    private func environmentParts() -> ([Variable], [Value]) {
        var types: [(name: String, type: ValueType)] = []
        if case .object(let declared) = json["declare"] {
            types = declared.map { ($0.key, ValueType(conformance: $0.value) ?? .dyn) }
        }
        var variables: [Variable] = []
        var slots: [Value] = []
        if case .object(let bindings) = json["bindings"] {
            for binding in bindings {
                let type = types.first { $0.name == binding.key }?.type ?? .dyn
                variables.append(Variable(name: binding.key, type: type, slot: slots.count))
                slots.append(Value(conformance: binding.value) ?? .null)
            }
        }
        for declared in types where !variables.contains(where: { $0.name == declared.name }) {
            variables.append(Variable(name: declared.name, type: declared.type, slot: slots.count))
            slots.append(.null)
        }
        return (variables, slots)
    }
}

extension Value {
    /// Reads `{"int": "5"}` and its like.
    init?(conformance json: JSON) {
        guard case .object(let members) = json, let (kind, content) = members.first else { return nil }
        switch (kind, content) {
        case ("null", _): self = .null
        case ("bool", .bool(let flag)): self = .bool(flag)
        case ("int", .string(let text)): self = .int(Int(text) ?? 0)
        case ("uint", .string(let text)): self = .uint(UInt(text) ?? 0)
        case ("double", .string(let text)): self = .double(Double(text) ?? 0)
        case ("string", .string(let text)): self = .string(text)
        case ("bytes", .string(let text)): self = .bytes(Base64.decode(text) ?? [])
        case ("list", .array(let items)): self = .list(items.compactMap { Value(conformance: $0) })
        case ("map", .array(let entries)):
            let pairs = entries.compactMap { entry -> MapValue.Entry? in
                guard case .array(let pair) = entry, pair.count == 2, let key = Value(conformance: pair[0]),
                    let value = Value(conformance: pair[1])
                else { return nil }
                return MapValue.Entry(key: key, value: value)
            }
            guard let map = try? MapValue(pairs) else { return nil }
            self = .map(map)
        case ("type", .string(let name)): self = .type(TypeName(name))
        case ("timestamp", .string(let text)):
            guard let moment = Timestamp(rfc3339: text) else { return nil }
            self = .timestamp(moment)
        case ("duration", .string(let text)):
            guard let span = DurationValue(parsing: text) else { return nil }
            self = .duration(span)
        default: return nil
        }
    }
}

extension ValueType {
    /// Reads `"int"`, `{"list": "int"}`, `{"map": ["string", "int"]}`, `{"abstract": ["optional_type", "int"]}`.
    init?(conformance json: JSON) {
        switch json {
        case .string(let name):
            let simple: [String: ValueType] = [
                "dyn": .dyn, "null": .null, "bool": .bool, "int": .int, "uint": .uint, "double": .double,
                "string": .string, "bytes": .bytes, "timestamp": .timestamp, "duration": .duration, "type": .type(nil),
            ]
            guard let type = simple[name] else { return nil }
            self = type
        case .object(let members):
            guard let (kind, content) = members.first else { return nil }
            switch (kind, content) {
            case ("list", let element): self = .list(ValueType(conformance: element) ?? .dyn)
            case ("map", .array(let pair)) where pair.count == 2:
                self = .map(ValueType(conformance: pair[0]) ?? .dyn, ValueType(conformance: pair[1]) ?? .dyn)
            case ("abstract", .array(let parts)) where parts.count == 2 && parts[0].text == "optional_type":
                self = .optional(ValueType(conformance: parts[1]) ?? .dyn)
            case ("wrapper", let inner): self = .nullable(ValueType(conformance: inner) ?? .dyn)
            case ("type", let inner): self = .type(ValueType(conformance: inner))
            default: return nil
            }
        default: return nil
        }
    }
}
