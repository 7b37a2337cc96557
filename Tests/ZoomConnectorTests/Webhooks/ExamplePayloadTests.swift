import CEL
import Foundation
import PipelineCore
import Testing

@testable import ZoomConnector

/// Zoom's own example payloads, kept outside the package: at `PIPELINE_REFERENCE`, else `../shared/reference` beside it.
@Suite struct ExamplePayloadTests {
    private static let folder: URL = {
        if let path = ProcessInfo.processInfo.environment["PIPELINE_REFERENCE"] {
            return URL(fileURLWithPath: path).appendingPathComponent("zoom/webhooks")
        }
        let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        return package.deletingLastPathComponent().appendingPathComponent("shared/reference/zoom/webhooks")
    }()

    private static let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
        .filter { $0.hasSuffix(".json") }.sorted()

    private static let absence: Comment = "Zoom's examples aren't there; set PIPELINE_REFERENCE to their folder"

    private static func event(_ name: String) throws -> WebhookEvent {
        let bytes = try Data(contentsOf: folder.appendingPathComponent(name))
        return ZoomWebhooks(Options()).event(from: [UInt8](bytes))
    }

    /// The fields of an example's record that aren't empty.
    private static func record(_ name: String) throws -> [String: Value] {
        let record = EventRecord(body: try WebhookBody(event(name + ".json").body), received: Timestamp(seconds: 0))
        let fields = EventRecord.definition.fields.map { ($0.spec.name, $0.value(record)) }
        return Dictionary(uniqueKeysWithValues: fields).filter { !$0.value.setsNothing }
    }

    @Test(.enabled(if: !names.isEmpty, absence)) func `each example is understood and has an identity of its own`()
        throws
    {
        #expect(Self.names.count >= 50)
        var identities: Set<String> = []
        for name in Self.names {
            let event = try Self.event(name)
            #expect(event.problem == nil, "\(name)")
            #expect(event.name + ".json" == name)
            #expect(identities.insert(event.identity).inserted, "\(name)")
            #expect(event.occurred.seconds > 1_500_000_000, "\(name)")
        }
    }

    @Test(.enabled(if: !names.isEmpty, absence)) func `each field's value has the field's type`() throws {
        for name in Self.names {
            let record = EventRecord(body: try WebhookBody(try Self.event(name).body), received: Timestamp(seconds: 0))
            for field in EventRecord.definition.fields {
                let value = field.value(record)
                #expect(Self.fits(value, field.spec.type), "\(name): \(field.spec.name) is \(value)")
            }
        }
    }

    private static func fits(_ value: Value, _ type: ValueType) -> Bool {
        switch (value, type) {
        case (.null, .nullable), (.string, .string), (.int, .int), (.bool, .bool), (.timestamp, .timestamp),
            (.map, .map):
            true
        case (_, .nullable(let inner)): fits(value, inner)
        default: false
        }
    }

    @Test(.enabled(if: !names.isEmpty, absence)) func `who left is told`() throws {
        let record = try Self.record("meeting.participant_left")
        #expect(record["email"] == .string("jchill@example.com"))
        #expect(record["name"] == .string("Jill Chill"))
        #expect(record["number"] == .int(1_234_567_890))
        #expect(record["leave_time"] == Timestamp(rfc3339: "2021-07-13T21:44:51Z").map(Value.timestamp))
        #expect(record["registrant_id"] == .string("abcdefghij0-klmnopq23456"))
        #expect(record["phone"] == .string("8615250064084"))
        #expect(record["passcode"] == nil)
    }

    @Test(.enabled(if: !names.isEmpty, absence)) func `who registered, by which link and with which answers, is told`()
        throws
    {
        let record = try Self.record("webinar.registration_created")
        #expect(record["name"] == .string("Jill Chill"))
        #expect(record["org"] == .string("Cooking Org"))
        #expect(record["registration_source"] == .string("general"))
        #expect(record["join_url"] == .string("https://example.com/join"))
        #expect(record["status"] == .string("approved"))
        guard case .map(let answers)? = record["custom_questions"] else {
            Issue.record("there are no answers")
            return
        }
        #expect(answers.count == 1)
    }

    @Test(.enabled(if: !names.isEmpty, absence)) func `a recording is told without any download token`() throws {
        let record = try Self.record("recording.completed")
        #expect(record["recording_url"] == .string("https://example.com"))
        #expect(record["passcode"] == .string("132456"))
        #expect(record["host_email"] == .string("jchill@example.com"))
        #expect(!record.values.contains(.string("abJhbGciOiJIUzUxMiJ9")))
    }
}
