import CEL
import HTTP
import JSON
import PipelineCore
import Testing

@testable import BrevoConnector

@Suite struct PreflightTests {
    private func needs(
        _ attributes: [(String, ValueType, String)] = [],
        lists: [Int: [String]] = [:],
        creates: Bool = false
    ) -> DestinationNeeds {
        DestinationNeeds(
            attributes: attributes.map { DestinationNeeds.AttributeNeed(name: $0.0, type: $0.1, pipeline: $0.2) },
            memberships: lists,
            createsAttributes: creates
        )
    }

    private func preflight(_ needs: DestinationNeeds, _ service: FakeService) async throws -> [PreflightFinding] {
        try await TestAccount(service).account.preflight(needs)
    }

    @Test(arguments: [
        ("FIRSTNAME", ValueType.string), ("FIRSTNAME", .nullable(.string)), ("FIRSTNAME", .timestamp),
        ("MEETING_DURATION", .int), ("MEETING_DURATION", .nullable(.double)), ("CONSENT", .bool),
        ("MEETING_JOIN_DATE", .nullable(.timestamp)), ("TAGS", .list(.string)), ("GENDER", .string),
    ])
    func `what fits gives no finding, with one request`(name: String, kind: CEL.ValueType) async throws {
        let service = FakeService(.status(200, attributesBody))
        #expect(try await preflight(needs([(name, kind, "p")]), service).isEmpty)
        #expect(service.lines == ["GET /contacts/attributes"])
    }

