internal import CLibCurl

extension ActiveTransfer {
    /// What libcurl's result means.
    func failure(_ code: CURLcode) -> HTTPFailure {
        let kind = isTooLarge ? .tooLarge : kind(of: code)
        return transfer.failure(kind, detail(code), mayHaveArrived: mayHaveArrived)
    }

    private func kind(of code: CURLcode) -> HTTPFailure.Kind {
        switch code {
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY:
            .couldNotResolve
        case CURLE_COULDNT_CONNECT, CURLE_INTERFACE_FAILED, CURLE_PROXY:
            .couldNotConnect
        case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CERTPROBLEM,
            CURLE_SSL_CIPHER, CURLE_SSL_ENGINE_NOTFOUND, CURLE_SSL_ENGINE_SETFAILED, CURLE_SSL_ISSUER_ERROR,
            CURLE_SSL_PINNEDPUBKEYNOTMATCH, CURLE_SSL_CLIENTCERT, CURLE_USE_SSL_FAILED:
            .tls
        case CURLE_OPERATION_TIMEDOUT:
            .timedOut
        case CURLE_PARTIAL_FILE:
            .truncated
        case CURLE_FILESIZE_EXCEEDED:
            .tooLarge
        // The last is what a refused repeat of a POST becomes; see `rewind(to:)`.
        case CURLE_GOT_NOTHING, CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_SEND_FAIL_REWIND:
            head.status == 0 ? .reset : .truncated
        case CURLE_HTTP2, CURLE_HTTP2_STREAM:
            head.status == 0 ? .reset : .truncated
        case CURLE_OUT_OF_MEMORY, CURLE_FAILED_INIT, CURLE_BAD_FUNCTION_ARGUMENT, CURLE_UNKNOWN_OPTION,
            CURLE_NOT_BUILT_IN:
            .local
        default:
            .protocolError
        }
    }

    private func detail(_ code: CURLcode) -> String {
        let own = String(cString: errorText)
        if code == CURLE_SEND_FAIL_REWIND {
            return "the server closed a kept connection; not repeated, as it may have been received"
        }
        // A trailing full stop would stand before our own.
        let text = own.isEmpty ? String(cString: curl_easy_strerror(code)) : own
        return text.hasSuffix(".") ? String(text.dropLast()) : text
    }
}
