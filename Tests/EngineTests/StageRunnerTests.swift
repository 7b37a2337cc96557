import CEL
import PipelineCore
import State
import Testing

@testable import Engine

@Suite struct StageRunnerTests {
    @Test func `filters and maps run in their order`() throws {
        let runner = StageRunner(stages: [
            .filter(try filter("value > 1")), .map(try map(["email": "email", "A": "value * 10"])),
        ])
        guard case .row(let row) = runner.run(record("a@example.com", .int(2), at: 7)) else {
            Issue.record("no row")
            return
        }
        #expect(Set(row.values) == [.string("a@example.com"), .int(20)])
        #expect(row.moment == .at(7))
        #expect(row.origin == "origin")
        guard case .filtered = runner.run(record("a@example.com", .int(1), at: 7)) else {
            Issue.record("not filtered")
            return
        }
    }

    @Test func `an expression that fails makes a dead letter, and the run goes on`() async throws {
        let service = FakeService()
        let source = FakeSource([
            .init("p", [record("a@example.com", .int(0), at: 1), record("b@example.com", .int(5), at: 1)])
        ])
        let world = try World()
        let report = try await world.run(
            .fake(from: source, to: service, stages: [.filter(try filter("10 / value == 2"))])
        )
        #expect(report.status == .incomplete)
        #expect(report.books.deadLettered == 1)
        #expect(report.books.created == 1)
        let letter = try #require(try await world.state().deadLetters(limit: 1).first)
        #expect(letter.code == "expression-failed")
        #expect(letter.reason.contains("10 / value == 2"))
        #expect(letter.origin == "origin")
    }

    private static let environment = Environment(
        variables: [
            Variable(name: "email", type: .string, slot: 0), Variable(name: "value", type: .int, slot: 1),
        ]
    )

    private func program(_ text: String) throws -> Program {
        try #require(compile(text, in: Self.environment).program)
    }

    private func filter(_ text: String) throws -> Filter { Filter(text: text, program: try program(text)) }

    private func map(_ columns: [String: String]) throws -> Map {
        Map(columns: try columns.map { Map.Column(name: $0.key, text: $0.value, program: try program($0.value)) })
    }
}
