internal import CEL
internal import PipelineCore

/// What a meeting's or webinar's title and host must be like for it to be read (`only.title`).
struct TitleFilter: Sendable {
    /// What the condition may name, in slot order.
    static let schema = RecordSchema(
        asOf: "when it was scheduled",
        fields: [
            FieldSpec("title", .string, "The title of the meeting or webinar."),
            FieldSpec("host_email", .string, "The host's email address."),
        ]
    )

    let filter: Filter

    /// Whether it is read.
    ///
    /// - Throws: ``ConnectorFailure``, when the condition fails on this title: leaving it out or letting it in could both be wrong.
    func includes(title: String, hostEmail: String) throws -> Bool {
        do {
            return try filter.program.isTrue([.string(title), .string(hostEmail)])
        } catch {
            throw ConnectorFailure(
                .permanent,
                "`connectors.zoom.only.title` failed on “\(title)”: \(error.message)",
                remedy: "write the condition so that it holds for every title"
            )
        }
    }
}
