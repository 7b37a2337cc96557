import Foundation
import PipelineCore
import State
import Testing

@Suite struct ForgottenTests {
    @Test func `nothing of a forgotten person is left in the file`() async throws {
        let scene = try await Scene()
        try await scene.absorb("p", keys: ["gone@example.com", "b@example.com"])
        try await scene.settle(try await scene.page(limit: 1).keys, .deadLettered(code: "c", reason: "r"))
        try await scene.absorb("q", keys: ["gone@example.com"])
        let gone = try await scene.state.forget("gone@example.com")
        #expect(gone.waiting == 1)
        #expect(gone.deadLetters == 1)
        #expect(try await scene.state.forgotten().contains("gone@example.com"))
        #expect(try await !scene.state.forgotten().contains("b@example.com"))
        // What is free in the file is overwritten, too.
        let copy = scene.folder.file("copy.db")
        try await scene.state.backUp(to: copy)
        let bytes = try Data(contentsOf: URL(fileURLWithPath: copy))
        #expect(bytes.range(of: Data("gone@example.com".utf8)) == nil)
    }

    @Test func `a partition that waited for a forgotten person alone settles`() async throws {
        let scene = try await Scene()
        try await scene.absorb("p", keys: ["gone@example.com"])
        _ = try await scene.state.forget("gone@example.com")
        #expect(try await scene.nextRun().carried == 0)
        #expect(try await scene.isRead("p"))
    }

    @Test func `forgetting can be taken back`() async throws {
        let scene = try await Scene()
        _ = try await scene.state.forget("a@example.com")
        #expect(try await scene.state.unforget("a@example.com"))
        #expect(try await !scene.state.forgotten().contains("a@example.com"))
        #expect(try await !scene.state.unforget("a@example.com"))
    }

    @Test func `the forgotten stay forgotten when all begins anew`() async throws {
        let scene = try await Scene()
        _ = try await scene.state.forget("a@example.com")
        _ = try await scene.state.reset(.everything)
        #expect(try await scene.state.forgotten().contains("a@example.com"))
    }
}
