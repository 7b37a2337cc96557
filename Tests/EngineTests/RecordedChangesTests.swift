import CEL
import PipelineCore
import State
import Testing

@testable import Engine

/// Deliveries leave behind what they changed and what was there before.
@Suite struct RecordedChangesTests {
    @Test(arguments: [BulkTraits.never, .soon])
    func `each delivery is kept with the value and the lists it found`(bulk: BulkTraits) async throws {
        let world = try World()
        let service = FakeService(bulk: bulk)
        service.put("k3@example.com", FakeService.Entity(attributes: ["A": .string("old")], lists: [4]))
        service.put("k5@example.com", FakeService.Entity(attributes: ["A": .string("new")], lists: [16]))
        let source = FakeSource([.init("p", (0..<8).map { record("k\($0)@example.com", .string("new"), at: 1) })])
        let report = try await world.run(.fake(from: source, to: service))
        let changes = try await world.state().changes(of: report.run, limit: 100)
        #expect(changes.map(\.key) == [0, 1, 2, 3, 4, 6, 7].map { "k\($0)@example.com" })
        for changed in changes {
            let isOld = changed.key == "k3@example.com"
            #expect(changed.change.creates == !isOld)
            #expect(changed.change.before?.attributes == (isOld ? ["A": .string("old")] : nil))
            #expect(changed.change.before?.memberships == (isOld ? [4] : nil))
            #expect(changed.change.attributes["A"]?.value == .string("new"))
            #expect(Set(changed.change.memberships.keys) == [16])
        }
    }

    @Test func `what the service left out isn't kept as changed`() async throws {
        let world = try World()
        let service = FakeService()
        service.change { $0.upserts["a@example.com"] = [.success(.delivered(created: true, leftOut: ["A": "no"]))] }
        let source = FakeSource([.init("p", [record("a@example.com", .string("new"), at: 1)])])
        let report = try await world.run(.fake(from: source, to: service))
        let changes = try await world.state().changes(of: report.run, limit: 100)
        #expect(changes.map(\.change.attributes) == [[:]])
    }
}
