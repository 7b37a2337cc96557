import CEL
import JSON
package import PipelineCore
package import YAML

/// The tests of a configuration, and what is wrong with them.
package struct TestSuite: Sendable {
    /// The tests, in the order of the files.
    package let cases: [TestCase]

    /// What is wrong with tests; they aren't among the cases.
    package let diagnostics: [Diagnostic]
}

extension Loading {
    /// The tests in the files.
    ///
    /// - Parameter readFile: Gives the content of a file that a test names, by its path as written and the name of the test's file.
    package func tests(
        _ catalog: Catalog,
        readFile: @escaping (_ path: String, _ beside: String) -> [UInt8]?
    ) -> TestSuite {
        guard let graph else { return TestSuite(cases: [], diagnostics: []) }
        let findings = Findings()
        let cases = composition.tests.flatMap { section in
            TestDecoder(graph: graph, catalog: catalog, findings: findings, readFile: readFile).cases(section)
        }
        let documents = composition.tests.map(\.span.source)
        return TestSuite(cases: cases, diagnostics: findings.sorted(documents: documents, isStrict: false))
    }

    /// Where the filters of a pipeline stand, in order.
    package func filterPlaces(_ pipeline: String) -> [Span] {
        drafts.first { $0.name == pipeline }?.stages.compactMap { stage in
            if case .filter(let text) = stage { text.span } else { nil }
        } ?? []
    }
}

/// Decodes tests.
private struct TestDecoder {
    let graph: Graph
    let catalog: Catalog
    let findings: Findings
    let readFile: (_ path: String, _ beside: String) -> [UInt8]?

    func cases(_ section: Node) -> [TestCase] {
        guard !section.isNull else { return [] }
        guard let mapping = section.mapping else {
            wrongType("`tests` takes tests by name", section)
            return []
        }
        return mapping.entries.compactMap(test)
    }

    private func test(_ entry: Mapping.Entry) -> TestCase? {
        guard let mapping = entry.value.mapping else {
            wrongType("a test is a mapping", entry.value)
            return nil
        }
        let before = findings.all.count
        checkKeys(mapping, TestKeys.test, of: "a test")
        let pipeline = self.pipeline(mapping, entry)
        let now = self.now(mapping)
        let given = pipeline.flatMap { self.given(mapping, entry, $0, now: now) }
        let expectation = mapping.entry("expect")
        if let expectation, !expectation.value.isNull {
            if let keys = expectation.value.mapping {
                checkKeys(keys, TestKeys.expectation, of: "`expect`")
            } else {
                wrongType("`expect` is a mapping", expectation.value)
            }
        }
        guard findings.all.count == before, let pipeline, let given else { return nil }
        let first = mapping.entries.first?.key.span
        let isBlock = first.map { $0.start.line > entry.key.span.start.line } ?? false
        return TestCase(
            name: entry.name,
            span: entry.key.span,
            pipeline: pipeline,
            now: now,
            given: given,
            expectation: expectation,
            column: isBlock ? first.map { $0.start.column - 1 } : nil,
            end: entry.value.span.end
        )
    }

    private func pipeline(_ test: Mapping, _ entry: Mapping.Entry) -> Pipeline? {
        let names = graph.pipelines.map(\.name)
        guard let node = test["pipeline"] else {
            if graph.pipelines.count == 1 { return graph.pipelines[0] }
            findings.error(
                .missingOption,
                "the test doesn't say which `pipeline` it tests",
                at: entry.key.span,
                hint: "the pipelines are \(names.joined(separator: ", "))"
            )
            return nil
        }
        guard let name = node.scalar?.text, let found = graph.pipelines.first(where: { $0.name == name }) else {
            let name = node.scalar?.text ?? ""
            let hint = didYouMeanOr(name, names, are: "the pipelines")
            findings.error(.unknownChoice, "there is no pipeline `\(name)`", at: node.span, hint: hint)
            return nil
        }
        return found
    }

