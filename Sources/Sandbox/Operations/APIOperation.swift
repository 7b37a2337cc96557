/// One operation of a service as its definition has it: what routing and strict checking go by.
struct APIOperation: Sendable {
    /// The method in capitals.
    var method: String
    /// The path below the API's base, with `{name}` for a parameter.
    var path: String
    /// Zoom's rate label or Brevo's endpoint family: a key of ``SandboxLimits/custom``.
    var label: String
    /// The granular scopes of which Zoom wants one; empty for Brevo.
    var scopes: [String] = []
    var parameters: [Parameter] = []
    /// The body's form; nil where the operation takes none.
    var body: Shape?

    /// `GET /users/{userId}`, the operation's name in the inspection.
    var name: String { "\(method) \(path)" }

    /// The first way in which the query departs from the definition, or nil.
    func problem(withQuery query: [(name: String, value: String)]) -> Shape.Problem? {
        for (index, pair) in query.enumerated() {
            guard let parameter = parameters.first(where: { $0.name == pair.name }) else {
                return Shape.Problem(
                    kind: .unknown,
                    path: pair.name,
                    message: "\(pair.name) is not a parameter of \(name)"
                )
            }
            if !parameter.isRepeatable, query[..<index].contains(where: { $0.name == pair.name }) {
                return Shape.Problem(kind: .wrongType, path: pair.name, message: "\(pair.name) is given twice")
            }
            if let complaint = parameter.problem(with: pair.value) {
                return Shape.Problem(
                    kind: .outOfRange,
                    path: pair.name,
                    message: "\(pair.name) \(complaint), not '\(pair.value)'"
                )
            }
        }
        for parameter in parameters where parameter.isRequired && !query.contains(where: { $0.name == parameter.name })
        {
            return Shape.Problem(kind: .missing, path: parameter.name, message: "\(parameter.name) is missing")
        }
        return nil
    }
}
