import Testing

extension EndToEnd {
    @Suite struct ExplainTests {
        @Test func `a code is explained with an example put right`() async throws {
            let ran = try await Tool.run(["validate", "--explain", "smart-quote"])
            #expect(ran.status == 0)
            #expect(
                ran.output == #"""
                    error[smart-quote]: A typographic quotation mark.

                    Word processors and chats turn plain quotes into typographic ones; text stands between `"` or `'`.

                    Reported:

                        connectors:
                          zoom:
                            account_id: "${ZOOM_ACCOUNT_ID}"
                            client_id: "${ZOOM_CLIENT_ID}"
                            client_secret: "${ZOOM_CLIENT_SECRET}"
                        pipelines:
                          attendees:
                            source: zoom.webinar_attendees
                            stages:
                              - filter: email != “”
                            sink: stdout

                    Put right:

                        connectors:
                          zoom:
                            account_id: "${ZOOM_ACCOUNT_ID}"
                            client_id: "${ZOOM_CLIENT_ID}"
                            client_secret: "${ZOOM_CLIENT_SECRET}"
                        pipelines:
                          attendees:
                            source: zoom.webinar_attendees
                            stages:
                              - filter: email != ""
                            sink: stdout

                    """#
            )
        }

        @Test func `a code that doesn't exist is a mistake in usage`() async throws {
            let ran = try await Tool.run(["validate", "--explain", "unknwon-key"])
            #expect(ran.status == 64)
            #expect(ran.errors.contains("there is no code unknwon-key; did you mean unknown-key?"))
        }
    }
}
