import PipelineCore

/// Runs the checks that need all pipelines; each reports on its own.
func check(_ linked: Linked, _ document: Document, _ context: Context) {
    let findings = context.findings
    checkPipelineNames(linked.pipelines, findings)
    for pipeline in linked.pipelines {
        checkSinkColumns(pipeline, findings)
        checkDisabledConnectors(pipeline, linked.connectors, findings)
    }
    checkAttributeTypes(linked.pipelines, findings)
    checkAccount(linked.pipelines, context)
    checkLists(document, linked.pipelines, findings)
    checkSharedLists(linked.pipelines, context)
    checkMapping(document, linked.pipelines, findings)
    checkAnythingRuns(linked.pipelines, document, context)
}
