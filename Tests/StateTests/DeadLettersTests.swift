import CEL
import PipelineCore
import State
import Testing

@Suite struct DeadLettersTests {
    /// A state with a refused row of `a@example.com`, from a partition that is settled but for it.
    private func scene() async throws -> (Scene, DeadLetter) {
        let scene = try await Scene()
        try await scene.absorb("p", keys: ["a@example.com"])
        try await scene.settle(try await scene.page().keys, .deadLettered(code: "refused", reason: "no such domain"))
        let letter = try #require(try await scene.state.deadLetters(limit: 10).first)
        return (scene, letter)
    }

    @Test func `a refused row is kept with what it asked for`() async throws {
        let (_, letter) = try await scene()
        #expect(letter.key == "a@example.com")
        #expect(letter.code == "refused")
        #expect(letter.entry?.assignments.map(\.name) == ["FIRSTNAME"])
        #expect(letter.entry?.memberships == [16])
        #expect(letter.origin == "“Spring demo”")
    }

    @Test func `a replayed row waits again, and its letter is gone`() async throws {
        let (scene, letter) = try await scene()
        let replay = try await scene.state.replayDeadLetters(.numbers([letter.id]))
        #expect(replay.delivered == 1)
        #expect(try await scene.page().keys.map(\.key) == ["a@example.com"])
        #expect(try await scene.state.deadLetters(limit: 10).isEmpty)
        #expect(try await scene.nextRun().carried == 1)
    }

    @Test func `a replayed letter of a changed pipeline is read anew`() async throws {
        let (scene, letter) = try await scene()
        _ = try await scene.nextRun("f2")
        let replay = try await scene.state.replayDeadLetters(.numbers([letter.id]))
        #expect(replay.readAgain == 1)
        #expect(try await scene.nextRun("f2").carried == 0)
    }

    @Test func `a dropped letter isn't listed, and its row is still known`() async throws {
        let (scene, letter) = try await scene()
        #expect(try await scene.state.dropDeadLetters(.numbers([letter.id])) == 1)
        #expect(try await scene.state.dropDeadLetters(.numbers([letter.id])) == 0)
        #expect(try await scene.state.deadLetters(limit: 10).isEmpty)
        let known = try await scene.nextRun().deadLetters
        #expect(known.entries["a@example.com"]?.count == 1)
    }

    @Test(arguments: [
        (DeadLetterSelection.matching(), 1), (.matching(pipeline: "attendees"), 1), (.matching(pipeline: "x"), 0),
        (.matching(code: "refused"), 1), (.matching(code: "x"), 0), (.matching(run: 1), 1), (.matching(run: 2), 0),
        (.numbers([]), 0), (.of("a@example.com"), 1), (.of("b@example.com"), 0),
    ])
    func `letters are chosen by what they have in common`(selection: DeadLetterSelection, count: Int) async throws {
        let (scene, _) = try await scene()
        #expect(try await scene.state.deadLetters(selection, limit: 10).count == count)
    }
}
