import CEL
import JSON
import Logging
import PipelineCore
import Testing

@testable import BrevoConnector

@Suite struct BrevoContactsTests {
    private static let columns = [
        RowColumn(name: "email", type: .string), RowColumn(name: "FIRSTNAME", type: .string, write: .ifEmpty),
        RowColumn(name: "MEETING_DURATION", type: .int), RowColumn(name: "MEETING_JOIN_DATE", type: .timestamp),
        RowColumn(name: "GENDER", type: .string),
    ]
    private static let moment = Moment(asOf: Timestamp(seconds: 1_763_506_800), rank: .attended, instance: "u")

    private func session(_ service: FakeService) throws -> any ConnectorSession {
        try BrevoConnector(http: service, clock: JumpingClock(), jitter: { $0 }).open(
            Options(["api_key": .secret(Secret("xkeysib-1"))]),
            context: TestAccount.context(JumpingClock(), MemoryCounters())
        )
    }

    private func sink(
        columns: [RowColumn] = columns,
        attributes: JSONValue = attributesBody
    ) async throws -> any KeyedSink {
        let session = try session(FakeService(.status(200, attributes)))
        let made = try session.sink(
            "brevo.contacts",
            options: Options(["lists": .list([.int(17), .int(16), .int(17)])]),
            columns: columns,
            pipeline: PipelineSettings(name: "p", timeZone: "Asia/Tokyo")
        )
        try await session.check()
        guard case .keyed(let sink) = made else { throw ConnectorFailure(.permanent, "no keyed sink") }
        return sink
    }

    private func row(_ values: Value...) -> Row { Row(values: values, moment: Self.moment) }

    @Test func `a row becomes an entry with values in the account's types`() async throws {
        let sink = try await sink()
        let row = row(.string(" Ada@X.io "), .string("Ada"), .int(45), .timestamp(Self.moment.asOf), .string("Women"))
        #expect(
            sink.prepare(row)
                == .entry(
                    Entry(
                        key: "ada@x.io",
                        assignments: [
                            Assignment(name: "FIRSTNAME", value: .string("Ada"), write: .ifEmpty),
                            Assignment(name: "MEETING_DURATION", value: .double(45)),
                            Assignment(name: "MEETING_JOIN_DATE", value: .string("2025-11-19")),
                            Assignment(name: "GENDER", value: .string("Women")),
                        ],
                        memberships: [16, 17],
                        moment: Self.moment
                    )
                )
        )
        #expect(sink.memberships == [16, 17])
        #expect(sink.destination.id == "brevo/api.brevo.com/default")
    }

    @Test func `null and empty values aren't sent`() async throws {
        guard
            case .entry(let entry) = try await sink().prepare(row(.string("a@x.io"), .string(""), .null, .null, .null))
        else {
            Issue.record("no entry")
            return
        }
        #expect(entry.assignments.isEmpty)
    }

    @Test(arguments: [Value.string(""), .string(" \n"), .null])
    func `a row without an email is left out`(email: CEL.Value) async throws {
        #expect(try await sink().prepare(row(email, .null, .null, .null, .null)) == .skip(reason: "no_email"))
    }

    @Test func `an impossible email is a dead letter with the reason, without the address`() async throws {
        #expect(
            try await sink().prepare(row(.string("ada@localhost"), .null, .null, .null, .null))
                == .reject(code: "invalid_email", reason: "the email can't be an address: the domain has no dot")
        )
    }

    @Test func `a value that Brevo would ignore is a dead letter`() async throws {
        #expect(
            try await sink().prepare(row(.string("a@x.io"), .null, .null, .null, .string("Other")))
                == .reject(
                    code: "unknown_category",
                    reason: "`GENDER` has no category “Other” in Brevo; it has “Men”, “Women”"
                )
        )
    }

    @Test func `a timestamp for a text attribute is ISO 8601`() async throws {
        let columns = [RowColumn(name: "FIRSTNAME", type: .timestamp), RowColumn(name: "email", type: .string)]
        guard
            case .entry(let entry) = try await sink(columns: columns).prepare(
                row(.timestamp(Self.moment.asOf), .string("a@x.io"))
            )
        else {
            Issue.record("no entry")
            return
        }
        #expect(entry.assignments.map(\.value) == [.string("2025-11-18T23:00:00Z")])
    }

    @Test func `all sinks of a session share one account`() throws {
        let session = try session(FakeService())
        func account() throws -> BrevoAccount? {
            let made = try session.sink(
                "brevo.contacts",
                options: Options(),
                columns: Self.columns,
                pipeline: PipelineSettings(name: "p")
            )
            guard case .keyed(let sink) = made else { return nil }
            return sink.destination as? BrevoAccount
        }
        #expect(try account() != nil)
        #expect(try account() === account())
    }

    @Test func `opening and making a sink sends nothing`() throws {
        let service = FakeService()
        _ = try session(service)
        #expect(service.requests.isEmpty)
    }

    @Test func `the check of the credentials is the preflight's first request`() async throws {
        let service = FakeService(.status(200, attributesBody))
        let account = try TestAccount(service)
        try await account.account.attributes()
        #expect(try await account.account.preflight(DestinationNeeds()).isEmpty)
        #expect(service.requests.count == 1)
    }

    @Test func `what doesn't exist is refused`() throws {
        let session = try session(FakeService())
        #expect(throws: ConnectorFailure.self) {
            try session.sink(
                "brevo.fax",
                options: Options(),
                columns: Self.columns,
                pipeline: PipelineSettings(name: "p")
            )
        }
        #expect(throws: ConnectorFailure.self) {
            try session.sink("brevo.contacts", options: Options(), columns: [], pipeline: PipelineSettings(name: "p"))
        }
        #expect(throws: ConnectorFailure.self) {
            try session.source(
                "brevo.contacts",
                options: Options(),
                layout: RecordLayout(fields: []),
                pipeline: PipelineSettings(name: "p")
            )
        }
    }

    @Test func `the account's name over runs tells nothing of the key`() throws {
        let account = try TestAccount(
            FakeService(),
            options: ["api_url": .string("http://127.0.0.1:9/v3"), "account": .string("eu")]
        )
        #expect(account.account.id == "brevo/127.0.0.1/eu")
    }
}
