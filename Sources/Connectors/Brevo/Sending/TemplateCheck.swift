internal import JSON
internal import PipelineCore

/// Finds out whether a template can be sent.
struct TemplateCheck: Sendable {
    let client: Client

    /// A finding when it can't.
    func find(_ id: Int, isConfirmation: Bool, pipeline: String) async throws -> [PreflightFinding] {
        let answer = try await client.send(.getTemplate, ["\(id)"])
        guard answer.isSuccess else {
            guard [400, 404].contains(answer.status) else { throw answer.unexpected() }
            return [
                finding(
                    "unknown-template",
                    "there is no template \(id) in the Brevo account; `\(pipeline)` sends it",
                    "Take the number of a template from Templates in Brevo (the number after #)."
                )
            ]
        }
        let body = try answer.json()
        let name = body["name"]?.string ?? ""
        if body["isActive"]?.bool == false {
            return [
                finding(
                    "inactive-template",
                    "the template \(id) “\(name)” isn't active in Brevo; `\(pipeline)` sends it",
                    "Activate it under Templates in Brevo, or name another one."
                )
            ]
        }
        if isConfirmation, body["doiTemplate"]?.bool == false {
            return [
                finding(
                    "no-confirmation-template",
                    "the template \(id) “\(name)” is no double opt-in template; `\(pipeline)` asks for confirmation with it",
                    "Name a template with the tag `optin` and a link to `{{ params.DOIurl }}`."
                )
            ]
        }
        return []
    }

    private func finding(_ code: String, _ message: String, _ remedy: String) -> PreflightFinding {
        PreflightFinding(isError: true, code: code, message: message, remedy: remedy)
    }
}
