@testable import Diagrams

/// Diagrams with all that names and expressions may hold.
enum Sample {
    static let texts = [
        "email", "\"<b>&amp;\"", "日本語の名前を持つウェビナーのタイトルと説明", "👩‍👩‍👧 emoji",
        "a_very_long_name_of_a_list_that_never_ends_at_all",
        "email != \"\" && !email.endsWith(\"@example.com\") || title.matches(\"[a-z]{3}\") && duration >= 600",
        "attended_share >= 0.75 ? 'very engaged' : 'present'", "Ünïcödé Ελληνικά Кириллица", "",
    ]

    static func diagram(lanes: Int) -> Diagram {
        Diagram(lanes: (0..<lanes).map(lane))
    }

    private static func lane(_ number: Int) -> Diagram.Lane {
        func text(_ offset: Int) -> String { texts[(number + offset) % texts.count] }
        var boxes = [
            Diagram.Box(
                kind: .source,
                owner: "zoom",
                title: "zoom.webinar_attendees",
                rows: [.note("since: 30d"), .note(text(4))]
            )
        ]
        for filter in 0..<(number % 3) {
            boxes.append(Diagram.Box(kind: .filter, title: "filter", rows: [.code(text(filter + 3))]))
        }
        let wires = (0..<(number % 5 + 1)).map {
            Diagram.Row.wire(from: text($0), to: "COLUMN_\($0)", remark: $0 == 1 ? "only where empty" : nil)
        }
        boxes.append(
            Diagram.Box(kind: .map, title: "map", rows: wires + [.wire(from: text(0), to: text(4), remark: nil)])
        )
        let lists: [Diagram.Row] = [.place(name: "ウェビナー参加者", number: "16"), .place(name: text(4), number: "123456")]
        boxes.append(Diagram.Box(kind: .sink, owner: "brevo", title: "brevo.contacts", rows: lists))
        let fields = (0..<(number * 3 % 17)).map { Diagram.Field(name: "field_number_\($0)", type: "timestamp?") }
        return Diagram.Lane(
            name: "pipeline-\(number)",
            tags: (0...number).map { Diagram.Tag(kind: "webhook", text: $0 == 0 ? "on webinar.ended" : text($0)) },
            isMuted: number == 3,
            boxes: boxes,
            flows: boxes.indices.dropLast().map {
                Diagram.Flow(fields: $0 == 0 ? fields : [], amount: $0 == 0 ? "4,776 rows" : nil)
            }
        )
    }
}
