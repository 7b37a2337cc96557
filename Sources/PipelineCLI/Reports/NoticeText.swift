import PipelineCore

/// What people should know, as text.
enum NoticeText {
    /// The first few of each kind: many meetings may have the same trouble.
    static func lines(_ notices: [Notice], _ style: Style) -> [String] {
        let shown = 3
        let codes = notices.map(\.code).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        return codes.flatMap { code in
            let all = notices.filter { $0.code == code }
            var lines = all.prefix(shown).map { "  " + style.yellow(code) + ": \($0.message)" }
            if all.count > shown {
                lines.append(
                    "  " + style.yellow(code) + ": "
                        + style.dim("\(all.count - shown) more of this kind (--json lists all)")
                )
            }
            return lines
        }
    }
}