    @Test func `a missing attribute is an error that names the type to create`() async throws {
        let service = FakeService(.status(200, attributesBody))
        let findings = try await preflight(
            needs([("WEBINAR_NAME", .string, "b"), ("WEBINAR_NAME", .nullable(.string), "a")]),
            service
        )
        #expect(
            findings == [
                PreflightFinding(
                    isError: true,
                    code: "missing-attribute",
                    message:
                        "the attribute `WEBINAR_NAME` doesn't exist in the Brevo account, which would ignore it without a "
                        + "word; `a`, `b` map it",
                    remedy:
                        "Create it in Brevo (Contacts › Settings › Contact attributes) with the type `text`, or let "
                        + "`--create-attributes` do it.",
                    prerequisite: Prerequisite(
                        .attribute,
                        "WEBINAR_NAME",
                        type: "text",
                        isCreated: false,
                        pipelines: ["a", "b"]
                    )
                )
            ]
        )
    }

    @Test func `a missing FIRSTNAME may have another name in another language`() async throws {
        let body: JSONValue = [
            "attributes": [
                ["name": "PRENOM", "category": "normal", "type": "text"],
                ["name": "NOM", "category": "normal", "type": "text"],
            ]
        ]
        let findings = try await preflight(needs([("FIRSTNAME", .string, "p")]), FakeService(.status(200, body)))
        #expect(findings.first?.remedy?.hasSuffix("this one has the text attributes `NOM`, `PRENOM`.") == true)
    }

    @Test(arguments: [
        (
            "FIRSTNAME", ValueType.int, "text", "int",
            "Write `string(…)` around the expression, or map it to an attribute of the type `float`."
        ),
        (
            "MEETING_DURATION", .string, "number", "string",
            "Write `double(…)` around the expression, or map it to an attribute of the type `text`."
        ),
        ("MEETING_DURATION", .timestamp, "number", "timestamp", "Map it to an attribute of the type `date`."),
        (
            "TAGS", .string, "multiple-choice", "string",
            "Write `[…]` around the expression, or map it to an attribute of the type `text`."
        ),
        ("SMS", .bool, "phone number", "bool", "Map it to an attribute of the type `boolean`."),
    ])
    func `a type that doesn't fit is an error with both types`(
        name: String,
        kind: CEL.ValueType,
        brevo: String,
        mapped: String,
        remedy: String
    ) async throws {
        let findings = try await preflight(needs([(name, kind, "p")]), FakeService(.status(200, attributesBody)))
        #expect(
            findings.first
                == PreflightFinding(
                    isError: true,
                    code: "attribute-type",
                    message: "the attribute `\(name)` is a \(brevo) in the Brevo account, but `p` maps a value of type "
                        + "`\(mapped)` to it",
                    remedy: remedy
                )
        )
    }

    @Test func `what Brevo fills in itself can't be mapped`() async throws {
        let findings = try await preflight(needs([("OPENS", .int, "p")]), FakeService(.status(200, attributesBody)))
        #expect(
            findings == [
                PreflightFinding(
                    isError: true,
                    code: "attribute-not-writable",
                    message:
                        "the attribute `OPENS` is of the kind `calculated`, which Brevo fills in itself; `p` maps it",
                    remedy: "Map another attribute."
                )
            ]
        )
    }

    @Test func `a missing attribute with values of two types can't be created`() async throws {
        let service = FakeService(.status(200, attributesBody))
        let findings = try await preflight(needs([("N", .int, "a"), ("N", .string, "b")], creates: true), service)
        #expect(findings.map(\.code) == ["conflicting-types"])
        #expect(
            findings.first?.message
                == "the attribute `N` doesn't exist in the Brevo account, and its values have no common type: `int` in `a`, "
                + "`string` in `b`"
        )
        #expect(service.requests.count == 1)
    }

    @Test func `a mapped phone number is noted`() async throws {
        let findings = try await preflight(needs([("SMS", .string, "p")]), FakeService(.status(200, attributesBody)))
        #expect(findings.map(\.code) == ["phone-attribute"])
        #expect(findings.first?.isError == false)
    }

    @Test(arguments: [
        (ValueType.string, #"{"type":"text"}"#), (.nullable(.int), #"{"type":"float"}"#),
        (.double, #"{"type":"float"}"#),
        (.bool, #"{"type":"boolean"}"#), (.timestamp, #"{"type":"date"}"#),
        (.list(.string), #"{"type":"multiple-choice","multiCategoryOptions":[]}"#),
    ])
    func `missing attributes are created when that is asked for`(kind: CEL.ValueType, body: String) async throws {
        let service = FakeService(.status(200, attributesBody), .status(201))
        let account = try TestAccount(service).account
        let needs = needs([("NEW", kind, "p")], creates: true)
        let planned = try await account.preflight(needs)
        #expect(planned.map(\.code) == ["attribute-to-create"])
        #expect(planned.first?.prerequisite?.isCreated == true)
        #expect(service.requests.count == 1)
        let findings = try await account.create(needs)
        #expect(findings.map(\.code) == ["attribute-created"])
        #expect(findings.allSatisfy { !$0.isError })
        #expect(service.lines.last == "POST /contacts/attributes/normal/NEW")
        #expect(service.bodies.last == body)
        #expect(account.table?["NEW"] != nil)
    }

    @Test func `a preflight creates nothing, and says all at once`() async throws {
        let service = FakeService(.status(200, attributesBody))
        let findings = try await preflight(
            needs([("NEW", .string, "p"), ("CONSENT", .string, "p")], creates: true),
            service
        )
        #expect(findings.map(\.code) == ["attribute-to-create", "attribute-type"])
        #expect(service.requests.count == 1)
    }

    @Test func `an attribute that the first try of a repeated request made is there`() async throws {
        let unique: JSONValue = ["code": "invalid_parameter", "message": "Attribute name must be unique"]
        let service = FakeService(.status(200, attributesBody), .failed(.timedOut), .status(400, unique))
        let findings = try await TestAccount(service).account.create(needs([("NEW", .string, "p")], creates: true))
        #expect(findings.map(\.code) == ["attribute-created"])
    }

    @Test func `a failed creation is an error`() async throws {
        let service = FakeService(
            .status(200, attributesBody),
            .status(400, ["code": "out_of_range", "message": "too many"])
        )
        let findings = try await TestAccount(service).account.create(needs([("NEW", .string, "p")], creates: true))
        #expect(findings.map(\.code) == ["attribute-not-created"])
        #expect(findings.first?.isError == true)
    }
}
