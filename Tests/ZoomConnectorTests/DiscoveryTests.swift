import CEL
import HTTP
import PipelineCore
import Testing

@testable import ZoomConnector

@Suite struct DiscoveryTests {
    private let users = "/users?status=active&page_size=2000"
    private let span = "from=2026-10-19&to=2026-11-18&type=past&page_size=300"

    private func zoom(scopes: String = ScriptedZoom.allScopes) -> ScriptedZoom {
        let zoom = ScriptedZoom(scopes: scopes)
        zoom.on(
            "/users",
            .ok(Bodies.page("users", [Bodies.user("h1", "Ann@acme.example"), Bodies.user("h2", "bob@acme.example")]))
        )
        return zoom
    }

    @Test func `meetings come from one report a host, webinars in it are left to their own sources`() async throws {
        let zoom = zoom()
        zoom.on(
            "/report/users/h1/meetings",
            .ok(Bodies.page("meetings", [Bodies.past("/m1==", 11), Bodies.past("w1==", 12, type: 5)]))
        )
        zoom.on("/report/users/h2/meetings", .ok(Bodies.page("meetings", [Bodies.past("m2==", 13, type: 1)])))
        let bench = try Bench(zoom)
        let (found, notices) = try await bench.discover(try bench.source("zoom.meeting_participants"))
        #expect(found.map(\.id) == ["meeting//m1==", "meeting/m2=="])
        #expect(found.first?.title == "“Demo” 2026-11-17 10:00")
        #expect(found.first?.closed == Timestamp(rfc3339: "2026-11-17T11:00:00Z"))
        #expect(found.first?.isReadEachRun == false)
        #expect(notices.isEmpty)
        #expect(
            zoom.requests.sorted() == [
                "/report/users/h1/meetings?\(span)", "/report/users/h2/meetings?\(span)", users,
            ]
        )
    }

    @Test func `a partition says all that is needed to read it in a later run`() async throws {
        let zoom = zoom()
        zoom.on("/report/users/h1/meetings", .ok(Bodies.page("meetings", [Bodies.past("/m//1==", 11)])))
        zoom.on("/report/users/h2/meetings", .ok(Bodies.page("meetings", [])))
        let bench = try Bench(zoom)
        let (found, _) = try await bench.discover(try bench.source("zoom.meeting_participants"))
        let partition = try #require(found.first)
        let instance = try Instance(partition)
        #expect(instance.uuid == "/m//1==")
        #expect(instance.number == 11)
        #expect(instance.hostEmail == "host@acme.example")
        #expect(instance.people == 5)
        #expect(instance.partition(zone: .utc) == partition)
    }

    @Test func `without the report scope scheduled meetings and their instances are asked for, each number once`()
        async throws
    {
        let zoom = zoom(scopes: ScriptedZoom.withoutReports)
        let rows = [
            Bodies.scheduled(11, type: 8), Bodies.scheduled(11, type: 8, start: "2026-11-24T10:00:00Z"),
            Bodies.scheduled(12, type: 2, start: "2026-12-01T10:00:00Z"), Bodies.scheduled(13, type: 3, start: nil),
        ]
        zoom.on("/users/h1/meetings", .ok(Bodies.page("meetings", rows)))
        zoom.on("/users/h2/meetings", .ok(Bodies.page("meetings", [])))
        let instances = [Bodies.instance("a=="), Bodies.instance("old==", start: "2026-01-05T10:00:00Z")]
        zoom.on("/past_meetings/11/instances", .ok(Bodies.page("meetings", instances)))
        zoom.on("/past_meetings/13/instances", .error(404, 3001, "Meeting does not exist: 13."))
        let bench = try Bench(zoom)
        let (found, notices) = try await bench.discover(try bench.source("zoom.meeting_participants"))
        #expect(found.map(\.id) == ["meeting/a=="])
        #expect(found.first?.closed == Timestamp(rfc3339: "2026-11-17T11:00:00Z"))
        #expect(notices.map(\.code) == ["no-instant-meetings"])
        #expect(
            zoom.requests.sorted()
                == [
                    "/past_meetings/11/instances", "/past_meetings/13/instances", users,
                    "/users/h1/meetings?type=scheduled&page_size=300",
                    "/users/h2/meetings?type=scheduled&page_size=300",
                ].sorted()
        )
    }

    @Test func `beyond thirty days the previous meetings are asked for, too`() async throws {
        let zoom = zoom(scopes: ScriptedZoom.withoutReports)
        for host in ["h1", "h2"] { zoom.on("/users/\(host)/meetings", .ok(Bodies.page("meetings", []))) }
        let bench = try Bench(zoom)
        _ = try await bench.discover(try bench.source("zoom.meeting_participants"), days: 60)
        #expect(zoom.requests.filter { $0.contains("type=previous_meetings") }.count == 2)
    }

    @Test func `a report that Zoom refuses gives way to the listing`() async throws {
        let zoom = zoom()
        for host in ["h1", "h2"] {
            zoom.on(
                "/report/users/\(host)/meetings",
                .error(400, 4711, "does not contain scopes:[report:read:user:admin]")
            )
            zoom.on("/users/\(host)/meetings", .ok(Bodies.page("meetings", [])))
        }
        let bench = try Bench(zoom)
        let (found, _) = try await bench.discover(try bench.source("zoom.meeting_participants"))
        #expect(found.isEmpty)
        #expect(zoom.requests.contains("/users/h1/meetings?type=scheduled&page_size=300"))
    }

    @Test func `without any scope for meetings the missing one is named`() async throws {
        let bench = try Bench(zoom(scopes: "user:read:admin"))
        let source = try bench.source("zoom.meeting_participants")
        let failure = await #expect(throws: ConnectorFailure.self) { try await bench.discover(source) }
        #expect(failure?.kind == .missingScopes(["meeting:read:list_meetings:admin"]))
    }

    @Test func `webinars come from listing and instances, and from the reports, also of hosts without a licence now`()
        async throws
    {
        let zoom = zoom()
        zoom.on("/users/h1/webinars", .ok(Bodies.page("webinars", [Bodies.scheduled(21), Bodies.scheduled(22)])))
        zoom.on("/users/h2/webinars", .error(400, 200, "Webinar plan is missing. You must subscribe."))
        zoom.on("/past_webinars/21/instances", .ok(Bodies.page("webinars", [Bodies.instance("a==")])))
        zoom.on("/past_webinars/22/instances", .error(404, 3001, "Webinar does not exist."))
        let reported = [Bodies.past("a==", 21, type: 5), Bodies.past("gone==", 29, type: 9), Bodies.past("m==", 11)]
        zoom.on("/report/users/h1/meetings", .ok(Bodies.page("meetings", reported)))
        zoom.on("/report/users/h2/meetings", .ok(Bodies.page("meetings", [Bodies.past("z==", 31, type: 5)])))
        let bench = try Bench(zoom)
        let (found, notices) = try await bench.discover(try bench.source("zoom.webinar_attendees"))
        #expect(found.map(\.id) == ["webinar/a==", "webinar/gone==", "webinar/z=="])
        #expect(found.first?.details["end"] == "2026-11-17T11:00:00Z")
        #expect(notices.map(\.code) == ["no-webinar-licence"])
        #expect(notices.first?.message.contains("b…@acme.example") == true)
        #expect(
            zoom.requests.sorted()
                == [
                    "/past_webinars/21/instances", "/past_webinars/22/instances", "/report/users/h1/meetings?\(span)",
                    "/report/users/h2/meetings?\(span)", users,
                    "/users/h1/webinars?type=scheduled&page_size=300&page_number=1",
                    "/users/h2/webinars?type=scheduled&page_size=300&page_number=1",
                ].sorted()
        )
    }

    @Test func `what several pipelines need is requested once`() async throws {
        let zoom = zoom()
        for host in ["h1", "h2"] {
            zoom.on("/users/\(host)/webinars", .ok(Bodies.page("webinars", [Bodies.scheduled(host == "h1" ? 21 : 22)])))
            zoom.on("/report/users/\(host)/meetings", .ok(Bodies.page("meetings", [])))
        }
        zoom.on("/past_webinars/21/instances", .ok(Bodies.page("webinars", [Bodies.instance("a==")])))
        zoom.on("/past_webinars/22/instances", .ok(Bodies.page("webinars", [Bodies.instance("b==")])))
        let bench = try Bench(zoom)
        let names = [
            "zoom.meeting_participants", "zoom.webinar_attendees", "zoom.webinar_absentees", "zoom.webinar_registrants",
        ]
        try await withThrowingTaskGroup(of: Void.self) { group in
            for name in names { group.addTask { _ = try await bench.discover(try bench.source(name)) } }
            try await group.waitForAll()
        }
        #expect(zoom.repeated.isEmpty)
        #expect(zoom.requests.count == 7)
    }

    @Test func `hosts who can't be read are named, the others are read`() async throws {
        let zoom = zoom(scopes: ScriptedZoom.withoutReports)
        zoom.on("/users/h1/meetings", .error(400, 3161, "Meeting hosting is not allowed for ann@acme.example."))
        zoom.on("/users/h2/meetings", .ok(Bodies.page("meetings", [Bodies.scheduled(11, type: 2)])))
        zoom.on("/past_meetings/11/instances", .ok(Bodies.page("meetings", [Bodies.instance("a==")])))
        let bench = try Bench(zoom)
        let (found, notices) = try await bench.discover(try bench.source("zoom.meeting_participants"))
        #expect(found.map(\.id) == ["meeting/a=="])
        #expect(notices.map(\.code) == ["host-not-read", "no-instant-meetings"])
        #expect(notices.first?.message.contains("ann@") == false)
    }

    @Test func `temporary trouble fails the search after all others were tried`() async throws {
        let zoom = zoom(scopes: ScriptedZoom.withoutReports)
        zoom.on("/users/h1/meetings", .json(500, "", [:]))
        zoom.on("/users/h2/meetings", .ok(Bodies.page("meetings", [Bodies.scheduled(11, type: 2)])))
        zoom.on("/past_meetings/11/instances", .ok(Bodies.page("meetings", [Bodies.instance("a==")])))
        let bench = try Bench(zoom)
        let found = Taken<String>()
        let source = try bench.source("zoom.meeting_participants")
        let window = Window(since: Bench.start.later(-86_400 * 30), until: Bench.start)
        let failure = await #expect(throws: ConnectorFailure.self) {
            try await source.discover(window) { found.add($0.id) }
        }
        #expect(failure?.kind == .temporary)
        #expect(found.all == ["meeting/a=="])
    }

    @Test func `meetings that haven't ended are no partitions`() async throws {
        let zoom = zoom()
        let live = Bodies.past("live==", 11, start: "2026-11-18T11:30:00Z", end: "2026-11-18T12:30:00Z")
        zoom.on("/report/users/h1/meetings", .ok(Bodies.page("meetings", [live])))
        zoom.on("/report/users/h2/meetings", .ok(Bodies.page("meetings", [])))
        let bench = try Bench(zoom)
        let (found, _) = try await bench.discover(try bench.source("zoom.meeting_participants"))
        #expect(found.isEmpty)
    }

    @Test func `registrants have a partition for each webinar that is ahead or recent, read each run`() async throws {
        let zoom = zoom()
        let rows = [
            Bodies.scheduled(21), Bodies.scheduled(22, start: "2026-12-24T10:00:00Z"),
            Bodies.scheduled(23, start: "2026-01-01T10:00:00Z"), Bodies.scheduled(24, type: 6, start: nil),
            Bodies.scheduled(25, type: 9, start: "2026-01-01T10:00:00Z"), Bodies.scheduled(21),
        ]
        zoom.on("/users/h1/webinars", .ok(Bodies.page("webinars", rows)))
        zoom.on("/users/h2/webinars", .ok(Bodies.page("webinars", [])))
        let bench = try Bench(zoom)
        let source = try bench.source("zoom.webinar_registrants", options: ["status": .string("pending")])
        let (found, _) = try await bench.discover(source)
        #expect(found.map(\.id) == [21, 22, 24, 25].map { "registrants/\($0)/pending" })
        #expect(!found.contains { !$0.isReadEachRun })
        #expect(zoom.requests.count == 3)
    }
}

