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

    /// The connectors there are.
    var catalog: Catalog { input.catalog }
}
