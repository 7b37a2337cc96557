extension HTTPRequest {
    /// Refuses what must never be sent, before anything is.
    ///
    /// - Returns: the parts of the URL.
    func checked() throws(HTTPFailure) -> URLParts {
        let parts: URLParts
        switch URLParts.parse(url) {
        case .success(let value): parts = value
        case .failure(let reason): throw .refusedURL("The URL \(reason.description).")
        }
        guard parts.scheme == .https || parts.isLoopback else {
            throw .refusedURL(
                "http://\(parts.authority) is refused: without TLS only loopback addresses "
                    + "(localhost, 127.0.0.0/8, ::1) are allowed. Use https."
            )
        }
        for field in headers.fields {
            try field.check()
        }
        return parts
    }
}

extension HTTPHeaders.Field {
    /// Refuses a name that isn't a token (RFC 9110 §5.6.2) and a value that could end the line (request splitting).
    fileprivate func check() throws(HTTPFailure) {
        guard !name.isEmpty, name.utf8.allSatisfy(isTokenByte) else {
            throw HTTPFailure(.invalidRequest, "A header's name isn't an HTTP token.", mayHaveArrived: false)
        }
        guard value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }) else {
            throw HTTPFailure(
                .invalidRequest,
                "The value of the header \(name) holds a control character.",
                mayHaveArrived: false
            )
        }
    }
}

extension HTTPFailure {
    fileprivate static func refusedURL(_ message: String) -> HTTPFailure {
        HTTPFailure(.refusedURL, message, mayHaveArrived: false)
    }
}

/// `tchar` of RFC 9110 §5.6.2.
private func isTokenByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    case 0x21, 0x23...0x27, 0x2A, 0x2B, 0x2D, 0x2E, 0x5E...0x60, 0x7C, 0x7E: true
    default: false
    }
}
