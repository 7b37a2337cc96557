import CEL
import Testing

@testable import ZoomConnector

@Suite struct MergingTests {
    private static func row(_ label: String, _ email: String = "", r registrant: String = "", u user: String = "")
        -> AttendanceRow
    {
        AttendanceRow(
            name: label,
            email: email,
            registrantID: registrant,
            userID: user,
            join: nil,
            leave: nil,
            duration: 1
        )
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let rows: [AttendanceRow]
        let people: Set<String>

        init(_ text: String, _ rows: [AttendanceRow], _ people: Set<String>) {
            testDescription = text
            self.rows = rows
            self.people = people
        }
    }

    static let cases: [Case] = [
        Case("one email, two rows", [row("a", "x@y"), row("b", "x@y")], ["ab"]),
        Case("two emails", [row("a", "x@y"), row("b", "z@y")], ["a", "b"]),
        Case("one name is no proof", [row("a"), row("b")], ["a", "b"]),
        Case("one registrant without email", [row("a", r: "1"), row("b", r: "1")], ["ab"]),
        Case("one user without email", [row("a", u: "1"), row("b", u: "1")], ["ab"]),
        Case("a registrant known by another row's email", [row("a", "x@y", r: "1"), row("b", r: "1")], ["ab"]),
        Case("a user known by another row's email", [row("a", "x@y", u: "1"), row("b", u: "1")], ["ab"]),
        Case(
            "known over two steps",
            [row("a", "x@y", u: "7"), row("b", r: "1", u: "7"), row("c", r: "1")],
            ["abc"]
        ),
        Case(
            "known over two steps to a row with a user only",
            [row("a", "x@y", r: "1"), row("b", r: "1", u: "7"), row("c", u: "7")],
            ["abc"]
        ),
        Case(
            "a forwarded link: one registrant, two emails",
            [row("a", "x@y", r: "1"), row("b", "z@y", r: "1"), row("c", r: "1")],
            ["a", "b", "c"]
        ),
        Case(
            "two emails stay two people, though the user is one",
            [row("a", "x@y", u: "1"), row("b", "z@y", u: "1"), row("c", u: "1")],
            ["a", "b", "c"]
        ),
        Case(
            "two registrants of one user stay two",
            [row("a", r: "1", u: "7"), row("b", r: "2", u: "7"), row("c", u: "7")],
            ["a", "b", "c"]
        ),
        Case("no rows", [], []),
    ]

    @Test(arguments: cases)
    func `rows are one person only where Zoom's ids say so, in any order`(example: Case) {
        for rows in [example.rows, example.rows.reversed()] {
            let people = Merging.people(rows).map { $0.map(\.name).sorted().joined() }
            #expect(Set(people) == example.people)
            #expect(people.count == example.people.count)
        }
    }
}

@Suite struct PersonTests {
    private func time(_ minute: Int, _ second: Int = 0) -> Timestamp {
        Timestamp(seconds: 1_795_000_000 + Int64(minute * 60 + second))
    }

    private func stay(_ from: Int, _ to: Int, duration: Int? = nil, name: String = "") -> AttendanceRow {
        AttendanceRow(name: name, join: time(from), leave: time(to), duration: duration ?? (to - from) * 60)
    }

    @Test func `stays that overlap count once`() {
        let person = Person([stay(0, 10), stay(5, 20), stay(30, 40), stay(32, 33)])
        #expect(person.seconds == 30 * 60)
        #expect(person.joins == 4)
        #expect(person.firstJoin == time(0))
        #expect(person.lastLeave == time(40))
    }

    @Test func `stays that touch are one`() {
        #expect(
            Interval.union([Interval(start: time(0), end: time(1)), Interval(start: time(1), end: time(2))]) == 120
        )
        #expect(Interval.union([]) == 0)
    }

    @Test func `without times the durations count`() {
        let rows = [
            AttendanceRow(join: nil, leave: nil, duration: 100),
            AttendanceRow(join: time(5), leave: time(4), duration: 20), stay(10, 11),
        ]
        #expect(Person(rows).seconds == 180)
    }

    @Test func `of several names the longest is shown, whatever the order`() {
        let rows = [stay(0, 1, name: "Jo"), stay(1, 2, name: "Jo B"), stay(2, 3, name: "Jo A"), stay(3, 4)]
        #expect(Person(rows).name == "Jo A")
        #expect(Person(rows.reversed()).name == "Jo A")
    }
}
