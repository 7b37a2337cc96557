internal import CLibCurl

extension ActiveTransfer {
    /// Sets every option of the transfer on its easy handle, which is fresh or was reset.
    ///
    /// - Returns: false when libcurl refused one, which happens only when memory is short or libcurl lacks a feature
    ///   we rely on.
    func configure(_ configuration: HTTPClientConfiguration) -> Bool {
        var options = EasyOptions(easy: easy)
        options.set(CURLOPT_ERRORBUFFER, UnsafeMutableRawPointer(errorText))
        options.set(CURLOPT_PRIVATE, Unmanaged.passUnretained(self).toOpaque())
        options.set(CURLOPT_NOSIGNAL, 1)
        // Without it, removing a transfer waits for its resolver thread, and everyone else waits along.
        options.set(CURLOPT_QUICK_EXIT, 1)
        setTarget(&options)
        setSecurity(&options, configuration)
        setTimes(&options, configuration)
        setCallbacks(&options)
        setMethodAndBody(&options)
        setHeaders(&options, configuration)
        return options.accepted
    }

    private func setTarget(_ options: inout EasyOptions) {
        options.set(CURLOPT_URL, transfer.request.url)
        options.set(CURLOPT_PATH_AS_IS, 1)
        options.set(CURLOPT_PROTOCOLS_STR, transfer.target.scheme.rawValue)
        options.set(CURLOPT_FOLLOWLOCATION, 0)
        // HTTP/2 is agreed on with TLS only. There, a request waits until it's known whether it can share the
        // connection that is being made; without TLS it would wait for the first response for nothing.
        let canShare = transfer.target.scheme == .https
        options.set(CURLOPT_HTTP_VERSION, Int(canShare ? CURL_HTTP_VERSION_2TLS : CURL_HTTP_VERSION_1_1))
        options.set(CURLOPT_PIPEWAIT, canShare ? 1 : 0)
        options.set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        if transfer.target.isLoopback {
            // What is meant for this machine must not leave it, least of all without TLS.
            options.set(CURLOPT_NOPROXY, "*")
        }
    }

    private func setSecurity(_ options: inout EasyOptions, _ configuration: HTTPClientConfiguration) {
        options.set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        options.set(CURLOPT_SSL_VERIFYPEER, 1)
        options.set(CURLOPT_SSL_VERIFYHOST, 2)
        if let caFile = configuration.caFile {
            // Replaces the bundle file only; the system's certificate folder stays, so this adds.
            options.set(CURLOPT_CAINFO, caFile)
        }
    }

    private func setTimes(_ options: inout EasyOptions, _ configuration: HTTPClientConfiguration) {
        options.set(CURLOPT_TIMEOUT_MS, transfer.request.deadline.wholeMilliseconds)
        options.set(CURLOPT_CONNECTTIMEOUT_MS, configuration.connectTimeout.wholeMilliseconds)
        options.set(CURLOPT_LOW_SPEED_LIMIT, 1)
        options.set(CURLOPT_LOW_SPEED_TIME, max(1, configuration.stallTimeout.wholeMilliseconds / 1000))
        options.set(CURLOPT_MAXAGE_CONN, max(1, configuration.idleTimeout.wholeMilliseconds / 1000))
        options.setOffset(CURLOPT_MAXFILESIZE_LARGE, transfer.request.maxBodyBytes)
    }

    private func setMethodAndBody(_ options: inout EasyOptions) {
        let request = transfer.request
        let count = request.body?.count ?? 0
        if request.method == .get, count == 0 {
            options.set(CURLOPT_HTTPGET, 1)
        } else if request.method == .delete, count == 0 {
            options.set(CURLOPT_HTTPGET, 1)
            options.set(CURLOPT_CUSTOMREQUEST, request.method.rawValue)
        } else {
            // The body goes through the read callback, not as one block, because that lets us refuse a repeat.
            options.set(CURLOPT_POST, 1)
            options.setOffset(CURLOPT_POSTFIELDSIZE_LARGE, count)
            options.set(CURLOPT_CUSTOMREQUEST, request.method.rawValue)
            if count == 0, !request.method.isIdempotent {
                // With no body there is nothing to rewind, so the refusal would not be asked for: libcurl
                // repeats only on kept connections, hence a new one.
                options.set(CURLOPT_FRESH_CONNECT, 1)
            }
        }
    }

    private func setHeaders(_ options: inout EasyOptions, _ configuration: HTTPClientConfiguration) {
        let headers = transfer.request.headers
        options.set(CURLOPT_ACCEPT_ENCODING, "")
        if !headers.contains("User-Agent") {
            options.set(CURLOPT_USERAGENT, configuration.userAgent)
        }
        // An empty field takes away what libcurl would add: a pause for "100 Continue", and a guess at the type.
        var lines = ["Expect:"]
        if !headers.contains("Content-Type") {
            lines.append("Content-Type:")
        }
        for field in headers.fields where !asciiEqualIgnoringCase(field.name, "Content-Length") {
            lines.append(field.value.isEmpty ? "\(field.name);" : "\(field.name): \(field.value)")
        }
        for line in lines {
            guard let longer = curl_slist_append(headerList, line) else {
                options.accepted = false
                return
            }
            headerList = longer
        }
        options.accepted = options.accepted && clibcurl_set_list(easy, CURLOPT_HTTPHEADER, headerList) == CURLE_OK
    }
}

/// Sets options on an easy handle and remembers whether all were accepted.
struct EasyOptions {
    let easy: UnsafeMutableRawPointer
    var accepted = true

    mutating func set(_ option: CURLoption, _ value: Int) {
        accepted = clibcurl_set_long(easy, option, value) == CURLE_OK && accepted
    }

    mutating func set(_ option: CURLoption, _ value: String) {
        accepted = clibcurl_set_string(easy, option, value) == CURLE_OK && accepted
    }

    mutating func set(_ option: CURLoption, _ value: UnsafeMutableRawPointer) {
        accepted = clibcurl_set_pointer(easy, option, value) == CURLE_OK && accepted
    }

    mutating func setOffset(_ option: CURLoption, _ value: Int) {
        accepted = clibcurl_set_offset(easy, option, curl_off_t(value)) == CURLE_OK && accepted
    }
}

extension Duration {
    /// Milliseconds for libcurl: at least 1, for 0 would mean "no limit", at most what its clock can hold.
    var wholeMilliseconds: Int {
        Int(max(1, min(self / .milliseconds(1), 2_000_000_000)))
    }
}
