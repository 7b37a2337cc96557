internal import CEL
internal import PipelineCore

/// Whether the attendance of an instance is complete.
///
/// Zoom names no delay; it only says that data is incomplete for a while after large meetings, and shows that by durations of 0.
enum AttendanceReadiness {
    /// After this long past the end what is there counts as all: a little sooner than partitions are given up by the engine,
    /// after 24 hours, so that it is always decided here what is used.
    static let patience = 24 * 3_600 - 5 * 60

    /// For this long after the end more may still come.
    static let settling = 30 * 60

    /// A judgement, and what a person should know.
    struct Judgement: Sendable {
        let readiness: Readiness
        let notice: Notice?
    }

    static func judge(_ attendance: Attendance, _ instance: Instance, now: Timestamp) -> Judgement {
        let end = max(instance.closed, attendance.lastLeave ?? instance.closed)
        let title = "“\(instance.topic)” \(instance.start.rfc3339)"
        if let reason = unreadyReason(attendance, instance) {
            guard now.secondsSince(instance.closed) > Double(patience) else {
                return Judgement(readiness: .notReady(reason: reason), notice: nil)
            }
            // Nobody knows more of an empty list, and it is right for whoever was alone.
            let isQuiet = attendance.isFound && attendance.rows.isEmpty && instance.people == nil
            let notice = Notice(
                code: "attendance-incomplete",
                subject: title,
                message: "\(title): a day after its end \(reason); what there is is used"
            )
            return Judgement(readiness: .final, notice: isQuiet ? nil : notice)
        }
        if now.secondsSince(end) < Double(settling) {
            return Judgement(readiness: .provisional(reason: "it ended less than half an hour ago"), notice: nil)
        }
        return Judgement(readiness: .final, notice: nil)
    }

    /// Why the attendance can't be complete; nil when it may be.
    ///
    /// An empty list is right for an instance with one person, but Zoom tells that in reports only; so it counts as unready, too.
    static func unreadyReason(_ attendance: Attendance, _ instance: Instance) -> String? {
        guard attendance.isFound else { return "Zoom has no attendance yet" }
        if attendance.rows.isEmpty {
            let people = instance.people ?? attendance.people
            return people.map { $0 < 2 } == true ? nil : "Zoom's list of participants is empty"
        }
        let admitted = attendance.rows.filter { !$0.isInWaitingRoom }
        if !admitted.isEmpty, admitted.allSatisfy({ $0.duration == 0 }) {
            return "Zoom hasn't worked out any duration"
        }
        let unfinished = admitted.filter(\.isUnfinished).count
        if unfinished > 0 { return "Zoom hasn't worked out the durations of \(unfinished) of \(admitted.count) stays" }
        return nil
    }
}
