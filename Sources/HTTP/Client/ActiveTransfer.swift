internal import CLibCurl

/// A transfer that libcurl works on; lives on the loop's thread alone.
final class ActiveTransfer {
    let transfer: Transfer
    let easy: UnsafeMutableRawPointer

    /// What libcurl says about an error, besides its code.
    let errorText: UnsafeMutablePointer<CChar>

    private(set) var head = ResponseHead()
    private(set) var body: [UInt8] = []

    /// Set when we stopped the transfer ourselves because of the body's size.
    private(set) var isTooLarge = false

    /// How much of the request's body has been handed to libcurl.
    private var sent = 0

    var headerList: UnsafeMutablePointer<curl_slist>?

    init(_ transfer: Transfer, easy: UnsafeMutableRawPointer) {
        self.transfer = transfer
        self.easy = easy
        errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
        errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    }

    deinit {
        curl_slist_free_all(headerList)
        errorText.deallocate()
    }

    /// A line of a response's head. False ends the transfer.
    func receive(headerLine bytes: UnsafeBufferPointer<UInt8>) {
        if head.receive(line: bytes) == .newResponse {
            body.removeAll(keepingCapacity: true)
        }
    }

    /// A piece of the body, decompressed. False ends the transfer.
    func receive(body bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard bytes.count <= transfer.request.maxBodyBytes - body.count else {
            isTooLarge = true
            return false
        }
        if body.isEmpty {
            // The announced length is the server's word: reserve it up to a bound only.
            let announced = easy.offset(CURLINFO_CONTENT_LENGTH_DOWNLOAD_T)
            body.reserveCapacity(max(bytes.count, min(announced, transfer.request.maxBodyBytes, 16 << 20)))
        }
        body.append(contentsOf: bytes)
        return true
    }

    /// Fills a buffer with the next piece of the request's body.
    func send(into buffer: UnsafeMutableBufferPointer<UInt8>) -> Int {
        guard let body = transfer.request.body else { return 0 }
        let count = min(buffer.count, body.count - sent)
        _ = buffer.update(fromContentsOf: body[sent..<sent + count])
        sent += count
        return count
    }

    /// Goes back to the start of the request's body because libcurl wants to send it again.
    ///
    /// False for a request that must not be sent twice: libcurl repeats when a kept connection died without an
    /// answer, and then nobody knows whether the server had read it.
    func rewind(to offset: Int) -> Bool {
        guard transfer.request.method.isIdempotent else { return false }
        sent = offset
        return true
    }

    /// The response, when libcurl has said that it is complete.
    func response() -> HTTPResponse {
        let newConnection = easy.long(CURLINFO_NUM_CONNECTS) > 0
        let connect = max(easy.offset(CURLINFO_CONNECT_TIME_T), easy.offset(CURLINFO_APPCONNECT_TIME_T))
        return HTTPResponse(
            status: head.status,
            headers: head.headers,
            body: body,
            timing: HTTPResponse.Timing(
                total: .microseconds(easy.offset(CURLINFO_TOTAL_TIME_T)),
                connect: newConnection ? .microseconds(connect) : nil,
                newConnection: newConnection,
                firstByte: .microseconds(easy.offset(CURLINFO_STARTTRANSFER_TIME_T))
            )
        )
    }

    /// Whether a byte of the request may have been written. Libcurl counts them, also a proxy's CONNECT, which errs
    /// on the safe side.
    var mayHaveArrived: Bool {
        easy.long(CURLINFO_REQUEST_SIZE) > 0
    }
}

extension UnsafeMutableRawPointer {
    /// A number that libcurl knows about the transfer of this easy handle; 0 when it doesn't.
    func long(_ info: CURLINFO) -> Int {
        var value = 0
        return clibcurl_get_long(self, info, &value) == CURLE_OK ? value : 0
    }

    /// As `long`, for the numbers that libcurl keeps as `curl_off_t`: sizes and microseconds.
    func offset(_ info: CURLINFO) -> Int {
        var value: curl_off_t = 0
        return clibcurl_get_offset(self, info, &value) == CURLE_OK ? Int(value) : 0
    }
}
