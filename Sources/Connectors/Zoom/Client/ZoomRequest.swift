internal import HTTP
internal import PipelineCore

/// One request to an operation, on behalf of a pipeline.
struct ZoomRequest: Sendable {
    let operation: Operation

    /// The path's parameters, in order, unencoded.
    let parameters: [String]

    /// Query items in the order in which they are sent.
    var query: [(name: String, value: String)]

    init(_ operation: Operation, _ parameters: [String] = [], query: [(name: String, value: String)] = []) {
        self.operation = operation
        self.parameters = parameters
        self.query = query
    }

    /// The request as it is sent.
    func http(base: String, token: Secret) -> HTTPRequest {
        let path = operation.path(parameters)
        let tail = query.isEmpty ? "" : "?" + PercentEncoding.query(query)
        return HTTPRequest(
            .get,
            base + path + tail,
            headers: ["Authorization": "Bearer \(token.revealed)", "Accept": "application/json"]
        )
    }
}
