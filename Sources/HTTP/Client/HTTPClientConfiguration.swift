/// How a client behaves towards every host.
package struct HTTPClientConfiguration: Sendable, Hashable {
    /// The `User-Agent` of requests that name none.
    package var userAgent: String

    /// How many connections to one host may be open at once, at least 1.
    package var maxConnectionsPerHost: Int

    /// How long making a connection may take, TLS included; the request's own deadline counts too.
    package var connectTimeout: Duration

    /// How long a transfer may stand still (less than one byte a second) before it counts as dead.
    package var stallTimeout: Duration

    /// How long a connection may have been idle and still be used again.
    ///
    /// Well below the 60 s at which common load balancers close them: a request on a connection that the server is
    /// just closing is one of which nobody knows whether it arrived.
    package var idleTimeout: Duration

    /// A PEM file of certificate authorities to trust beside those in the system's certificate folder.
    package var caFile: String?

    /// Makes a configuration; `caFile` comes from `SSL_CERT_FILE`, else `CURL_CA_BUNDLE`, in the environment given.
    ///
    /// Proxies aren't set here: libcurl takes `https_proxy` and `no_proxy` from the process's environment.
    package init(userAgent: String = "pipeline", environment: [String: String] = [:]) {
        self.userAgent = userAgent
        maxConnectionsPerHost = 16
        connectTimeout = .seconds(15)
        stallTimeout = .seconds(60)
        idleTimeout = .seconds(45)
        caFile = [environment["SSL_CERT_FILE"], environment["CURL_CA_BUNDLE"]].compactMap(\.self).first { !$0.isEmpty }
    }
}
