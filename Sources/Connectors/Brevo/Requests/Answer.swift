internal import HTTP
internal import JSON
internal import PipelineCore

/// A response that needs no repeating.
struct Answer: Sendable {
    let operation: Operation
    let response: HTTPResponse

    /// Whether an earlier try may have been carried out, though its answer was lost.
    var followsLostTry = false

    var status: Int { response.status }

    var isSuccess: Bool { (200..<300).contains(status) }

    /// What it says of why it refused.
    var error: ServiceError { ServiceError(response.body) }

    /// What it is, for a person: `POST /contacts was answered 400 (invalid_parameter: …; request abc)`.
    var summary: String {
        let request = response.headers.first("sib-request-id").map { "; request \($0)" } ?? ""
        return "\(operation.name) was answered \(status) (\(error.masked)\(request))"
    }

    /// The body as JSON.
    ///
    /// - Throws: ``ConnectorFailure``, when it isn't.
    func json() throws -> JSONValue {
        do {
            return try JSONValue.parse(response.body)
        } catch {
            throw unreadable("\(error)")
        }
    }

    /// A success whose body isn't what it should be.
    func unreadable(_ problem: String) -> ConnectorFailure {
        ConnectorFailure(
            .temporary,
            "\(operation.name) was answered \(status), but the body can't be read: \(problem)",
            remedy: "Try again later; if it stays so, Brevo's API has changed or `api_url` isn't Brevo's API."
        )
    }

    /// A refusal that nobody expects of this operation.
    func unexpected() -> ConnectorFailure {
        ConnectorFailure(.permanent, summary, remedy: "Look up the request under this id with Brevo's support.")
    }
}
