import Foundation
import HTTP
import JSON
import Sandbox
import Testing

extension EndToEnd {
    /// `serve` receives really signed webhooks over sockets and runs pipelines on the sandbox.
    @Suite struct ServeTests {
        private func small(_ configuration: inout SandboxConfiguration) {
            configuration.users = 1
            configuration.meetings = 0
            configuration.webinars = 0
            configuration.hasSpecialMeetings = false
        }

        private static let connectors = """
            connectors:
              zoom:
                account_id: "${ZOOM_ACCOUNT_ID}"
                client_id: "${ZOOM_CLIENT_ID}"
                client_secret: "${ZOOM_CLIENT_SECRET}"
                webhook: { secret_token: "${ZOOM_WEBHOOK_SECRET}" }
            pipelines:

            """

        /// Participants of meetings, when they end; no sweeps.
        private static func meetings(delay: String = "0s", list: Int = 15) -> String {
            connectors + """
                  participants:
                    on: { webhook: meeting.ended, delay: \(delay) }
                    source: { zoom.meeting_participants: { since: 30d } }
                    stages: [{ map: { email: email, MEETING_DURATION: duration } }]
                    sink: { brevo.contacts: { lists: [\(list)] } }

                """
        }

        /// People who joined, by what happened last.
        private static let events =
            connectors + """
                  seen:
                    on: { webhook: [meeting.participant_joined, meeting.participant_left] }
                    source: { zoom.events: {} }
                    stages: [{ filter: email != "" }, { map: { email: email, FIRSTNAME: event } }]
                    sink: { brevo.contacts: { lists: [15] } }

                """

        /// A meeting that ended ten minutes ago, with one person.
        private func meeting(
            _ stage: Stage,
            person: String,
            ready: Bool = true
        ) throws -> (uuid: String, webhook: String) {
            let added = stage.world.change(
                "meetings",
                """
                {"topic": "Onboarding", "minutes": 30, "ended_minutes_ago": 50, "ready": \(ready), "participants": [
                  {"name": "Somebody", "email": "\(person)@people.test", "join_after": 0, "seconds": 300},
                  {"name": "Another", "join_after": 0, "seconds": 300}]}
                """
            )
            let json = try JSONValue.parse(added.json)
            let uuid = try #require(json["uuid"]?.string)
            let number = try #require(json["id"]?.int)
            let end = Date(timeIntervalSinceNow: -50 * 60)
            let format = Date.ISO8601FormatStyle()
            let webhook: JSONValue = [
                "event": "meeting.ended", "event_ts": .int(Int(end.timeIntervalSince1970) * 1_000),
                "payload": [
                    "account_id": "A",
                    "object": [
                        "id": .string(String(number)), "uuid": .string(uuid), "host_id": "h", "topic": "Onboarding",
                        "type": 2, "duration": 30, "timezone": "UTC",
                        "start_time": .string((end - 30 * 60).formatted(format)),
                        "end_time": .string(end.formatted(format)),
                    ],
                ],
            ]
            return (uuid, webhook.description)
        }

        private static func joined(_ number: Int, _ event: String = "meeting.participant_joined", at moment: Int = 0)
            -> String
        {
            """
            {"event": "\(event)", "event_ts": \(1_795_000_000_000 + moment), "payload": {"account_id": "A", "object": {
              "id": "81000000001", "uuid": "u==", "topic": "Big one", "participant": {
              "user_id": "\(number)", "user_name": "P\(number)", "email": "p\(number)@people.test"}}}}
            """
        }

        @Test func `a meeting's end brings the people of that meeting, and of no other`() async throws {
            try await Stage.run(small) { stage in
                let wanted = try meeting(stage, person: "ann")
                _ = try meeting(stage, person: "ben")
                let file = try stage.write(Self.meetings())
                try await stage.serving(file) { serving in
                    #expect(try await serving.get("/healthz") == 200)
                    #expect(try await serving.get("/readyz") == 200)
                    #expect(try await serving.send(wanted.webhook) == 200)
                    try await eventually(serving.running.errors) { stage.people["ann@people.test"] != nil }
                    // Received twice, as Zoom may send it: nothing more happens.
                    #expect(try await serving.send(wanted.webhook) == 200)
                    #expect(await serving.terminated().status == 143)
                }
                #expect(Array(stage.people.keys) == ["ann@people.test"])
                #expect(stage.people["ann@people.test"]?.lists == [15])
                // The host's other meetings weren't looked for.
                #expect(stage.world.requestCounts.keys.allSatisfy { !$0.contains("/report/users/") })
                #expect(stage.world.violations.isEmpty, "\(stage.world.violations)")
            }
        }

