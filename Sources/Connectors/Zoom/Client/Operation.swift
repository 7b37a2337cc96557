/// One operation of Zoom's API, as the official definition states it.
struct Operation: Sendable, Hashable {
    /// The path with its parameters in braces: `/users/{userId}/meetings`.
    let path: String

    /// The rate label.
    let label: RateLabel

    /// Any one of these classic scopes is enough.
    let classic: [String]

    /// Any one of these granular scopes is enough.
    let granular: [String]

    /// The largest `page_size`; nil for operations without pages.
    let pageSize: Int?

    /// The key of the rows, for listings.
    let list: String?

    /// Declares a `GET`.
    init(
        _ path: String,
        _ label: RateLabel,
        classic: [String],
        granular: String,
        isAdminOnly: Bool = false,
        pageSize: Int? = nil,
        list: String? = nil
    ) {
        self.path = path
        self.label = label
        self.classic = classic
        self.granular = isAdminOnly ? ["\(granular):admin"] : ["\(granular):admin", granular]
        self.pageSize = pageSize
        self.list = list
    }

    /// What messages call it: `GET /users/{userId}/meetings`. Never with an address in it.
    var name: String { "GET \(path)" }

    /// The scope that new apps should be given for it.
    var recommendedScope: String { granular[0] }

    /// The path with its parameters filled in, in order.
    func path(_ parameters: [String]) -> String {
        var parameters = parameters[...]
        return path.split(separator: "/").map { segment in
            guard segment.hasPrefix("{"), let value = parameters.popFirst() else { return "/\(segment)" }
            return "/\(PathSegment.encode(value))"
        }.joined()
    }
}
