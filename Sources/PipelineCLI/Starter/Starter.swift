import Assembly
import Planning

/// The files that `pipeline init` makes.
enum Starter {
    /// A file by its path within the folder.
    struct File {
        let path: String
        let text: String

        /// What it is for, for people.
        let purpose: String
    }

    /// The configuration's name.
    static let configuration = "pipeline.yaml"

    static let files = [
        File(path: configuration, text: pipelineText, purpose: "what goes from Zoom to Brevo"),
        File(path: "pipeline.test.yaml", text: testText, purpose: "tests: `pipeline test pipeline.yaml`"),
        File(
            path: "pipeline.schema.json",
            text: pipelineSchema(Connectors.catalog) + "\n",
            purpose: "completion and hints in editors"
        ),
        File(path: ".env.example", text: environmentText, purpose: "the secrets that are needed, to be copied to .env"),
        File(
            path: ".github/workflows/pipeline.yaml",
            text: workflowText,
            purpose: "checks pull requests, and shows the plan"
        ),
    ]

    /// What version control leaves alone: the state holds people, .env holds secrets.
    static let ignored = [".pipeline/", ".env"]

    private static let pipelineText = """
        # yaml-language-server: $schema=pipeline.schema.json
        #
        # What goes from Zoom to Brevo. Check it with `pipeline validate pipeline.yaml`, look at it with
        # `pipeline graph pipeline.yaml`; `pipeline apply pipeline.yaml --env-file .env` does it, and asks before it writes.

        connectors:
          zoom:
            # A Server-to-Server OAuth app (marketplace.zoom.us › Develop). Secrets come from the environment: see .env.example.
            account_id: "${ZOOM_ACCOUNT_ID}"
            client_id: "${ZOOM_CLIENT_ID}"
            client_secret: "${ZOOM_CLIENT_SECRET}"

            # What is read. Nothing else is asked of Zoom.
            sync:
              webinars: true # registrants, attendees, and registrants who didn't come
              participants: false # people in meetings

            # Brevo's list ids (Contacts › Lists: the number behind #). Put your own here.
            lists:
              webinar_registrants: 1
              webinar_attendees: 2
              # webinar_absentees: 3 # without it they stay in the registrants' list
              # meeting_participants: 4

            # Your own people are nobody's marketing data.
            # exclude_domains: [example.com]

          brevo:
            api_key: "${BREVO_API_KEY}"

        # Which field of Zoom fills which attribute of Brevo (Contacts › Settings › Contact attributes).
        field_mapping:
          email: email
          first_name: FIRSTNAME
          last_name: LASTNAME
          webinar_title: WEBINAR_NAME
          attendance_status: ATTENDANCE_STATUS # registered, attended or absent
          duration: WEBINAR_SECONDS # of those who came
          # registration_source: UTM_SOURCE

        # Pipelines of your own, beside those above: filters and maps with expressions.
        # pipelines:
        #   engaged-attendees:
        #     source:
        #       zoom.webinar_attendees: { since: 30d }
        #     stages:
        #       - filter: email != "" && attended_share >= 0.5
        #       - map:
        #           email: email
        #           ENGAGED: "true"
        #     sink:
        #       brevo.contacts: { lists: [5] }

        """

    private static let testText = """
        # yaml-language-server: $schema=pipeline.schema.json
        #
        # What should come of what Zoom gives. `pipeline test pipeline.yaml` runs these, without network or secrets.
        tests:
          an attendee gets the attributes and the list:
            pipeline: zoom-webinar-attendees
            records:
              - email: Aiko@Example.com
                first_name: Aiko
                last_name: Sato
                webinar_title: Spring demo
                duration: 2710
            expect:
              contacts:
                aiko@example.com:
                  FIRSTNAME: Aiko
                  LASTNAME: Sato
                  WEBINAR_NAME: Spring demo
                  ATTENDANCE_STATUS: attended
                  WEBINAR_SECONDS: 2710
                  lists: [webinar_attendees]

          guests without an email are skipped:
            pipeline: zoom-webinar-attendees
            records:
              - { name: A guest, duration: 60 }
            expect:
              contacts: {}
              skipped: { no_email: 1 }

        """

    private static let environmentText = """
        # Copy to .env, fill in, and keep it out of version control: pipeline apply pipeline.yaml --env-file .env
        # In CI these are secrets of the repository.

        # marketplace.zoom.us › Develop › your Server-to-Server OAuth app › App credentials
        ZOOM_ACCOUNT_ID=
        ZOOM_CLIENT_ID=
        ZOOM_CLIENT_SECRET=

        # app.brevo.com › Settings › SMTP & API › API keys
        BREVO_API_KEY=

        """
}
