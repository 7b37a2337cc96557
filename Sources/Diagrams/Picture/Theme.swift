/// In which light a picture is seen.
package enum Theme: String, Sendable, Hashable, CaseIterable {
    /// Light or dark as the reader's system is (the `prefers-color-scheme` of Media Queries Level 5).
    case auto
    case light
    case dark
}

/// The colours of a picture. All text stands out from its ground by 4.5 : 1 at least (WCAG 2.2, 1.4.3).
struct Palette: Sendable {
    let page: String
    let card: String
    let box: String
    let line: String
    let text: String
    let faint: String
    let tag: String
    let accents: [Accent: String]

    /// What a box's colour says.
    enum Accent: String, Sendable, CaseIterable {
        case zoom
        case brevo
        case filter
        case map
        case other

        init(_ box: Diagram.Box) {
            switch box.kind {
            case .filter: self = .filter
            case .map: self = .map
            case .source, .sink: self = box.owner.flatMap(Accent.init) ?? .other
            }
        }
    }

    static let light = Palette(
        page: "#ffffff",
        card: "#f6f8fa",
        box: "#ffffff",
        line: "#d1d9e0",
        text: "#1f2328",
        faint: "#59636e",
        tag: "#e8ecf0",
        accents: [.zoom: "#0b5cff", .brevo: "#0a7f5b", .filter: "#b35900", .map: "#7a44d6", .other: "#59636e"]
    )

    static let dark = Palette(
        page: "#0d1117",
        card: "#151b23",
        box: "#0d1117",
        line: "#3d444d",
        text: "#f0f6fc",
        faint: "#9198a1",
        tag: "#262c36",
        accents: [.zoom: "#6ba1ff", .brevo: "#3fc08d", .filter: "#f0954b", .map: "#b792f7", .other: "#9198a1"]
    )

    /// The rules for the picture's classes.
    var rules: String {
        var rules = [
            ".page{fill:\(page)}", ".card{fill:\(card);stroke:\(line)}", ".box{fill:\(box)}", ".rule{stroke:\(line)}",
            ".text{fill:\(text)}", ".faint{fill:\(faint)}", ".tag{fill:\(tag)}", ".wire{stroke:\(faint)}",
            ".head{fill:\(faint)}",
        ]
        for accent in Accent.allCases {
            let color = accents[accent] ?? faint
            rules.append(".\(accent.rawValue){fill:\(color)}")
            rules.append(".\(accent.rawValue)-edge{stroke:\(color)}")
        }
        return rules.joined()
    }
}

extension Theme {
    /// The style sheet of a picture.
    var styleSheet: String {
        let fonts =
            "text{font-family:'Helvetica Neue',Helvetica,Arial,'Liberation Sans','Hiragino Sans','Noto Sans CJK JP',sans-serif;"
            + "white-space:pre}.mono{font-family:ui-monospace,Menlo,'DejaVu Sans Mono','Liberation Mono',monospace}"
            + ".bold{font-weight:700}.middle{text-anchor:middle}.rule,.wire{fill:none}"
        return switch self {
        case .light: fonts + Palette.light.rules
        case .dark: fonts + Palette.dark.rules
        case .auto: fonts + Palette.light.rules + "@media(prefers-color-scheme:dark){\(Palette.dark.rules)}"
        }
    }
}
