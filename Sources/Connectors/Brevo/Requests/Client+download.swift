internal import HTTP

extension Client {
    /// Tries of one download.
    private static let downloads = 3

    /// Gets a file that Brevo points to, without the API key: its address is another host's, signed by itself.
    ///
    /// - Returns: Nil when it can't be had; the address must be https, or http to this machine.
    func download(_ url: String, maxBytes: Int) async throws -> [UInt8]? {
        guard case .success = URLParts.parse(url) else { return nil }
        let request = HTTPRequest(.get, url, headers: ["Accept": "text/csv, */*"], maxBodyBytes: maxBytes)
        for attempt in 1...Self.downloads {
            do {
                let response = try await http.sendFollowingRedirects(request)
                if response.status == 200 { return response.body }
                guard response.status == 429 || response.status >= 500 else { return nil }
            } catch {
                switch error.kind {
                case .cancelled, .shutDown: throw CancellationError()
                case .refusedURL, .invalidRequest, .tooLarge: return nil
                default: break
                }
            }
            if attempt < Self.downloads { try await clock.sleep(for: jitter(.seconds(attempt * 2))) }
        }
        return nil
    }
}
