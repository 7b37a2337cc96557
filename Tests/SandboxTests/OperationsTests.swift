import Testing

@testable import Sandbox

/// Our table of operations against the official definitions.
@Suite(.enabled(if: Reference.isPresent, Comment(rawValue: Reference.absence)))
struct OperationsTests {
    @Test(arguments: Operations.zoom)
    func `a Zoom operation has the parameters, bounds, scopes and label of the definition`(operation: APIOperation)
        throws
    {
        let reference = try Reference.zoom.get()
        let definition = try #require(reference.operation(operation), "\(operation.name) is not in the definition")
        let official = reference.parameters(operation, in: "query")
        #expect(Set(operation.parameters.map(\.name)) == Set(official.compactMap { $0["name"]?.string }))
        for parameter in operation.parameters {
            let defined = official.first { $0["name"]?.string == parameter.name }
            expectAgreement(parameter, defined)
        }
        let scopes = definition["x-extensions"]?["x-granular-scopes"]?.elements?.compactMap(\.string) ?? []
        #expect(Set(operation.scopes).isSubset(of: scopes))
        #expect(!operation.scopes.isEmpty)
        let text = definition["description"]?.string ?? ""
        let label = text.split(separator: "Rate Limit Label").last?.split(separator: "`").dropFirst().first ?? ""
        #expect(operation.label == "zoom:\(label.lowercased())")
    }

    @Test(arguments: Operations.brevo)
    func `a Brevo operation has the parameters and fields of the definition, or of the newer SDK`(
        operation: APIOperation
    )
        throws
    {
        let reference = try Reference.brevo.get()
        let newer = try Self.sdkNames(operation)
        // What came after this copy of the definition is in the SDK alone.
        guard reference.operation(operation) != nil else {
            #expect(!newer.isEmpty, "\(operation.name) is neither in the definition nor in the newer SDK")
            #expect(Set(operation.parameters.map(\.name)) == newer)
            return
        }
        let official = reference.parameters(operation, in: "query")
        let ours = Set(operation.parameters.map(\.name))
        let theirs = Set(official.compactMap { $0["name"]?.string })
        #expect(theirs.isSubset(of: ours))
        #expect(ours.isSubset(of: theirs.union(newer)))
        for parameter in operation.parameters {
            let defined = official.first { $0["name"]?.string == parameter.name }
            if defined != nil { expectAgreement(parameter, defined) }
        }
        guard case .object(let fields) = operation.body, let body = reference.body(operation) else { return }
        let choices = body["oneOf"]?.elements ?? [body]
        let defined = Set(choices.flatMap { reference.resolved($0)["properties"]?.members?.map(\.key) ?? [] })
        let known = Set(fields.map(\.name))
        #expect(defined.subtracting(known).isEmpty, "fields we would refuse")
        #expect(known.subtracting(defined).isSubset(of: newer), "fields nobody documents")
        let required = Set(body["required"]?.elements?.compactMap(\.string) ?? [])
        #expect(Set(fields.filter(\.isRequired).map(\.name)) == required)
    }

    private func expectAgreement(_ parameter: Parameter, _ defined: WireValue?) {
        let schema = defined?["schema"]
        #expect(parameter.isRequired == (defined?["required"] == true), "\(parameter.name)")
        if case .integer(let range) = parameter.kind {
            #expect(range.upperBound == schema?["maximum"]?.integer ?? .max, "\(parameter.name)")
            #expect(schema?["type"] == "integer", "\(parameter.name)")
        }
        if case .choice(let values) = parameter.kind {
            #expect(Set(values) == Set(schema?["enum"]?.elements?.compactMap(\.string) ?? []), "\(parameter.name)")
        }
        if case .boolean = parameter.kind { #expect(schema?["type"] == "boolean", "\(parameter.name)") }
        if case .date = parameter.kind { #expect(schema?["format"] == "date", "\(parameter.name)") }
    }

    /// The names the SDK sends with that operation.
    private static func sdkNames(_ operation: APIOperation) throws -> Set<String> {
        let wanted = operation.path.split(separator: "/").map { $0.hasPrefix("{") ? "{}" : String($0) }
        let operations = try Reference.brevoSDK.get().document["operations"]?.members ?? []
        let found = operations.first { member in
            let path = member.value["path"]?.string ?? ""
            let segments = path.split(separator: "/").map { $0.contains("{") ? "{}" : String($0) }
            return member.value["method"]?.string == operation.method && segments == wanted
        }
        return Set(found?.value["parameters"]?.members?.map(\.key) ?? [])
    }
}

extension APIOperation: CustomTestStringConvertible {
    var testDescription: String { name }
}
