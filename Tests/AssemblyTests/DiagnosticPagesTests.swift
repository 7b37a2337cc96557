import Assembly
import PipelineCore
import Planning
import Testing
import YAML

/// Every code has a page, and its examples show what they are for, with the connectors that there are.
@Suite struct DiagnosticPagesTests {
    @Test func `every code has one page`() {
        #expect(diagnosticPages.map(\.code.rawValue).sorted() == DiagnosticCode.allCases.map(\.rawValue).sorted())
    }

    @Test(arguments: diagnosticPages)
    func `the wrong example is reported with the code and nothing else`(_ page: DiagnosticPage) {
        let found = diagnostics(page.wrong, page.code)
        let others = found.filter { $0.code != page.code && $0.severity > .note && page.code != .tooManyProblems }
        #expect(others.map(\.line) == [])
        #expect(found.contains { $0.code == page.code && $0.severity == page.severity }, "\(found.map(\.line))")
    }

    @Test(arguments: diagnosticPages)
    func `the right example is right`(_ page: DiagnosticPage) {
        let found = diagnostics(page.right, page.code).filter { $0.code == page.code || $0.severity > .note }
        #expect(found.map(\.line) == [])
        #expect(page.wrong != page.right)
    }

    @Test(arguments: diagnosticPages)
    func `a page is written in sentences`(_ page: DiagnosticPage) {
        #expect(page.meaning.hasSuffix(".") && page.reason.hasSuffix("."))
    }

    /// What is found in an example.
    private func diagnostics(_ example: DiagnosticPage.Example, _ code: DiagnosticCode) -> [Diagnostic] {
        switch example {
        case .file(let text): return load(Array(text.utf8))
        case .account(let text, let account): return load(Array(text.utf8), account: account)
        case .excerpt: return load(WholeText.bytes[code] ?? [])
        case .environment(let text): return readEnvironmentFile(SourceText(name: ".env", text: text)).diagnostics
        case .command(let text):
            let setting = text.split(separator: " ").last?.split(separator: "=").map(String.init) ?? []
            let file = Array(WholeText.attendees("duration > 300").utf8)
            return load(file, settings: [Setting(path: setting[0], value: setting[1])])
        }
    }

    private func load(_ bytes: [UInt8], settings: [Setting] = [], account: AccountKnowledge = .notConsulted)
        -> [Diagnostic]
    {
        let names = ["ZOOM_ACCOUNT_ID", "ZOOM_CLIENT_ID", "ZOOM_CLIENT_SECRET", "ZOOM_WEBHOOK_SECRET", "BREVO_API_KEY"]
        return Planning.load(
            Input(
                documents: [SourceText(name: "example.yaml", bytes: bytes)],
                environment: Dictionary(uniqueKeysWithValues: names.map { ($0, "value") }),
                settings: settings,
                catalog: Connectors.catalog,
                account: account
            )
        ).diagnostics
    }
}

/// What stands behind the examples that are too long to be shown.
private enum WholeText {
    static let bytes: [DiagnosticCode: [UInt8]] = [
        .aliasLimit: Array(
            (["x-0: &a0 1"]
                + (1...7).map {
                    "x-\($0): &a\($0) [\(Array(repeating: "*a\($0 - 1)", count: 10).joined(separator: ", "))]"
                })
                .joined(separator: "\n").utf8
        ),
        .tooDeep: Array(("x-deep: " + String(repeating: "[", count: 65) + String(repeating: "]", count: 65)).utf8),
        .tooLarge: Array(repeating: UInt8(ascii: "\n"), count: 10 << 20 + 1),
        .badEncoding: Array("# J".utf8) + [0xF6] + Array("rg".utf8),
        .tooManyProblems: Array((0..<1_001).map { "x-\($0): !no 1" }.joined(separator: "\n").utf8),
        .expressionTooLong: Array(
            attendees("email in [\(Array(repeating: "\"a@example.com\"", count: 1_200).joined(separator: ", "))]").utf8
        ),
        .expressionTooDeep: Array(
            attendees(String(repeating: "(", count: 100) + "duration" + String(repeating: ")", count: 100) + " > 300")
                .utf8
        ),
    ]

    static func attendees(_ filter: String) -> String {
        """
        connectors:
          zoom:
            account_id: "${ZOOM_ACCOUNT_ID}"
            client_id: "${ZOOM_CLIENT_ID}"
            client_secret: "${ZOOM_CLIENT_SECRET}"
        pipelines:
          attendees:
            source: zoom.webinar_attendees
            stages:
              - filter: \(filter)
            sink: stdout
        """
    }
}

extension DiagnosticPage: CustomTestStringConvertible {
    package var testDescription: String { code.rawValue }
}

extension Diagnostic {
    fileprivate var line: String { "\(severity) \(code): \(message)" }
}
