import CEL
import PipelineCore
import Testing

@testable import ZoomConnector

@Suite struct NarrowingTests {
    private func only(_ only: [String: OptionValue]) -> [String: OptionValue] { ["only": .object(Options(only))] }

    private func title(_ text: String) throws -> OptionValue {
        let variables = TitleFilter.schema.fields.enumerated().map { place, field in
            Variable(name: field.name, type: field.type, slot: place)
        }
        let program = try #require(compile(text, in: Environment(variables: variables)).program)
        return .expression(Filter(text: text, program: program))
    }

    @Test func `hosts named by address are asked for directly, users aren't listed`() async throws {
        let zoom = ScriptedZoom()
        zoom.on("/report/users/ann%40acme.example/meetings", .ok(Bodies.page("meetings", [Bodies.past("a==", 11)])))
        let bench = try Bench(zoom, options: only(["hosts": .list([.string(" Ann@acme.example")])]))
        let (found, _) = try await bench.discover(try bench.source("zoom.meeting_participants"))
        #expect(found.map(\.id) == ["meeting/a=="])
        #expect(zoom.requests.count == 1)
    }

    @Test func `hosts of other groups aren't read`() async throws {
        let zoom = ScriptedZoom()
        let users = [
            Bodies.user("h1", "a@x.example", groups: ["g1"]), Bodies.user("h2", "b@x.example", groups: ["g2"]),
        ]
        zoom.on("/users", .ok(Bodies.page("users", users)))
        zoom.on("/report/users/h2/meetings", .ok(Bodies.page("meetings", [])))
        let bench = try Bench(zoom, options: only(["groups": .list([.string("g2")])]))
        _ = try await bench.discover(try bench.source("zoom.meeting_participants"))
        #expect(zoom.requests.count == 2)
    }

    @Test func `hosts and groups together are looked up one by one`() async throws {
        let zoom = ScriptedZoom()
        zoom.on("/users/a%40x.example", .ok(Bodies.user("h1", "a@x.example", groups: ["g1"])))
        zoom.on("/users/b%40x.example", .error(404, 1001, "User does not exist: b@x.example."))
        zoom.on("/report/users/h1/meetings", .ok(Bodies.page("meetings", [])))
        let hosts: [OptionValue] = [.string("a@x.example"), .string("b@x.example")]
        let bench = try Bench(zoom, options: only(["hosts": .list(hosts), "groups": .list([.string("g1")])]))
        _ = try await bench.discover(try bench.source("zoom.meeting_participants"))
        #expect(zoom.requests.filter { $0.hasPrefix("/report") }.count == 1)
        #expect(zoom.requests.count == 3)
    }

    @Test func `numbers and titles narrow before any instance is asked for`() async throws {
        let zoom = ScriptedZoom(scopes: ScriptedZoom.withoutReports)
        let rows = [
            Bodies.scheduled(21, topic: "Interview Jane"), Bodies.scheduled(22, topic: "Show"), Bodies.scheduled(23),
        ]
        zoom.on("/users/a%40x.example/webinars", .ok(Bodies.page("webinars", rows)))
        zoom.on("/past_webinars/22/instances", .ok(Bodies.page("webinars", [Bodies.instance("b==")])))
        let options = only([
            "hosts": .list([.string("a@x.example")]), "ids": .list([.int(21), .int(22)]),
            "title": try title(#"!title.startsWith("Interview") && host_email == "a@x.example""#),
        ])
        let bench = try Bench(zoom, options: options)
        let (found, _) = try await bench.discover(try bench.source("zoom.webinar_attendees"))
        #expect(found.map(\.id) == ["webinar/b=="])
        #expect(
            zoom.requests == [
                "/users/a%40x.example/webinars?type=scheduled&page_size=300&page_number=1",
                "/past_webinars/22/instances",
            ]
        )
    }

    @Test func `a condition that fails on a title ends the search with the title`() async throws {
        let zoom = ScriptedZoom()
        zoom.on("/report/users/a%40x.example/meetings", .ok(Bodies.page("meetings", [Bodies.past("a==", 11)])))
        let options = only(["hosts": .list([.string("a@x.example")]), "title": try title("1 / (size(title) - 4) == 1")])
        let bench = try Bench(zoom, options: options)
        let source = try bench.source("zoom.meeting_participants")
        let failure = await #expect(throws: ConnectorFailure.self) { try await bench.discover(source) }
        #expect(failure?.message.contains("Demo") == true)
        #expect(failure?.kind == .permanent)
    }

    @Test(arguments: [
        ("a@acme.example", true), ("a@sub.acme.example", false), ("a@acme.example.org", false), ("", false),
        ("a@other.example", true), ("acme.example", false),
    ])
    func `a domain is excluded as a whole`(email: String, isExcluded: Bool) {
        let domains: OptionValue = .list([.string("ACME.example"), .string("@other.example")])
        #expect(Narrowing(Options(["exclude_domains": domains])).excludes(email: email) == isExcluded)
    }

    @Test(arguments: [
        ("User does not exist: jane.doe@acme.example.", "User does not exist: j…@acme.example."),
        ("<a@b.example>, c+d@e.example", "<a…@b.example>, c…@e.example"), ("nobody", "nobody"),
    ])
    func `addresses in messages are masked`(message: String, masked: String) {
        #expect(Email.maskingAll(message) == masked)
    }
}
