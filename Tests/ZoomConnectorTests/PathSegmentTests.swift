import Testing

@testable import ZoomConnector

@Suite struct PathSegmentTests {
    @Test(arguments: [
        ("98765432101", "98765432101"),
        ("4444AAAiAAAAAiAiAiiAii==", "4444AAAiAAAAAiAiAiiAii%3D%3D"),
        ("Bznyg8KZTdCVbQxvS/oZ7w==", "Bznyg8KZTdCVbQxvS%2FoZ7w%3D%3D"),
        ("a+b/c==", "a%2Bb%2Fc%3D%3D"),
        ("/pfV1w==", "%252FpfV1w%253D%253D"),
        ("ab//cd==", "ab%252F%252Fcd%253D%253D"),
        ("jane@acme.example", "jane%40acme.example"),
    ])
    func `ids are encoded once, and twice where they begin with a slash or hold two`(id: String, encoded: String) {
        #expect(PathSegment.encode(id) == encoded)
    }

    @Test func `an operation's path takes its parameters in order`() {
        #expect(Operations.getMeeting.path(["123"]) == "/meetings/123")
        #expect(Operations.listMeetingInstances.path(["123"]) == "/past_meetings/123/instances")
        #expect(Operations.listUsers.path([]) == "/users")
    }
}
