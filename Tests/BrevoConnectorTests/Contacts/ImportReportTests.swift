import PipelineCore
import Testing

@testable import BrevoConnector

@Suite struct ImportReportTests {
    @Test(arguments: [
        ("EMAIL\na@x.io\nb@x.io\n", ["a@x.io", "b@x.io"]),
        ("EMAIL;FIRSTNAME\r\nA@X.io;Ada\r\nb@x.io;\"B;\"\"b\"\"\nx\"\r\n", ["a@x.io", "b@x.io"]),
        ("FIRSTNAME,email_id\nAda,a@x.io", ["a@x.io"]),
        ("\u{FEFF}Email\nnot an address\n", ["not an address"]),
        ("a@x.io\nb@x.io", ["a@x.io", "b@x.io"]),
        ("NAME;CONTACT\nAda;a@x.io\n", ["a@x.io"]),
        ("EMAIL\n\n", []), ("", []), ("NAME\tEMAIL\nAda\ta@x.io\n", ["a@x.io"]),
    ])
    func `addresses are found in whatever form the report has`(text: String, emails: [String]) {
        #expect(ImportReport.emails(Array(text.utf8)) == emails)
    }

    @Test(arguments: ["SMS\n33612345678\n", "EMAIL;SMS\n;33612345678\n"])
    func `rows without an address can't be assigned`(text: String) {
        #expect(ImportReport.emails(Array(text.utf8)) == nil)
    }

    @Test func `an invalid address is final, what else was left out is tried by itself`() {
        let outcomes = ImportReport.outcomes([
            "invalid_emails": Array("EMAIL\na@x.io\n".utf8),
            "duplicate_phone_id": Array("EMAIL;SMS\na@x.io;1\nb@x.io;2\n".utf8),
        ])
        #expect(
            outcomes == [
                "a@x.io": .rejected(code: "invalid_email", reason: "Brevo's import left the address out as invalid"),
                "b@x.io": .deferred(reason: "Brevo's import left the contact out (duplicate_phone_id)"),
            ]
        )
    }
}