        @Test func `what isn't Zoom's is refused, and changes nothing`() async throws {
            try await Stage.run(small) { stage in
                let meeting = try meeting(stage, person: "ann")
                let file = try stage.write(Self.meetings())
                try await stage.serving(file) { serving in
                    #expect(try await serving.send(meeting.webhook, secret: "guessed") == 401)
                    #expect(try await serving.send(meeting.webhook, age: 91 * 60) == 401)
                    #expect(try await serving.send(meeting.webhook, age: -91 * 60) == 401)
                    #expect(try await serving.send(meeting.webhook, path: "/webhooks/other") == 404)
                    #expect(try await serving.send(String(repeating: " ", count: 1_100_000)) == 413)
                    let challenge = #"{"event":"endpoint.url_validation","payload":{"plainToken":"abc"}}"#
                    #expect(try await serving.send(challenge, secret: "guessed") == 401)
                    let answer = try #require(try await serving.answer(challenge))
                    #expect(answer.status == 200)
                    let json = try JSONValue.parse(answer.body)
                    #expect(json["plainToken"] == "abc")
                    #expect(json["encryptedToken"]?.string?.count == 64)
                    // An event nobody waits for, and one that can't be read, are Zoom's all the same.
                    #expect(try await serving.send(#"{"event":"meeting.created","event_ts":1,"payload":{}}"#) == 200)
                    #expect(try await serving.send("not JSON") == 200)
                    let ended = await serving.terminated()
                    #expect(ended.errors.contains("wrong-signature"))
                    #expect(ended.errors.contains("stale"))
                    #expect(!ended.errors.contains("people.test"))
                }
                #expect(stage.people.isEmpty)
            }
        }

        @Test func `the compact file alone does the whole job`() async throws {
            try await Stage.run(small) { stage in
                _ = try meeting(stage, person: "ann")
                try await stage.serving(Stage.compactFile) { serving in
                    // The first sweep finds what no webhook announced.
                    try await eventually(serving.running.errors) { stage.people["ann@people.test"] != nil }
                    let second = try meeting(stage, person: "ben")
                    #expect(try await serving.send(second.webhook) == 200)
                    try await eventually(serving.running.errors) { stage.people["ben@people.test"] != nil }
                    #expect(await serving.terminated().status == 143)
                }
                #expect(stage.people.mapValues(\.lists) == ["ann@people.test": [15], "ben@people.test": [15]])
            }
        }

