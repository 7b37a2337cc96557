import Foundation
import Sandbox

/// The compact file that the demo runs: `pipelines/zoom-to-brevo.yaml`, word for word.
enum DemoFile {
    static let name = "pipelines/zoom-to-brevo.yaml"

    static let text = #"""
        # yaml-language-server: $schema=../schemas/pipeline.schema.json
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

        """#

    /// Its secrets, as the sandbox accepts them.
    static let environment: [String: String] = {
        let credentials = SandboxCredentials()
        return [
            "ZOOM_ACCOUNT_ID": credentials.accountID, "ZOOM_CLIENT_ID": credentials.clientID,
            "ZOOM_CLIENT_SECRET": credentials.clientSecret, "BREVO_API_KEY": credentials.apiKey,
        ]
    }()
}
