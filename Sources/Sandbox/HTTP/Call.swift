/// A request on its way to an operation.
struct Call: Sendable {
    var method: String
    /// The path as it stands on the wire, percent-escapes kept, without the query.
    var rawPath: String
    var query: [(name: String, value: String)] = []
    var authorization: String?
    var apiKey: String?
    var contentType: String?
    var bytes: [UInt8] = []
    /// The parsed body, where the operation takes one.
    var body: WireValue = .null
    /// The path parameters, still percent-encoded.
    var path: [String: String] = [:]
    var now: Moment
    /// The `http://host:port` this server is reached at.
    var origin: String

    /// The value of a query parameter.
    func value(_ name: String) -> String? {
        query.first { $0.name == name }?.value
    }

    /// The values of a parameter that may be repeated.
    func values(_ name: String) -> [String] {
        query.filter { $0.name == name }.map(\.value)
    }

    /// The value of an integer parameter, checked already against the operation's bounds.
    func integer(_ name: String, default standard: Int) -> Int {
        value(name).flatMap(Int.init) ?? standard
    }

    /// A path parameter, decoded once; empty for a broken escape.
    func segment(_ name: String) -> String {
        path[name].flatMap { Percent.decode(path: $0) } ?? ""
    }
}
