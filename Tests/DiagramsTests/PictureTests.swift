import Foundation
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

@testable import Diagrams

@Suite struct PictureTests {
    @Test(arguments: [1, 4, 20])
    func `nothing overlaps and no text leaves its box`(count: Int) {
        let layout = PictureLayout(Sample.diagram(lanes: count))
        var bottom = 0.0
        for lane in layout.lanes {
            #expect(lane.y >= bottom)
            bottom = lane.y + lane.height
            #expect(bottom <= layout.height)
            var right = PictureLayout.margin
            for (place, box) in lane.boxes.enumerated() {
                let x = layout.columnX[lane.columns[place]]
                #expect(x >= right, "box \(place) of \(lane.lane.name)")
                let width = layout.columnWidth[lane.columns[place]]
                #expect(box.width <= width)
                for text in box.texts {
                    #expect(text.x + text.font.width(text.text) <= width - 8, "\(text.text)")
                    #expect(text.baseline <= box.height - 4, "\(text.text)")
                }
                #expect(lane.headHeight + box.height < lane.height)
                right = x + width
                if lane.flows.indices.contains(place) {
                    #expect(lane.headHeight + BoxLayout.titleHeight / 2 + lane.flows[place].height < lane.height)
                    right += lane.flows[place].width
                }
            }
            #expect(right <= layout.width - PictureLayout.margin)
            for tag in lane.tags { #expect(tag.x + tag.width <= layout.width - PictureLayout.margin) }
        }
    }

    @Test(arguments: Theme.allCases)
    func `a picture is XML with every word in it`(theme: Theme) throws {
        let picture = Sample.diagram(lanes: 6).svg(theme: theme)
        let reader = WordReader()
        let parser = XMLParser(data: Data(picture.utf8))
        parser.delegate = reader
        #expect(parser.parse(), "\(String(describing: parser.parserError))")
        for word in ["filter", "email", "\"<b>&amp;\"", "ウェビナー参加者", "16", "on webinar.ended", "4,776 rows"] {
            #expect(reader.words.contains(word), "\(word) in \(reader.words)")
        }
        #expect(picture.contains("prefers-color-scheme:dark") == (theme == .auto))
    }

    @Test func `wrapping leaves nothing out and keeps within the width`() {
        let font = Font(face: .monospaced, size: 11.5)
        for text in Sample.texts {
            for width in [40.0, 90, 300] {
                for lines in [font.wrapped(text, to: width), font.wrappedExpression(text, to: width)] {
                    #expect(lines.joined().filter { !$0.isWhitespace } == text.filter { !$0.isWhitespace })
                    for line in lines { #expect(font.width(line) <= width || line.count == 1, "\(line)") }
                }
            }
        }
    }

    @Test func `conditions go on lines of their own`() {
        let font = Font(face: .monospaced, size: 10)
        let text = "email != \"a && b\" && (share >= 0.5 || share == 0.0) && size(name) > 1"
        #expect(
            font.wrappedExpression(text, to: 260) == [
                "email != \"a && b\"", "&& (share >= 0.5 || share == 0.0)", "&& size(name) > 1",
            ]
        )
    }
}

/// Collects the text of an XML document.
private final class WordReader: NSObject, XMLParserDelegate {
    var words: [String] = []
    private var current = ""

    func parser(
        _ parser: XMLParser,
        didStartElement name: String,
        namespaceURI: String?,
        qualifiedName: String?,
        attributes: [String: String]
    ) { current = "" }

    func parser(_ parser: XMLParser, foundCharacters text: String) { current += text }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
        if !current.isEmpty { words.append(current) }
        current = ""
    }
}
