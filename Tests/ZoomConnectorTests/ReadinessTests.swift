import CEL
import PipelineCore
import Testing

@testable import ZoomConnector

@Suite struct ReadinessTests {
    private static func row(_ duration: Int, leave: String = "2026-11-17T10:30:00Z", waiting: Bool = false)
        -> AttendanceRow
    {
        AttendanceRow(
            join: Timestamp(rfc3339: "2026-11-17T10:00:00Z"),
            leave: Timestamp(rfc3339: leave),
            duration: duration,
            isInWaitingRoom: waiting
        )
    }

    private func judge(
        _ rows: [AttendanceRow],
        isFound: Bool = true,
        people: Int? = 2,
        at now: String
    ) throws -> AttendanceReadiness.Judgement {
        let end = Timestamp(rfc3339: "2026-11-17T11:00:00Z")
        let instance = try Instance(try AttendeeTests.instance(end: end, people: people))
        let attendance = Attendance(rows: rows, isFound: isFound, registration: .none)
        return AttendanceReadiness.judge(attendance, instance, now: try #require(Timestamp(rfc3339: now)))
    }

    @Test(arguments: [
        ([row(1_800)], "2026-11-17T11:10:00Z", "provisional"), ([row(1_800)], "2026-11-17T11:40:00Z", "final"),
        ([row(1_800), row(0)], "2026-11-17T11:40:00Z", "notReady"), ([row(0)], "2026-11-18T10:30:00Z", "notReady"),
        ([row(0)], "2026-11-18T11:00:01Z", "final, told"), ([], "2026-11-17T11:40:00Z", "notReady"),
        ([], "2026-11-18T11:00:01Z", "final, told"),
        ([row(0, leave: "2026-11-17T10:00:00.4Z"), row(9)], "2026-11-17T11:40:00Z", "final"),
        ([row(0, waiting: true), row(9)], "2026-11-17T11:40:00Z", "final"),
        ([row(1_800, leave: "2026-11-17T11:30:00Z")], "2026-11-17T11:40:00Z", "provisional"),
    ])
    func `attendance is complete once all durations are there and it has settled`(
        rows: [AttendanceRow],
        now: String,
        expected: String
    ) throws {
        #expect(name(try judge(rows, at: now)) == expected)
    }

    @Test func `an instance that Zoom doesn't know yet isn't ready`() throws {
        #expect(name(try judge([], isFound: false, at: "2026-11-17T11:40:00Z")) == "notReady")
        #expect(name(try judge([], isFound: false, at: "2026-11-18T11:00:01Z")) == "final, told")
    }

    @Test func `where one person was alone an empty list is right`() throws {
        #expect(name(try judge([], people: 1, at: "2026-11-17T11:40:00Z")) == "final")
        #expect(name(try judge([], people: nil, at: "2026-11-17T11:40:00Z")) == "notReady")
        #expect(name(try judge([], people: nil, at: "2026-11-18T11:00:01Z")) == "final")
    }

    @Test func `a meeting's empty list is checked against how many took part`() async throws {
        let zoom = ScriptedZoom(scopes: ScriptedZoom.withoutReports)
        zoom.on("/past_meetings/a%3D%3D/participants", .ok(Bodies.page("participants", [])))
        zoom.on("/past_meetings/a%3D%3D", .ok(#"{"uuid":"a==","id":21,"participants_count":1}"#))
        let bench = try Bench(zoom)
        let source = try bench.source("zoom.meeting_participants", ["email"])
        let end = Bench.start.later(-3_600)
        let partition = try AttendeeTests.instance(.meeting, end: end, people: nil)
        let (records, _, reading) = try await bench.read(source, partition, ["email"])
        #expect(records.isEmpty)
        #expect(reading == Reading(rows: 0))
    }

    @Test func `what isn't ready is handed over all the same, for the engine to decide`() async throws {
        let zoom = ScriptedZoom(scopes: ScriptedZoom.withoutReports)
        let rows = [Bodies.participant("Al", "al@x.example", duration: 0)]
        zoom.on("/past_webinars/a%3D%3D/participants", .ok(Bodies.page("participants", rows)))
        let bench = try Bench(zoom)
        let source = try bench.source("zoom.webinar_attendees", ["email"])
        let partition = try AttendeeTests.instance(end: Bench.start.later(-3_600))
        let (records, _, reading) = try await bench.read(source, partition, ["email"])
        guard case .notReady = reading.readiness else {
            Issue.record("ready: \(reading)")
            return
        }
        #expect(records.count == 1)
        #expect(reading.rows == 1)
    }

    private func name(_ judgement: AttendanceReadiness.Judgement) -> String {
        let told = judgement.notice == nil ? "" : ", told"
        return switch judgement.readiness {
        case .final: "final" + told
        case .provisional: "provisional" + told
        case .notReady: "notReady" + told
        }
    }
}
