import PipelineCore
import YAML

@testable import Planning

/// Loads YAML texts with the test catalog.
func loading(
    _ text: String,
    environment: [String: String] = Environment.full,
    settings: [Setting] = [],
    purpose: Purpose = .validate,
    account: AccountKnowledge = .notConsulted,
    isStrict: Bool = false
) -> Loading {
    loading(
        ["a.yaml": text],
        environment: environment,
        settings: settings,
        purpose: purpose,
        account: account,
        isStrict: isStrict
    )
}

/// Loads several files, in the order of their names.
func loading(
    _ files: [String: String],
    environment: [String: String] = Environment.full,
    settings: [Setting] = [],
    purpose: Purpose = .validate,
    account: AccountKnowledge = .notConsulted,
    isStrict: Bool = false
) -> Loading {
    load(
        Input(
            documents: files.sorted { $0.key < $1.key }.map { SourceText(name: $0.key, text: $0.value) },
            environment: environment,
            settings: settings,
            purpose: purpose,
            catalog: TestCatalog.all,
            account: account,
            isStrict: isStrict
        )
    )
}

/// Environments to load with.
enum Environment {
    /// All that the examples need.
    static let full = [
        "ZOOM_ACCOUNT_ID": "account",
        "ZOOM_CLIENT_ID": "client",
        "ZOOM_CLIENT_SECRET": "zoom-secret",
        "ZOOM_WEBHOOK_SECRET": "webhook-secret",
        "ZOOM_VERIFICATION_TOKEN": "token",
        "BREVO_API_KEY": "brevo-secret",
    ]
}

/// The files of DESIGN.md §2.
enum Example {
    static let compact = """
        connectors:
          zoom:
            enabled: true
            account_id: "${ZOOM_ACCOUNT_ID}"
            client_id: "${ZOOM_CLIENT_ID}"
            client_secret: "${ZOOM_CLIENT_SECRET}"
            sync:
              participants: true
              webinars: true
              recordings: true
            webhook:
              secret_token: "${ZOOM_WEBHOOK_SECRET}"
              verification_token: "${ZOOM_VERIFICATION_TOKEN}"
            lists:
              meeting_participants: 15
              webinar_attendees: 16
              webinar_registrants: 17

        field_mapping:
          email: email
          name: FIRSTNAME
          join_time: MEETING_JOIN_DATE
          duration: MEETING_DURATION
          webinar_title: WEBINAR_NAME
          attendance_status: ATTENDANCE_STATUS
          registration_source: UTM_SOURCE

        """

    static let explicit = """
        pipelines:
          engaged-attendees:
            on: { webhook: webinar.ended, every: 1h }   # or schedule: "*/15 * * * *"; none: only when applied
            source:
              zoom.webinar_attendees: { since: 30d }
            stages:
              - filter: email != "" && attended_share >= 0.5
              - map:
                  email: email
                  FIRSTNAME: first_name
                  WEBINAR_NAME: webinar_title
                  MEETING_DURATION: duration
                  ATTENDANCE_STATUS: "'attended'"
            sink:
              brevo.contacts: { lists: [webinar_attendees] }

        """

    /// A connector and a list, for explicit pipelines.
    static let connectors = """
        connectors:
          zoom: { account_id: a, client_id: b, client_secret: "${ZOOM_CLIENT_SECRET}" }
        lists: { webinar_attendees: 16 }

        """
}
