import Foundation
import Testing

@testable import Sandbox

@Suite struct ZoomOAuthTests {
    private static func basic(_ id: String, _ secret: String) -> [String: String] {
        ["Authorization": "Basic \(Data("\(id):\(secret)".utf8).base64EncodedString())"]
    }

    @Test func `the token parameters may stand in the query`() async throws {
        try await withSandbox { client, _ in
            let answer = try await client.send(
                "POST",
                "/zoom/oauth/token?grant_type=account_credentials&account_id=sandbox-account",
                headers: Self.basic("sandbox-client", "sandbox-secret")
            )
            #expect(answer.status == 200)
            #expect(answer.json["expires_in"] == 3600)
            #expect(answer.json["token_type"] == "bearer")
            #expect(answer.json["scope"]?.string?.contains("report:read:user:admin") == true)
            #expect(answer.json["refresh_token"] == nil)
        }
    }

    @Test(arguments: [
        ("sandbox-client", "wrong", "account_credentials", "sandbox-account", "invalid_client"),
        ("sandbox-client", "sandbox-secret", "password", "sandbox-account", "unsupported_grant_type"),
        ("sandbox-client", "sandbox-secret", "account_credentials", "other", "invalid_request"),
    ])
    func `a wrong request gets no token`(id: String, secret: String, grant: String, account: String, error: String)
        async throws
    {
        try await withSandbox { client, _ in
            let answer = try await client.send(
                "POST",
                "/zoom/oauth/token?grant_type=\(grant)&account_id=\(account)",
                headers: Self.basic(id, secret)
            )
            #expect(answer.status == 400)
            #expect(answer.json["error"]?.string == error)
            #expect(answer.json["reason"]?.string?.isEmpty == false)
        }
    }

    @Test func `requests need a good token, and an expired one says so`() async throws {
        let clock = ManualClock()
        try await withSandbox {
            $0.now = { clock.now }
        } _: { client, _ in
            var other = client
            other.token = ""
            #expect(try await other.zoom("/users").json == ["code": 124, "message": "Invalid access token."])
            other.token = "made-up"
            #expect(try await other.zoom("/users").status == 401)
            #expect(try await client.zoom("/users").status == 200)
            clock.advance(by: .seconds(3600))
            let expired = try await client.zoom("/users")
            #expect(expired.status == 401)
            #expect(expired.json == ["code": 124, "message": "Access token is expired."])
        }
    }

    @Test func `a new token leaves the old one good, a revoked one is not`() async throws {
        try await withSandbox { client, _ in
            var second = client
            second.token = try await client.freshToken()
            #expect(second.token != client.token)
            #expect(try await client.zoom("/users").status == 200)
            let revoked = try await client.send(
                "POST",
                "/zoom/oauth/revoke?token=\(second.token)",
                headers: Self.basic("sandbox-client", "sandbox-secret")
            )
            #expect(revoked.json == ["status": "success"])
            #expect(try await second.zoom("/users").status == 401)
            #expect(try await client.zoom("/users").status == 200)
        }
    }

    @Test func `a missing scope is named`() async throws {
        try await withSandbox {
            $0.scopes = ["user:read:list_users:admin"]
        } _: { client, _ in
            #expect(try await client.zoom("/users").status == 200)
            let answer = try await client.zoom("/users/host1@acme.example/meetings")
            #expect(answer.status == 400)
            #expect(answer.json["code"] == 4711)
            #expect(
                answer.json["message"]
                    == """
                    Invalid access token, does not contain scopes:[meeting:read:list_meetings, \
                    meeting:read:list_meetings:admin].
                    """
            )
        }
    }
}