    private func now(_ test: Mapping) -> Timestamp {
        let fallback = Timestamp(rfc3339: TestKeys.now) ?? Timestamp(seconds: 0)
        guard let node = test["now"] else { return fallback }
        guard let moment = node.scalar.flatMap({ Timestamp(rfc3339: $0.text) }) else {
            findings.error(.wrongType, "`now` is a moment", at: node.span, hint: "as `2026-11-18T10:00:00Z`")
            return fallback
        }
        return moment
    }

    private func given(_ test: Mapping, _ entry: Mapping.Entry, _ pipeline: Pipeline, now: Timestamp) -> TestCase.Given?
    {
        switch (test["records"], test["api"]) {
        case (let node?, nil): return records(node, pipeline, now: now).map { .records($0) }
        case (nil, let node?): return answers(node).map { .answers($0) }
        case (.some, let node?):
            findings.error(.severalSources, "a test has `records` or `api`, not both", at: node.span)
            return nil
        case (nil, nil):
            findings.error(
                .missingOption,
                "the test says nothing of what the source gives",
                at: entry.key.span,
                hint: "give `records`, or with `api` what the service answers"
            )
            return nil
        }
    }

    // MARK: Records

    private func records(_ node: Node, _ pipeline: Pipeline, now: Timestamp) -> [Record]? {
        guard let items = node.sequence else {
            if node.isNull { return [] }
            wrongType("`records` is a list", node)
            return nil
        }
        let fields = catalog.source(pipeline.source.name)?.schema(pipeline.source.options).fields ?? []
        let maker = RecordMaker(source: pipeline.source, fields: fields, findings: findings)
        return items.enumerated().compactMap { place, item in
            // Later records are newer, unless they say otherwise.
            let asOf = Timestamp(seconds: now.seconds - Int64(items.count - place))
            return maker.record(item, asOf: asOf, place: place)
        }
    }

    // MARK: Answers

    private func answers(_ node: Node) -> [CannedAnswer]? {
        guard let mapping = node.mapping else {
            wrongType("`api` takes answers by request: `GET /users`", node)
            return nil
        }
        return mapping.entries.compactMap { entry in
            let words = entry.name.split(separator: " ")
            guard words.count == 2, words[1].hasPrefix("/"), words[0].allSatisfy(\.isUppercase) else {
                findings.error(
                    .wrongType,
                    "`\(entry.name)` is no request",
                    at: entry.key.span,
                    hint: "a method and a path: `GET /users`"
                )
                return nil
            }
            let pages = entry.value.sequence ?? [entry.value]
            let bodies = pages.compactMap { body($0) }
            guard bodies.count == pages.count else { return nil }
            let path = words[1].split(separator: "?")[0]
            return CannedAnswer(method: String(words[0]), path: String(path), bodies: bodies, span: entry.key.span)
        }
    }

    /// A body as it stands, or the content of a file.
    private func body(_ node: Node) -> JSONValue? {
        guard let mapping = node.mapping, mapping.names == ["file"], let path = mapping["file"]?.scalar?.text else {
            return JSONValue(node)
        }
        guard let bytes = readFile(path, node.span.source.name) else {
            findings.error(
                .missingValue,
                "the file \(path) can't be read",
                at: node.span,
                hint: "a path beside this file"
            )
            return nil
        }
        do { return try JSONValue.parse(bytes) } catch {
            findings.error(.wrongType, "the file \(path) isn't JSON: \(error)", at: node.span)
            return nil
        }
    }

    private func checkKeys(_ mapping: Mapping, _ known: [String], of owner: String) {
        for entry in mapping.entries where !known.contains(entry.name) {
            let hint = didYouMeanOr(entry.name, known, are: "its keys")
            findings.error(.unknownKey, "\(owner) has no key `\(entry.name)`", at: entry.key.span, hint: hint)
        }
    }

    private func wrongType(_ message: String, _ node: Node) {
        findings.error(.wrongType, "\(message), but this is \(node.kind)", at: node.span)
    }
}
