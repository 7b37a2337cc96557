import Foundation
import JSON
import Sandbox
import Testing

extension EndToEnd {
    /// Events and mails: what can't be taken back.
    @Suite struct SendingTests {
        static let attended = """
              attended:
                source: { zoom.webinar_attendees: { since: 30d } }
                stages:
                  - map: { email: email, webinar: webinar_title, minutes: duration / 60 }
                sink: { brevo.events: { event: zoom_attended } }
            """

        static let thanks = """
              thanks:
                source: { zoom.webinar_attendees: { since: 30d } }
                stages:
                  - map: { email: email, WEBINAR: webinar_title }
                sink: { brevo.email: { template: 1 } }
            """

        static func small(_ configuration: inout SandboxConfiguration) {
            configuration.users = 1
            configuration.meetings = 0
            configuration.webinars = 0
            configuration.hasSpecialMeetings = false
        }

        /// A webinar that ended two days ago, with so many people.
        static func webinar(_ stage: Stage, people: [String], topic: String = "Spring demo") {
            let rows = people.enumerated().map { place, name in
                #"{"name": "\#(name)", "email": "\#(name)@people.test", "join_after": \#(place), "seconds": 1800}"#
            }
            let registrants = people.map { #"{"email": "\#($0)@people.test", "first_name": "\#($0)"}"# }
            let answer = stage.world.change(
                "webinars",
                """
                {"topic": "\(topic)", "minutes": 60, "ended_minutes_ago": 2880,
                 "registrants": [\(registrants.joined(separator: ", "))],
                 "participants": [\(rows.joined(separator: ", "))]}
                """
            )
            #expect(answer.status == 200, "\(answer.json)")
        }

        @Test func `the first run sends nothing old, a backfill sends it once`() async throws {
            try await Stage.run(Self.small) { stage in
                Self.webinar(stage, people: ["ann", "bob", "cem"])
                let file = try stage.file(Self.attended + "\n" + Self.thanks)
                let first = try await stage.apply(file)
                #expect(first.status == 0, "\(first.words)")
                #expect(first.booksClose, "\(first.words)")
                #expect(first.line("attended")?["skipped"]?["baseline"]?.int == 3, "\(first.words)")
                #expect(first.line("thanks")?["skipped"]?["baseline"]?.int == 3, "\(first.words)")
                #expect(stage.events.isEmpty && stage.mails.isEmpty)

                let backfill = try await stage.apply(file, ["--backfill", "30d"])
                #expect(backfill.status == 0, "\(backfill.words)")
                #expect(backfill.booksClose, "\(backfill.words)")
                #expect(
                    stage.events
                        == [
                            "zoom_attended ann@people.test": 1, "zoom_attended bob@people.test": 1,
                            "zoom_attended cem@people.test": 1,
                        ]
                )
                #expect(stage.mails == ["1 ann@people.test": 1, "1 bob@people.test": 1, "1 cem@people.test": 1])
                let event = stage.inspected("events", "events").first
                #expect(event?["event_properties"]?["webinar"]?.string == "Spring demo")
                #expect(event?["event_properties"]?["minutes"]?.int == 30)
                #expect(event?["contact_id"]?.int != nil)

                for arguments in [["--backfill", "30d"], []] {
                    let again = try await stage.apply(file, arguments)
                    #expect(again.status == 0, "\(again.words)")
                    #expect(again.sum("delivered") == 0, "\(again.words)")
                }
                #expect(stage.events.values.allSatisfy { $0 == 1 } && stage.mails.values.allSatisfy { $0 == 1 })
                #expect(stage.world.violations.isEmpty, "\(stage.world.violations)")
            }
        }

        @Test func `kill -9 at any moment sends nothing twice, and lists what it doesn't know`() async throws {
            let moments = ProcessInfo.processInfo.environment["PIPELINE_KILLS"].flatMap(Int.init) ?? 12
            for moment in 0..<moments {
                // Few events go one by one, many by a batch.
                let people = (0..<(moment.isMultiple(of: 2) ? 12 : 30)).map { "person\($0)" }
                let expected = Set(
                    people.flatMap { ["zoom_attended \($0)@people.test", "1 \($0)@people.test"] }
                )
                try await Stage.run(Self.small) { stage in
                    Self.webinar(stage, people: people)
                    let file = try stage.file(Self.attended + "\n" + Self.thanks)
                    let victim = try stage.start(file, ["--backfill", "30d"])
                    stage.requests.after(5 + moment * 75 / moments) { victim.signal(SIGKILL) }
                    let killed = await victim.ended()
                    #expect([0, 3, 128 + SIGKILL].contains(killed.status), "\(killed.errors)")
                    let applied = try await stage.apply(file, ["--backfill", "30d"])
                    #expect([0, 3].contains(applied.status), "killed at \(moment): \(applied.words)")
                    #expect(applied.booksClose, "killed at \(moment): \(applied.words)")
                    try await Self.check(stage, expected, "killed at \(moment)")
                }
            }
        }

        @Test(arguments: [["reset:0.2"], ["500:0.2"], ["truncate:0.2"], ["429:0.1", "reset:0.1", "500:0.1"]])
        func `lost answers send nothing twice`(faults: [String]) async throws {
            let people = (0..<25).map { "person\($0)" }
            let expected = Set(
                people.flatMap { ["zoom_attended \($0)@people.test", "1 \($0)@people.test"] }
            )
            let parsed = try faults.map { try Fault(parsing: $0) }
            try await Stage.run(Self.small) { stage in
                Self.webinar(stage, people: people)
                let file = try stage.file(Self.attended + "\n" + Self.thanks)
                stage.world.change("faults", #"{"faults": [\#(parsed.map { "\"\($0)\"" }.joined(separator: ", "))]}"#)
                var applied = try await stage.apply(file, ["--backfill", "30d"])
                stage.world.change("faults", #"{"faults": []}"#)
                for _ in 0..<3 where applied.status != 0 {
                    applied = try await stage.apply(file, ["--backfill", "30d"])
                }
                try await Self.check(stage, expected, "\(faults)")
            }
        }

        /// Each was sent once, or is listed; nothing was sent twice.
        private static func check(_ stage: Stage, _ expected: Set<String>, _ what: String) async throws {
            let sent = stage.events.merging(stage.mails) { $0 + $1 }
            #expect(sent.values.allSatisfy { $0 == 1 }, "\(what): \(sent.filter { $0.value > 1 })")
            let doubts = try await stage.inDoubt()
            #expect(Set(sent.keys).union(doubts) == expected, "\(what)")
            // Mails are known by their keys, events by their look-ups: only what never arrived stays in doubt.
            #expect(doubts.isDisjoint(with: sent.keys), "\(what): \(doubts.intersection(sent.keys))")
            #expect(stage.world.violations.isEmpty, "\(stage.world.violations)")
        }
    }
}
