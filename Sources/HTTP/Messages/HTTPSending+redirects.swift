extension HTTPSending {
    /// Sends a GET and follows redirects (301, 302, 303, 307, 308), at most five.
    ///
    /// When scheme, host or port change, only `Accept` and `User-Agent` go along: any other header may be a
    /// credential. From `https` to `http` is never followed. The deadline is for all steps together. A request
    /// with another method is refused, for it isn't clear what its redirect should do.
    package func sendFollowingRedirects(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
        guard request.method == .get else {
            throw HTTPFailure(.invalidRequest, "Redirects are followed for GET only.", mayHaveArrived: false)
        }
        var request = request
        var here = try request.checked()
        var redirects = 0
        while true {
            let response = try await send(request)
            guard [301, 302, 303, 307, 308].contains(response.status),
                let location = response.headers.first("Location")
            else { return response }
            redirects += 1
            guard redirects <= 5 else {
                throw .redirect("\(here.authority) redirected more than 5 times.")
            }
            guard let next = here.resolving(location) else {
                throw .redirect("\(here.authority) redirected to something that isn't an https URL.")
            }
            guard !(here.scheme == .https && next.scheme == .http) else {
                throw .redirect("\(here.authority) redirected from https to http; this is never followed.")
            }
            if !next.hasSameOrigin(as: here) {
                request.headers = request.headers.only(["Accept", "User-Agent"])
            }
            request.url = next.text
            request.deadline -= response.timing.total
            here = next
        }
    }
}

extension HTTPFailure {
    fileprivate static func redirect(_ message: String) -> HTTPFailure {
        HTTPFailure(.protocolError, message, mayHaveArrived: true)
    }
}
