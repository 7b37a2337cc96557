internal import CLibCurl

extension ActiveTransfer {
    /// Lets libcurl call back into this object. It is kept alive by the loop until its handle is reset.
    func setCallbacks(_ options: inout EasyOptions) {
        let context = Unmanaged.passUnretained(self).toOpaque()
        for option in [
            CURLOPT_WRITEDATA, CURLOPT_HEADERDATA, CURLOPT_READDATA, CURLOPT_SEEKDATA, CURLOPT_PREREQDATA,
        ] {
            options.set(option, context)
        }
        let results = [
            clibcurl_set_transfer_callback(easy, CURLOPT_WRITEFUNCTION) { buffer, size, count, context in
                let bytes = UnsafeRawBufferPointer(start: buffer, count: size * count)
                return bytes.withMemoryRebound(to: UInt8.self) {
                    ActiveTransfer.from(context)?.receive(body: $0) == true ? $0.count : 0
                }
            },
            clibcurl_set_transfer_callback(easy, CURLOPT_HEADERFUNCTION) { buffer, size, count, context in
                let bytes = UnsafeRawBufferPointer(start: buffer, count: size * count)
                bytes.withMemoryRebound(to: UInt8.self) {
                    ActiveTransfer.from(context)?.receive(headerLine: $0)
                }
                return bytes.count
            },
            clibcurl_set_transfer_callback(easy, CURLOPT_READFUNCTION) { buffer, size, count, context in
                let bytes = UnsafeMutableRawBufferPointer(start: buffer, count: size * count)
                return bytes.withMemoryRebound(to: UInt8.self) {
                    ActiveTransfer.from(context)?.send(into: $0) ?? Int(CURL_READFUNC_ABORT)
                }
            },
            clibcurl_set_seek_callback(easy) { context, offset, origin in
                let canRewind = origin == 0 && ActiveTransfer.from(context)?.rewind(to: Int(offset)) == true
                return canRewind ? CURL_SEEKFUNC_OK : CURL_SEEKFUNC_FAIL
            },
            clibcurl_set_prerequest_callback(easy) { context, _, _, _, _ in
                ActiveTransfer.from(context)?.transfer.request.onWriting?()
                return CURL_PREREQFUNC_OK
            },
        ]
        options.accepted = options.accepted && results.allSatisfy { $0 == CURLE_OK }
    }

    private static func from(_ context: UnsafeMutableRawPointer?) -> ActiveTransfer? {
        context.map { Unmanaged<ActiveTransfer>.fromOpaque($0).takeUnretainedValue() }
    }
}
