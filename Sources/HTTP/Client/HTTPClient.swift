internal import Synchronization

/// Sends requests over libcurl: one thread for all of them, connections kept and shared, HTTP/2 where offered.
///
/// Only `https`, and `http` to loopback. TLS is 1.2 or newer with certificate and host name verified; this can't be
/// turned off. Cancelling the task ends the transfer; whether the request may have arrived is in the failure.
///
/// Libcurl silently repeats a request when a kept connection turns out dead. That is wanted for GET, PUT and DELETE,
/// but the server may have acted on a POST before it died, so POST and PATCH fail with `mayHaveArrived` instead.
package final class HTTPClient: HTTPSending {
    private let loop: TransferLoop

    /// Starts a client. Its thread ends with `shutdown()`, or when the client is no longer used.
    package init(_ configuration: HTTPClientConfiguration = HTTPClientConfiguration()) {
        loop = TransferLoop(configuration)
    }

    deinit {
        loop.stop()
    }

    /// Sends a request; see ``HTTPSending``.
    ///
    /// - Throws: `HTTPFailure`; of kind `shutDown` once the client was shut down.
    package func send(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
        let target = try request.checked()
        guard request.deadline > .zero else {
            throw HTTPFailure(
                .timedOut,
                "\(request.method.rawValue) to \(target.authority): the deadline had passed before it "
                    + "was sent.",
                mayHaveArrived: false
            )
        }
        let transfer = Transfer(request, to: target)
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                guard transfer.start(continuation) else { return }
                if !loop.post(.start(transfer)) {
                    transfer.finish(.failure(transfer.failure(.shutDown, mayHaveArrived: false)))
                }
            }
        } onCancel: {
            if transfer.cancel() {
                loop.post(.cancel(transfer))
            }
        }
        return try result.get()
    }

    /// Ends the thread; requests on their way fail with `shutDown`, later ones too. May be called repeatedly.
    package func shutdown() async {
        await loop.stopAndWait()
    }
}
