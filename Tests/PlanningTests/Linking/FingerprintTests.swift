import Testing

@testable import Planning

@Suite struct FingerprintTests {
    private static let base = """
        connectors:
          zoom:
            account_id: "${ZOOM_ACCOUNT_ID}"
            client_id: b
            client_secret: "${ZOOM_CLIENT_SECRET}"
            plan: pro
            only: { hosts: [a@example.com] }
        lists: { one: 1, two: 2 }
        pipelines:
          p:
            on: { every: 1h }
            source: { zoom.webinar_attendees: { since: 30d } }
            stages:
              - filter: duration > 300
              - map: { email: email, A: first_name }
            sink: { brevo.contacts: { lists: [one] } }
          unused: { source: { files.csv: { path: x, columns: a } }, sink: stdout, enabled: false }
        """

    private func fingerprint(_ text: String, environment: [String: String] = Environment.full) throws -> String {
        try #require(loading(text, environment: environment).graph?.pipelines.first).fingerprint
    }

    @Test(arguments: [
        ("duration > 300", "duration > 301"), ("A: first_name", "A: last_name"), ("A: first_name", "B: first_name"),
        ("A: first_name", "A: { value: first_name, write: if_empty }"), ("since: 30d", "since: 31d"),
        ("lists: [one]", "lists: [two]"), ("one: 1", "one: 3"), ("hosts: [a@", "hosts: [b@"),
        ("webinar_attendees", "meeting_participants"), ("connectors:", "timezone: Asia/Tokyo\nconnectors:"),
    ])
    func `it changes with what is read and made`(_ old: String, _ new: String) throws {
        #expect(try fingerprint(Self.base) != fingerprint(Self.base.replacing(old, with: new)))
    }

    @Test(arguments: [
        ("every: 1h", "every: 2h"), ("plan: pro", "plan: business"), ("  p:", "  q:"), ("lists: [one]", "lists: 1"),
        ("since: 30d", "since: 720h"), (", enabled: false", ", enabled: true"),
        ("A: first_name", "A: { value: first_name }"),
    ])
    func `it stays with what changes neither`(_ old: String, _ new: String) throws {
        #expect(try fingerprint(Self.base) == fingerprint(Self.base.replacing(old, with: new)))
    }

    @Test func `it holds no secret and doesn't depend on one`() throws {
        var environment = Environment.full
        environment["ZOOM_CLIENT_SECRET"] = "another-secret"
        let fingerprint = try fingerprint(Self.base)
        #expect(try fingerprint == self.fingerprint(Self.base, environment: environment))
        #expect(!fingerprint.contains("secret"))
    }
}
