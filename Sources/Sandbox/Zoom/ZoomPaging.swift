/// Zoom's two ways through a listing: `next_page_token`, and the deprecated `page_number` (ZOOM.md §3).
struct ZoomPaging: Sendable {
    /// The part of a listing to answer with.
    struct Page: Sendable {
        var range: Range<Int>
        var size: Int
        var number: Int
        var total: Int
        /// Empty on the last page.
        var nextToken: String

        var count: Int { (total + size - 1) / size }
    }

    var seed: UInt64
    var tokenLife: Duration

    /// The page the call asks for out of `total` rows; throws the code-300 refusal for a bad token.
    func page(_ call: Call, total: Int) throws -> Page {
        let size = call.integer("page_size", default: 30)
        var offset = max(0, (call.integer("page_number", default: 1) - 1) * size)
        if let token = call.value("next_page_token"), !token.isEmpty {
            guard let position = self.offset(of: token, for: call) else {
                throw Refusal(ZoomError.invalidPageToken)
            }
            offset = position
        }
        let lower = min(offset, total)
        let upper = min(lower + size, total)
        return Page(
            range: lower..<upper,
            size: size,
            number: lower / size + 1,
            total: total,
            nextToken: upper < total ? token(offset: upper, for: call) : ""
        )
    }

    /// A token is bound to the whole query but itself: any other parameter must be repeated unchanged.
    private func binding(_ call: Call) -> String {
        let parameters = call.query.filter { $0.name != "next_page_token" && $0.name != "page_number" }
            .map { "\($0.name)=\($0.value)" }.sorted().joined(separator: "&")
        return "\(call.rawPath)?\(parameters)"
    }

    private func token(offset: Int, for call: Call) -> String {
        let head = "\(String(call.now.milliseconds, radix: 36))_\(String(offset, radix: 36))"
        let check = Token.check("\(head)|\(binding(call))", key: seed)
        return "\(head)_\(String(check, radix: 36))"
    }

    private func offset(of token: String, for call: Call) -> Int? {
        let parts = token.split(separator: "_", omittingEmptySubsequences: false)
        guard parts.count == 3, let issued = Int(parts[0], radix: 36), let offset = Int(parts[1], radix: 36),
            String(Token.check("\(parts[0])_\(parts[1])|\(binding(call))", key: seed), radix: 36) == parts[2],
            call.now < Moment(milliseconds: issued).adding(tokenLife)
        else { return nil }
        return offset
    }
}
