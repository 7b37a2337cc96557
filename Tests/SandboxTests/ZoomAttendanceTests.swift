import Foundation
import Testing

@testable import Sandbox

@Suite struct ZoomAttendanceTests {
    /// The instances of the world, with their session.
    private func instances(_ client: Client) async throws -> [(session: WireValue, instance: WireValue, uuid: String)] {
        try await client.inspect("world")["sessions"]?.elements?.flatMap { session in
            (session["instances"]?.elements ?? []).map { (session, $0, $0["uuid"]?.string ?? "") }
        } ?? []
    }

    @Test func `every instance is found by its UUID encoded twice, with all its rows`() async throws {
        try await withSandbox {
            $0.meetings = 10
            $0.users = 2
            $0.participants = 40
        } _: { client, _ in
            for (session, instance, uuid) in try await instances(client)
            where instance["state"] == "ready" && session["topic"] != "Over a year ago"
                && session["topic"] != "Only the host came"
            {
                let kind = session["family"]?.string == "meeting" ? "meetings" : "webinars"
                let rows = try await client.all(
                    "/report/\(kind)/\(twiceEncoded(uuid))/participants?page_size=17&include_fields=registrant_id",
                    "participants"
                )
                let truth = try await client.inspect(
                    "attendance?uuid=\(twiceEncoded(uuid).removingPercentEncoding ?? "")"
                )
                #expect(truth["rows"]?.integer == rows.count)
                #expect(truth["people"]?.elements?.count == 40)
                let past = try await client.all("/past_\(kind)/\(twiceEncoded(uuid))/participants", "participants")
                #expect(past.count == rows.count)
                #expect(past.allSatisfy { $0["registrant_id"] == nil })
            }
        }
    }

    @Test func `a UUID with a leading or double slash encoded once is not found`() async throws {
        try await withSandbox { client, _ in
            for (_, _, uuid) in try await instances(client) where uuid.hasPrefix("/") || uuid.contains("//") {
                let once = uuid.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
                for path in ["/report/meetings/\(once)/participants", "/report/meetings/\(uuid)/participants"] {
                    let answer = try await client.zoom(path)
                    #expect(answer.status == 404)
                    #expect(answer.json["code"] == 3001 || answer.json["code"] == 2300)
                }
            }
        }
    }

    @Test func `a UUID with single slashes is found when encoded once`() async throws {
        try await withSandbox {
            $0.meetings = 10
        } _: { client, _ in
            let found = try await instances(client).filter {
                $0.instance["state"] == "ready" && $0.session["family"] == "meeting" && $0.uuid.contains("/x+")
                    && !$0.uuid.contains("//") && !$0.uuid.hasPrefix("/")
            }
            #expect(!found.isEmpty)
            for (_, _, uuid) in found {
                let once = uuid.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
                #expect(try await client.zoom("/past_meetings/\(once)").json["uuid"]?.string == uuid)
                // A raw plus is a space on Zoom's side.
                let rawPlus = once.replacing("%2B", with: "+")
                #expect(try await client.zoom("/past_meetings/\(rawPlus)").status == 404)
            }
        }
    }

    @Test func `a registrant id in a row leads to the registrant with the address`() async throws {
        try await withSandbox { client, _ in
            let found = try await instances(client).first {
                $0.session["registration"] == true && $0.session["type"] == 8
            }
            let (session, _, uuid) = try #require(found)
            let path = "/report/meetings/\(twiceEncoded(uuid))/participants?include_fields=registrant_id"
            let rows = try await client.all(path, "participants")
            let list = "/meetings/\(session["id"]?.integer ?? 0)/registrants?page_size=300"
            let registrants = try await client.all(list, "registrants")
            let emails = Dictionary(uniqueKeysWithValues: registrants.map { ($0["id"]?.string, $0["email"]?.string) })
            let registered = rows.filter { $0["registrant_id"] != "" }
            #expect(registered.count > 10)
            for row in registered {
                let email = try #require(emails[row["registrant_id"]?.string] ?? nil)
                let shown = row["user_email"]?.string?.trimmingCharacters(in: .whitespaces).lowercased() ?? ""
                #expect(shown.isEmpty || shown == email.lowercased())
            }
        }
    }