@Suite struct ReportMonthsTests {
    struct Case: Sendable {
        let since: String
        let until: String
        let spans: [String]
    }

    @Test(arguments: [
        Case(since: "2026-10-19", until: "2026-11-18", spans: ["2026-10-19…2026-11-18"]),
        Case(since: "2026-11-18", until: "2026-11-18", spans: ["2026-11-18…2026-11-18"]),
        Case(since: "2026-02-10", until: "2026-03-12", spans: ["2026-02-10…2026-03-10", "2026-03-11…2026-03-12"]),
        Case(since: "2026-01-31", until: "2026-03-31", spans: ["2026-01-31…2026-02-28", "2026-03-01…2026-03-31"]),
        Case(since: "2025-12-31", until: "2026-01-02", spans: ["2025-12-31…2026-01-02"]),
        Case(
            since: "2020-01-01",
            until: "2026-11-18",
            spans: [
                "2026-05-18…2026-06-18", "2026-06-19…2026-07-19", "2026-07-20…2026-08-20", "2026-08-21…2026-09-21",
                "2026-09-22…2026-10-22", "2026-10-23…2026-11-18",
            ]
        ),
    ])
    func `a window is asked for in the fewest spans of a month`(example: Case) throws {
        let since = try #require(Timestamp(rfc3339: example.since + "T05:00:00Z"))
        let until = try #require(Timestamp(rfc3339: example.until + "T12:00:00Z"))
        let spans = ReportMonths.spans(since: since, until: until)
        #expect(spans.map { "\($0.from)…\($0.to)" } == example.spans)
    }
}
