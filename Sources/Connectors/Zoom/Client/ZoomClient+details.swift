internal import JSON

extension ZoomClient {
    /// Reads a single object: a user, a meeting, a webinar.
    func object(_ request: ZoomRequest, group: String) async throws -> JSONValue {
        try await send(request, group: group) { body in
            guard let value = try? JSONValue.parse(body), value["id"] != nil || value["uuid"] != nil else { return nil }
            return value
        }
    }
}
