import PipelineCore
import Testing

@testable import Planning

/// A file that is refused or warned about, and the whole report that people get.
struct RefusedFile: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let text: String
    let report: String

    init(_ description: String, _ text: String, report: String) {
        testDescription = description
        self.text = text
        self.report = report
    }

    static let all =
        structure + stages + filters + sinks + names + options + references + compact + reports + forms + slips
}

@Suite struct RefusedFileTests {
    @Test(arguments: RefusedFile.all)
    func `a file is reported word for word`(_ file: RefusedFile) {
        #expect(TextReport().text(loading(file.text)) == file.report)
    }

    @Test(arguments: RefusedFile.all)
    func `no graph is made of a file with errors`(_ file: RefusedFile) {
        let loading = loading(file.text)
        #expect((loading.graph == nil) == loading.diagnostics.contains { $0.severity == .error })
    }
}