    @Test func `a test can hold a report back and make it ready`() async throws {
        try await withSandbox { client, sandbox in
            let added = try await client.change("webinars", ["ready": false, "people": 5])
            let uuid = try #require(added.json["uuid"]?.string)
            let path = "/report/webinars/\(twiceEncoded(uuid))/participants"
            #expect(try await client.zoom(path).status == 404)
            let ready = try await client.change("ready", ["uuid": .string(uuid)])
            #expect(ready.status == 204)
            #expect(try await client.all(path, "participants").count >= 5)
        }
    }

    @Test func `the rows hold the cases that trouble careless readers`() async throws {
        try await withSandbox {
            $0.meetings = 10
            $0.participants = 120
        } _: { client, _ in
            var rows: [WireValue] = []
            for (session, instance, uuid) in try await instances(client)
            where session["family"] == "meeting" && instance["state"] == "ready" {
                let path =
                    "/report/meetings/\(twiceEncoded(uuid))/participants?page_size=300&include_fields=registrant_id"
                rows += try await client.zoom(path).json["participants"]?.elements ?? []
            }
            func email(_ row: WireValue) -> String { row["user_email"]?.string ?? "" }
            #expect(rows.contains { email($0).isEmpty && $0["registrant_id"] == "" })
            #expect(rows.contains { email($0).isEmpty && $0["registrant_id"] != "" })
            #expect(rows.contains { $0["status"] == "in_waiting_room" })
            #expect(rows.contains { email($0) != email($0).lowercased() })
            #expect(rows.contains { email($0).hasPrefix(" ") || email($0).hasSuffix(" ") })
            #expect(rows.contains { email($0).contains("+") })
            #expect(rows.contains { $0["bo_mtg_id"] != nil })
            #expect(rows.contains { $0["name"]?.string?.hasPrefix("1555***") == true })
            #expect(rows.contains { $0["name"]?.string?.contains("\"") == true })
            #expect(rows.contains { $0["name"]?.string?.contains("太郎") == true })
            #expect(rows.contains { $0["join_time"]?.string?.contains(".66Z") == true })
            for row in rows {
                let join = try #require(row["join_time"]?.string.flatMap { Moment(iso: $0) })
                let leave = try #require(row["leave_time"]?.string.flatMap { Moment(iso: $0) })
                #expect(row["duration"]?.integer == leave.seconds(since: join))
                #expect(join < leave)
            }
        }
    }

