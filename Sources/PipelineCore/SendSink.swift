/// A pipeline's side of a sink whose deliveries can't be taken back: what this pipeline's rows ask to be sent.
package protocol SendSink: Sendable {
    /// Who sends; sinks with equal ids share one order of requests.
    var sender: any Sender { get }

    /// The event's, template's or campaign's name: part of every key.
    var name: String { get }

    /// The people that it may write to, as the service knows them; nil where nobody is addressed by themselves.
    var audience: (any Destination)? { get }

    /// Who of them is left out.
    var consent: ConsentRule { get }

    /// Checks that the account has what is needed: templates, lists.
    ///
    /// - Throws: ``ConnectorFailure``.
    func preflight() async throws -> [PreflightFinding]

    /// Turns a row into what it asks to be sent. Called after ``preflight()``.
    func prepare(_ row: Row) -> SendPreparation
}
