/// Pipelines chosen by name on the command line.
enum Selection {
    /// - Throws: ``Refusal``, for a name that no pipeline has.
    static func check(_ selected: [String], in names: [String]) throws {
        for name in selected where !names.contains(name) {
            throw Refusal(
                .usage,
                "there is no pipeline `\(name)`",
                remedy: "the pipelines are \(names.joined(separator: ", "))"
            )
        }
    }
}