        @Test func `a meeting that isn't ready at first is tried again, also after a restart`() async throws {
            try await Stage.run(small) { stage in
                let meeting = try meeting(stage, person: "ann", ready: false)
                let file = try stage.write(Self.meetings())
                try await stage.serving(file) { serving in
                    #expect(try await serving.send(meeting.webhook) == 200)
                    try await eventually(serving.running.errors) { serving.running.errors.contains("1 not ready yet") }
                    serving.running.signal(SIGKILL)
                    _ = await serving.running.ended()
                }
                #expect(stage.people.isEmpty)
                stage.world.change("ready", #"{"uuid": "\#(meeting.uuid)"}"#)
                try await stage.serving(file) { serving in
                    try await eventually(serving.running.errors) { stage.people["ann@people.test"] != nil }
                    #expect(await serving.terminated().status == 143)
                }
            }
        }

        @Test func `a delayed meeting waits over a restart`() async throws {
            try await Stage.run(small) { stage in
                let meeting = try meeting(stage, person: "ann")
                // It ended 50 minutes ago, so that little of the delay is left.
                let file = try stage.write(Self.meetings(delay: "3010s"))
                try await stage.serving(file) { serving in
                    let status = try await serving.send(meeting.webhook)
                    #expect(status == 200)
                    #expect(await serving.terminated().status == 143)
                }
                #expect(stage.people.isEmpty)
                try await stage.serving(file) { serving in
                    try await eventually(serving.running.errors) { stage.people["ann@people.test"] != nil }
                }
            }
        }

        @Test func `what happened last counts, whatever order it comes in`() async throws {
            try await Stage.run(small) { stage in
                try await stage.serving(try stage.write(Self.events)) { serving in
                    let left = Self.joined(1, "meeting.participant_left", at: 60_000)
                    #expect(try await serving.send(left) == 200)
                    try await eventually(serving.running.errors) { stage.people["p1@people.test"] != nil }
                    #expect(try await serving.send(Self.joined(1, at: 0)) == 200)
                    #expect(try await serving.send(Self.joined(2, at: 0)) == 200)
                    try await eventually(serving.running.errors) { stage.people["p2@people.test"] != nil }
                }
                let attributes = stage.people["p1@people.test"]?.attributes
                #expect(attributes?["FIRSTNAME"] == .text("meeting.participant_left"))
            }
        }

        @Test func `every acknowledged event of a burst is processed once, though the program is killed`() async throws
        {
            let count = 600
            try await Stage.run(small) { stage in
                let file = try stage.write(Self.events)
                let acknowledged = try await stage.serving(file) { serving in
                    try await withThrowingTaskGroup(of: Int?.self) { group in
                        for number in 0..<count {
                            group.addTask { try await serving.send(Self.joined(number)) == 200 ? number : nil }
                        }
                        var acknowledged: Set<Int> = []
                        while let number = try await group.next() {
                            if let number { acknowledged.insert(number) }
                            if acknowledged.count == count / 2 { serving.running.signal(SIGKILL) }
                        }
                        _ = await serving.running.ended()
                        return acknowledged
                    }
                }
                #expect(acknowledged.count >= count / 2)
                try await stage.serving(file) { serving in
                    // Zoom sends again what wasn't acknowledged, and some of the rest.
                    for number in 0..<count where !acknowledged.contains(number) || number % 7 == 0 {
                        #expect(try await serving.send(Self.joined(number)) == 200)
                    }
                    try await eventually("\(stage.people.count) of \(count)", within: 120) {
                        stage.people.count == count
                    }
                    #expect(await serving.terminated().status == 143)
                }
                let repeated = stage.world.contacts.filter {
                    $0.writes > 1 && $0.email?.hasSuffix("@people.test") == true
                }
                #expect(repeated.isEmpty)
                let next = try await stage.apply(file, with: ["ZOOM_WEBHOOK_SECRET": Serving.secret])
                #expect(next.sum("delivered") == 0, "\(next.words)")
            }
        }

        @Test func `a new configuration is taken on SIGHUP when it is valid`() async throws {
            try await Stage.run(small) { stage in
                let first = try meeting(stage, person: "ann")
                let second = try meeting(stage, person: "ben")
                let file = try stage.write(Self.meetings(list: 15))
                try await stage.serving(file) { serving in
                    _ = try stage.write("pipelines: [")
                    serving.running.signal(SIGHUP)
                    try await eventually(serving.running.errors) {
                        serving.running.errors.contains("the old one stays in use")
                    }
                    #expect(try await serving.send(first.webhook) == 200)
                    try await eventually(serving.running.errors) { stage.people["ann@people.test"]?.lists == [15] }
                    _ = try stage.write(Self.meetings(list: 16))
                    serving.running.signal(SIGHUP)
                    try await eventually(serving.running.errors) {
                        serving.running.errors.contains("the new configuration is in use")
                    }
                    #expect(try await serving.send(second.webhook) == 200)
                    try await eventually(serving.running.errors) { stage.people["ben@people.test"]?.lists == [16] }
                    #expect(await serving.terminated().status == 143)
                }
            }
        }

        @Test func `webhooks that were received, and examples from a file, are taken in again`() async throws {
            try await Stage.run(small) { stage in
                let meeting = try meeting(stage, person: "ann")
                let file = try stage.write(Self.meetings())
                let state = ["--state", stage.folder.appendingPathComponent("state.db").path]
                try await stage.serving(file) { serving in
                    let example = try stage.write(meeting.webhook, to: "example.json")
                    let first = try await Tool.run(["webhooks", "replay", example] + state)
                    #expect(first.output == "1 new webhook taken in, 0 again.\n", "\(first.errors)")
                    try await eventually(serving.running.errors) { stage.people["ann@people.test"] != nil }
                    let second = try await Tool.run(["webhooks", "replay", "--since", "1h", "--json"] + state)
                    let answer = try JSONValue.parse(second.output)
                    #expect(answer["result"]?["again"]?.int == 1, "\(second.output)")
                    let lines = try stage.write("nonsense\n" + meeting.webhook, to: "lines.jsonl")
                    let third = try await Tool.run(["webhooks", "replay", lines] + state)
                    #expect(third.status == 1)
                    #expect(third.output == "0 new webhooks taken in, 1 again.\n")
                    #expect(await serving.terminated().status == 143)
                }
                #expect(stage.world.contact("ann@people.test")?.writes == 1)
            }
        }

        @Test func `a port that is taken is told, and apply is told that serve is at work`() async throws {
            try await Stage.run(small) { stage in
                let file = try stage.write(Self.meetings())
                try await stage.serving(file) { serving in
                    let other = try stage.fresh()
                    let port = serving.origin.split(separator: ":").last ?? ""
                    let second = try other.start(
                        file,
                        ["--listen", "127.0.0.1:\(port)"],
                        with: ["ZOOM_WEBHOOK_SECRET": Serving.secret],
                        command: ["serve"]
                    )
                    let ended = await second.ended()
                    #expect(ended.status == 1)
                    #expect(ended.errors.contains("can't be listened on"))
                    let applied = try await stage.apply(file, with: ["ZOOM_WEBHOOK_SECRET": Serving.secret])
                    #expect(applied.status == 75)
                    #expect(applied.words.contains("serve since"))
                }
            }
        }
    }
}
