import PipelineCore

/// What all steps of one loading share.
struct Context {
    /// What is loaded.
    let input: Input

    /// Where findings go.
    let findings: Findings

    /// Replaces `${VAR}`.
    let variables: Variables

    /// Compiles expressions, each once.
    let compiler: Compiler

    /// Makes the context of a loading.
    init(input: Input, findings: Findings) {
        self.input = input
        self.findings = findings
        variables = Variables(environment: input.environment, findings: findings)
        compiler = Compiler()
    }

    /// What the account has that is written to; nil when that isn't known.
    var inventory: Inventory? { input.account.inventory }

    /// Whether a list's name may stand for its id: that can be looked up now, or will be.
    var mayNameLists: Bool { inventory != nil || input.purpose.leavesNamesOpen }

    /// The connectors there are.
    var catalog: Catalog { input.catalog }
}
