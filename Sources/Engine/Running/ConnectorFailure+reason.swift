package import PipelineCore

extension ConnectorFailure {
    /// The kind in one stable word, as books count it; the message goes to a notice.
    package var reason: String {
        switch kind {
        case .temporary: "temporary"
        case .permanent: "permanent"
        case .exhausted: "exhausted"
        case .unauthorized: "unauthorized"
        case .missingScopes: "missing_scopes"
        case .unreachable: "unreachable"
        case .missingPrerequisite: "missing_prerequisite"
        }
    }

    /// Whether going on with other partitions or records is pointless: nothing of the connector works, or its budget is used up.
    var stopsEverything: Bool {
        if case .exhausted = kind { return true }
        return endsTheRun
    }
}
