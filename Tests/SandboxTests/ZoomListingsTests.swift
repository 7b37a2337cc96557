import Foundation
import Testing

@testable import Sandbox

@Suite struct ZoomListingsTests {
    @Test func `users come in pages of up to 2000, the inactive ones apart`() async throws {
        try await withSandbox {
            $0.users = 35
        } _: { client, _ in
            let first = try await client.zoom("/users").json
            #expect(first["users"]?.elements?.count == 30)
            #expect(first["total_records"] == 35)
            #expect(first["page_count"] == 2)
            #expect(try await client.all("/users", "users").count == 35)
            #expect(try await client.zoom("/users?page_size=2000").json["next_page_token"] == "")
            #expect(try await client.zoom("/users?status=inactive").json["users"]?.elements?.count == 1)
            let second = try await client.zoom("/users?page_number=2").json
            #expect(second["users"]?.elements?.count == 5)
        }
    }

    @Test(arguments: [
        "/users?page_size=2001", "/users?page_size=0", "/users?page_size=ten", "/users?pagesize=10",
        "/users?status=asleep", "/users?page_size=10&page_size=20", "/users/host1@acme.example/meetings?page_size=301",
        "/users/host1@acme.example/webinars?next_page_token=x",
        "/report/users/host1@acme.example/meetings?from=2026-11-01",
        "/report/users/host1@acme.example/meetings?from=2026-02-30&to=2026-03-01",
    ])
    func `what the definition doesn't know or bound is refused and logged`(path: String) async throws {
        try await withSandbox { client, sandbox in
            let answer = try await client.zoom(path)
            #expect(answer.status == 400)
            #expect(answer.json["code"] == 300)
            #expect(answer.json["errors"]?.elements?.count == 1)
            #expect(sandbox.world.violations.count == 1)
        }
    }

    @Test(arguments: [
        "/users?role_id=1", "/users?license=zoom_compliance_management",
        "/users/host1@acme.example?encrypted_email=true",
    ])
    func `a parameter that means nothing here is refused rather than ignored`(path: String) async throws {
        try await withSandbox { client, _ in
            let answer = try await client.zoom(path)
            #expect(answer.status == 400)
            #expect(answer.json["code"] == 300)
        }
    }

    @Test(arguments: ["/webinars/1/participants", "/user", "/users/x/meetings/y"])
    func `an unknown path answers 404 and code 2300`(path: String) async throws {
        try await withSandbox { client, sandbox in
            let answer = try await client.zoom(path)
            #expect(answer.status == 404)
            #expect(answer.json["code"] == 2300)
            #expect(sandbox.world.violations.count == 1)
        }
    }

    @Test func `page tokens are bound to their query and die after 15 minutes`() async throws {
        let clock = ManualClock()
        try await withSandbox {
            $0.users = 9
            $0.now = { clock.now }
        } _: { client, sandbox in
            let first = try await client.zoom("/users?page_size=4").json
            let token = try #require(first["next_page_token"]?.string)
            #expect(try await client.zoom("/users?page_size=4&next_page_token=\(token)").status == 200)
            for wrong in [
                "/users?page_size=5&next_page_token=\(token)", "/users?page_size=4&next_page_token=\(token)a",
                "/users?page_size=4&status=active&next_page_token=\(token)", "/users?page_size=4&next_page_token=junk",
            ] {
                let answer = try await client.zoom(wrong)
                #expect(answer.status == 400)
                #expect(answer.json == ["code": 300, "message": "The next page token is invalid or expired."])
            }
            clock.advance(by: .seconds(899))
            #expect(try await client.zoom("/users?page_size=4&next_page_token=\(token)").status == 200)
            clock.advance(by: .seconds(1))
            #expect(try await client.zoom("/users?page_size=4&next_page_token=\(token)").status == 400)
            #expect(sandbox.world.violations.isEmpty)
        }
    }

    @Test func `instant meetings are in the reports only`() async throws {
        try await withSandbox {
            $0.meetings = 8
            $0.users = 1
            $0.webinars = 0
        } _: { client, _ in
            let listed = try await client.all("/users/host1@acme.example/meetings", "meetings")
            #expect(listed.allSatisfy { $0["type"] != 1 })
            let now = Moment(Date())
            let from = now.adding(seconds: -86_400 * 30).dateText
            let path = "/report/users/host1@acme.example/meetings?from=\(from)&to=\(now.dateText)"
            let reported = try await client.all(path, "meetings")
            #expect(reported.count == 8)
            #expect(reported.contains { $0["type"] == 1 })
            #expect(reported.count { $0["type"] == 8 } == 3)
            #expect(Set(reported.compactMap { $0["uuid"]?.string }).count == 8)
            let alone = try await client.all(path + "&type=pastOne", "meetings")
            #expect(alone.map { $0["topic"] } == ["Only the host came"])
        }
    }

    @Test(arguments: [(-40, 0), (0, -1), (-200, -190)])
    func `a report's span is in order, a month at most and within six months`(from: Int, to: Int) async throws {
        try await withSandbox { client, _ in
            let now = Moment(Date())
            let (from, to) = (now.adding(seconds: from * 86_400).dateText, now.adding(seconds: to * 86_400).dateText)
            let answer = try await client.zoom("/report/users/host1@acme.example/meetings?from=\(from)&to=\(to)")
            #expect(answer.status == 400)
            #expect(answer.json["code"] == 300)
        }
    }

    @Test func `webinars are paged by number, and hosts without the plan are told so`() async throws {
        try await withSandbox {
            $0.users = 4
            $0.webinars = 3
        } _: { client, _ in
            let first = try await client.zoom("/users/host1@acme.example/webinars?page_size=3").json
            #expect(first["webinars"]?.elements?.count == 3)
            #expect(first["next_page_token"] == "")
            #expect(first["page_count"] == 2)
            let second = try await client.zoom("/users/host1@acme.example/webinars?page_size=3&page_number=2").json
            #expect(second["webinars"]?.elements?.count == 1)
            let refused = try await client.zoom("/users/host4@acme.example/webinars")
            #expect(refused.status == 400)
            #expect(refused.json["code"] == 200)
            // Its old webinar answers with HTTP 200 and an error in the body.
            let world = try await client.inspect("world")
            let old = try #require(
                world["sessions"]?.elements?.first {
                    $0["host"] == "host4@acme.example" && $0["family"] == "webinar"
                }
            )
            let registrants = try await client.zoom("/webinars/\(old["id"]?.integer ?? 0)/registrants")
            #expect(registrants.status == 200)
            #expect(registrants.json["code"] == 200)
            #expect(registrants.json["registrants"] == nil)
        }
    }

    @Test func `the same seed makes the same world, another seed another`() async throws {
        func uuids(_ seed: UInt64) -> [String] {
            var configuration = SandboxConfiguration()
            configuration.seed = seed
            configuration.now = { Date(timeIntervalSince1970: 1_795_435_200) }
            return SandboxState(configuration).zoom.world.sessions.flatMap { $0.instances.map(\.uuid) }
        }
        #expect(uuids(7) == uuids(7))
        #expect(Set(uuids(7)).isDisjoint(with: uuids(8)))
        let all = uuids(7)
        #expect(all.contains { $0.hasPrefix("/") })
        #expect(all.contains { $0.contains("//") })
        #expect(all.contains { $0.contains("+") })
        #expect(Set(all).count == all.count)
    }
}
