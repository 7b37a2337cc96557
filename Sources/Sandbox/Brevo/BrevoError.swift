/// Brevo's error answers: `{"code","message"}`, with metadata for duplicates (BREVO.md §2.1).
enum BrevoError {
    static func reply(_ status: Int, _ code: String, _ message: String) -> Reply {
        .json(["code": .string(code), "message": .string(message)], status: status)
    }

    static func invalid(_ message: String) -> Refusal {
        Refusal(reply(400, "invalid_parameter", message))
    }

    static func notFound(_ message: String) -> Refusal {
        Refusal(reply(404, "document_not_found", message))
    }

    static func duplicate(_ verb: String, _ identifier: BrevoBook.Identifier) -> Refusal {
        Refusal(
            .json(
                [
                    "code": "duplicate_parameter",
                    "message": .string(
                        "Unable to \(verb) contact, \(identifier.rawValue) is already associated with another Contact"
                    ),
                    "metadata": ["duplicate_identifiers": [.string(identifier.rawValue)]],
                ],
                status: 400
            )
        )
    }

    /// What departs from the definition.
    static func strict(_ problem: Shape.Problem) -> Reply {
        let code =
            switch problem.kind {
            case .missing: "missing_parameter"
            case .outOfRange: "out_of_range"
            case .unknown, .wrongType: "invalid_parameter"
            }
        return reply(400, code, problem.message)
    }

    static let noKey = reply(401, "unauthorized", "authentication not found in headers")
    static let wrongKey = reply(401, "unauthorized", "Key not found")
    static let unknownEndpoint = reply(404, "document_not_found", "The requested endpoint does not exist")
    static let otherMethod = reply(405, "method_not_allowed", "The method is not allowed for this endpoint")
    static let noContact = notFound("Contact does not exist")
    static let noList = notFound("List ID does not exist")
}
