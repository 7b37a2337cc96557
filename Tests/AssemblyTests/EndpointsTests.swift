import Assembly
import Foundation
import PipelineCore
import Testing

/// The reference names every call that is made, by the names that fields give their costs.
@Suite struct EndpointsTests {
    private static let sources = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Sources/Connectors")

    @Test(arguments: [("zoom", "Zoom/Client/Operations.swift"), ("brevo", "Brevo/Operations.swift")])
    func `every operation that is declared is described once`(_ name: String, _ path: String) throws {
        let text = try String(contentsOf: Self.sources.appendingPathComponent(path), encoding: .utf8)
        let declared = text.split(separator: "\n").count { $0.contains("static let") && $0.contains("= Operation(") }
        let endpoints = try #require(Connectors.catalog.connector(name)).endpoints
        #expect(endpoints.count == declared)
        #expect(Set(endpoints.map(\.name)).count == declared)
    }

    @Test func `every call that a field costs is described`() {
        for connector in Connectors.catalog.connectors {
            let known = connector.endpoints.map(\.name)
            for field in connector.sources.flatMap({ $0.schema(Options()).fields }) {
                #expect(field.costs.allSatisfy(known.contains), "\(field.name)")
            }
        }
    }
}
