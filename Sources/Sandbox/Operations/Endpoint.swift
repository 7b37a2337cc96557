/// An operation and what the service does when it is called.
struct Endpoint<Service>: Sendable {
    var operation: APIOperation
    var answer: @Sendable (inout Service, Call) throws -> Reply

    init(_ operation: APIOperation, _ answer: @escaping @Sendable (inout Service, Call) throws -> Reply) {
        self.operation = operation
        self.answer = answer
    }
}

/// A refusal thrown out of an operation: the reply to give in its place.
struct Refusal: Error {
    var reply: Reply

    init(_ reply: Reply) {
        self.reply = reply
    }
}

/// Finds the endpoint for a method and the segments of a path.
struct Routes<Service>: Sendable {
    enum Match {
        case found(Endpoint<Service>, [String: String])
        /// The path exists, but not with this method.
        case otherMethod
        case unknown
    }

    private struct Route: Sendable {
        var segments: [(text: String, isParameter: Bool)]
        var endpoint: Endpoint<Service>
    }

    private var byLength: [Int: [Route]] = [:]

    init(_ endpoints: [Endpoint<Service>]) {
        for endpoint in endpoints {
            let segments = endpoint.operation.path.split(separator: "/").map { segment in
                segment.hasPrefix("{") && segment.hasSuffix("}")
                    ? (String(segment.dropFirst().dropLast()), true) : (String(segment), false)
            }
            byLength[segments.count, default: []].append(Route(segments: segments, endpoint: endpoint))
        }
        // A literal segment wins over a parameter: /contacts/import is no contact.
        for length in byLength.keys {
            byLength[length]?.sort { left, right in
                for (one, other) in zip(left.segments, right.segments) where one.isParameter != other.isParameter {
                    return other.isParameter
                }
                return false
            }
        }
    }

    func match(_ method: String, _ segments: [Substring]) -> Match {
        var pathExists = false
        for route in byLength[segments.count] ?? [] {
            guard zip(route.segments, segments).allSatisfy({ $0.isParameter || $0.text == $1 }) else { continue }
            guard route.endpoint.operation.method == method else {
                pathExists = true
                continue
            }
            var values: [String: String] = [:]
            for (part, segment) in zip(route.segments, segments) where part.isParameter {
                values[part.text] = String(segment)
            }
            return .found(route.endpoint, values)
        }
        return pathExists ? .otherMethod : .unknown
    }
}
