/// Where everything stands in a picture: columns are as wide as the widest box of any lane, so arrows run straight and boxes line
/// up from lane to lane. The last box of every lane stands in the last column.
struct PictureLayout {
    struct Lane {
        let lane: Diagram.Lane
        let boxes: [BoxLayout]
        let flows: [FlowLayout]
        let tags: [Tag]

        /// The column of each box.
        let columns: [Int]
        let y: Double
        let headHeight: Double
        let height: Double
    }

    struct Tag {
        let tag: Diagram.Tag
        let x: Double
        let y: Double
        let width: Double
    }

    private(set) var lanes: [Lane] = []
    let columnX: [Double]
    let columnWidth: [Double]
    let width: Double
    private(set) var height: Double

    static let margin = 20.0
    static let inset = 18.0
    static let nameFont = Font(face: .bold, size: 15)
    static let tagFont = Font(face: .regular, size: 11)
    private static let laneGap = 16.0
    private static let tagHeight = 20.0

    init(_ diagram: Diagram) {
        let measured = diagram.lanes.map {
            (lane: $0, boxes: $0.boxes.map(BoxLayout.init), flows: $0.flows.map(FlowLayout.init))
        }
        let count = measured.map(\.boxes.count).max() ?? 0
        var widths = [Double](repeating: 0, count: count)
        var gaps = [Double](repeating: 56, count: max(count - 1, 0))
        var columns: [[Int]] = []
        for lane in measured {
            let own = lane.boxes.indices.map { $0 == lane.boxes.count - 1 ? count - 1 : $0 }
            for (column, box) in zip(own, lane.boxes) { widths[column] = max(widths[column], box.width) }
            for (column, flow) in zip(own, lane.flows) { gaps[column] = max(gaps[column], flow.width) }
            columns.append(own)
        }
        var x = Self.margin + Self.inset
        var places: [Double] = []
        for column in widths.indices {
            places.append(x)
            x += widths[column] + (column < gaps.count ? gaps[column] : 0)
        }
        let head = measured.map { Self.nameFont.width($0.lane.name) + 2 * (Self.margin + Self.inset) }.max() ?? 0
        width = max(x + Self.inset + Self.margin, head, 420)
        columnX = places
        columnWidth = widths
        height = Self.margin
        for (lane, own) in zip(measured, columns) { add(lane.lane, lane.boxes, lane.flows, own) }
        height += Self.margin - Self.laneGap
    }

    private mutating func add(_ lane: Diagram.Lane, _ boxes: [BoxLayout], _ flows: [FlowLayout], _ columns: [Int]) {
        let left = Self.margin + Self.inset
        var x = left + Self.nameFont.width(lane.name) + 14
        var row = 0.0
        var tags: [Tag] = []
        for tag in lane.tags {
            let wide = Self.tagFont.width(tag.text) + 2 * 9
            if x + wide > width - left {
                x = left
                row += Self.tagHeight + 6
            }
            tags.append(Tag(tag: tag, x: x, y: row, width: wide))
            x += wide + 6
        }
        let headHeight = 46 + row
        let content = (boxes.map(\.height) + flows.map { BoxLayout.titleHeight / 2 + $0.height }).max() ?? 0
        let whole = headHeight + content + Self.inset
        lanes.append(
            Lane(
                lane: lane,
                boxes: boxes,
                flows: flows,
                tags: tags,
                columns: columns,
                y: height,
                headHeight: headHeight,
                height: whole
            )
        )
        height += whole + Self.laneGap
    }
}
