import PipelineCore
import Testing
import YAML

@testable import Planning

@Suite struct SettingTests {
    private func loading(_ path: String, _ value: String) -> Loading {
        PlanningTests.loading(
            ["a.yaml": Example.compact, "b.yaml": Example.explicit],
            settings: [Setting(path: path, value: value)]
        )
    }

    @Test func `a setting replaces a value of the file`() throws {
        #expect(loading("connectors.zoom.enabled", "false").graph?.connectors["zoom"]?.isEnabled == false)
        #expect(loading("timezone", "Asia/Tokyo").graph?.timeZone == "Asia/Tokyo")
    }

    @Test func `a setting makes what isn't there`() throws {
        #expect(
            loading("connectors.zoom.plan", "business").graph?.connectors["zoom"]?.options.string("plan") == "business"
        )
        let graph = loading("connectors.zoom.only.hosts", "[a@example.com, b@example.com]").graph
        #expect(
            graph?.connectors["zoom"]?.options.object("only").strings("hosts") == ["a@example.com", "b@example.com"]
        )
    }

    @Test func `keys with dots and places in lists are found`() throws {
        let since = loading("pipelines.engaged-attendees.source.zoom.webinar_attendees.since", "7d").graph
        #expect(since?.pipelines.last?.source.options.seconds("since") == 7 * 86_400)
        let filter = loading("pipelines.engaged-attendees.stages.0.filter", "duration > 600").graph
        guard case .filter(let stage)? = filter?.pipelines.last?.stages.first else {
            Issue.record("there is no filter")
            return
        }
        #expect(stage.text == "duration > 600")
    }

    @Test func `variables in settings are replaced`() {
        #expect(
            loading("connectors.zoom.account_id", "<${ZOOM_CLIENT_ID}>").graph?.connectors["zoom"]?.options.string(
                "account_id"
            ) == "<client>"
        )
    }

    @Test(
        arguments: [
            ("connectors.zoom.plan", "gold", "unknown-choice", "--set connectors.zoom.plan:1:1"),
            ("connectors.zoom.paln", "pro", "unknown-key", "--set connectors.zoom.paln:1:1"),
            ("conectors.zoom.plan", "pro", "unknown-setting", nil), ("connectors..plan", "pro", "unknown-setting", nil),
            ("connectors.zoom.client_secret", "s3cret", "literal-secret", "--set connectors.zoom.client_secret:1:1"),
            ("connectors.zoom.limits", "[", "syntax", "--set connectors.zoom.limits:1:2"),
        ] as [(String, String, String, String?)]
    )
    func `a wrong setting is found like a wrong file`(_ path: String, _ value: String, _ code: String, _ place: String?)
    {
        let finding = loading(path, value).diagnostics.first { $0.severity == .error }
        #expect(finding?.code.rawValue == code)
        #expect(finding?.span?.description == place)
    }
}