    @Test func `a report is missing, then has durations of zero, then is complete`() async throws {
        let clock = ManualClock()
        try await withSandbox {
            $0.now = { clock.now }
            $0.users = 1
        } _: { client, _ in
            let found = try await instances(client).first { $0.session["topic"] == "Ended this minute" }
            let uuid = twiceEncoded(try #require(found).uuid)
            for kind in ["report/meetings", "past_meetings"] {
                let answer = try await client.zoom("/\(kind)/\(uuid)/participants")
                #expect(answer.status == 404)
                #expect(answer.json["code"] == 3001)
            }
            clock.advance(by: .seconds(30))
            let early = try await client.all("/report/meetings/\(uuid)/participants", "participants")
            #expect(early.count > 1 && early.allSatisfy { $0["duration"] == 0 })
            clock.advance(by: .seconds(30))
            let complete = try await client.all("/report/meetings/\(uuid)/participants", "participants")
            #expect(complete.count == early.count && complete.allSatisfy { $0["duration"] != 0 })
        }
    }

    @Test(
        arguments: [
            ("Running now", 404, 3001), ("Over a year ago", 400, 12702), ("Only the host came", 200, nil),
        ] as [(String, Int, Int?)]
    )
    func `a meeting without a report says so in its own way`(topic: String, status: Int, code: Int?) async throws {
        try await withSandbox { client, _ in
            let found = try await instances(client).first { $0.session["topic"]?.string == topic }
            let answer = try await client.zoom(
                "/past_meetings/\(twiceEncoded(try #require(found).uuid))/participants"
            )
            #expect(answer.status == status)
            #expect(answer.json["code"]?.integer == code)
            if code == nil { #expect(answer.json["participants"] == []) }
        }
    }

    @Test func `attendees and absentees make up the approved registrants of a webinar`() async throws {
        try await withSandbox {
            $0.participants = 60
            $0.users = 1
            $0.webinars = 1
        } _: { client, _ in
            let found = try await instances(client).first {
                $0.session["family"] == "webinar" && $0.session["type"] == 5
            }
            let (session, _, uuid) = try #require(found)
            let id = session["id"]?.integer ?? 0
            let absent = try await client.all(
                "/past_webinars/\(twiceEncoded(uuid))/absentees?page_size=7",
                "registrants"
            )
            let rows = try await client.all(
                "/report/webinars/\(id)/participants?page_size=300&include_fields=registrant_id",
                "participants"
            )
            let came = Set(
                rows.filter { $0["status"] == "in_meeting" }.compactMap { $0["registrant_id"]?.string }
            )
            .subtracting([""])
            let approved = try await client.all("/webinars/\(id)/registrants?page_size=300", "registrants")
            let pending = try await client.all("/webinars/\(id)/registrants?status=pending", "registrants")
            let denied = try await client.all("/webinars/\(id)/registrants?status=denied", "registrants")
            #expect(came.count + absent.count == approved.count)
            #expect(came.isDisjoint(with: absent.compactMap { $0["id"]?.string }))
            #expect(!pending.isEmpty && pending.allSatisfy { $0["status"] == "pending" })
            #expect(!denied.isEmpty)
            #expect(approved.contains { $0["last_name"] == nil })
            #expect(approved.contains { $0["phone"] != nil })
            #expect(approved.contains { $0["custom_questions"] != nil })
            let sources =
                try await client.zoom("/webinars/\(id)/tracking_sources").json["tracking_sources"]?.elements ?? []
            #expect(sources.count == 3)
            let source = try #require(sources.first)
            let tracked = try await client.all(
                "/webinars/\(id)/registrants?page_size=300&tracking_source_id=\(source["id"]?.string ?? "")",
                "registrants"
            )
            #expect(!tracked.isEmpty && tracked.count < approved.count)
        }
    }

    @Test func `what a test adds is served`() async throws {
        try await withSandbox { client, sandbox in
            let added = try await client.change(
                "meetings",
                [
                    "topic": "Added", "minutes": 30, "registration": true,
                    "registrants": [["email": "r@example.com", "first_name": "R", "status": "approved"]],
                    "participants": [
                        ["email": "r@example.com", "name": "R", "hide_email": true, "seconds": 600],
                        ["email": "s@example.com", "name": "S", "join_after": 60, "seconds": 100],
                        ["email": "s@example.com", "name": "S", "join_after": 100, "seconds": 100],
                    ],
                ]
            )
            let uuid = try #require(added.json["uuid"]?.string)
            let rows = try await client.all(
                "/report/meetings/\(twiceEncoded(uuid))/participants?include_fields=registrant_id",
                "participants"
            )
            #expect(rows.map { $0["duration"] } == [600, 100, 100])
            #expect(rows[0]["user_email"] == "" && rows[0]["registrant_id"] != "")
            let truth = try await client.inspect("attendance?uuid=\(twiceEncoded(uuid).removingPercentEncoding ?? "")")
            #expect(truth["people"]?.elements?.map { $0["seconds"] } == [600, 140])
            let more = sandbox.world.change(
                "participants",
                #"{"uuid":"\#(uuid)","participants":[{"email":"t@example.com","seconds":5}]}"#
            )
            #expect(more.status == 200)
            #expect(
                try await client.all("/report/meetings/\(twiceEncoded(uuid))/participants", "participants").count == 4
            )
        }
    }
}
