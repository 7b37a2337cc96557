extension RefusedFile {
    static let names = [
        RefusedFile(
            "sources and sinks that don't exist",
            #"""
            connectors:
              zoom: { account_id: a, client_id: b, client_secret: "${ZOOM_CLIENT_SECRET}" }
            lists: { webinar_attendees: 16 }
            pipelines:
              one: { source: zoom.webinar_atendees, sink: stdout }
              two: { source: webinar_attendees, sink: { brevo.contact: {} } }
              three: { source: brevo.contacts, sink: zoom.webinar_attendees }
              four: { source: zoom, sink: kafka.topic }
            """#,
            report: #"""
                error[unknown-source]: there is no source `zoom.webinar_atendees`
                 ┌─ a.yaml:5:18
                5│   one: { source: zoom.webinar_atendees, sink: stdout }
                 │                  ^^^^^^^^^^^^^^^^^^^^^ did you mean `zoom.webinar_attendees`?
                error[unknown-source]: there is no source `webinar_attendees`
                 ┌─ a.yaml:6:18
                6│   two: { source: webinar_attendees, sink: { brevo.contact: {} } }
                 │                  ^^^^^^^^^^^^^^^^^ did you mean `zoom.webinar_attendees`?
                error[unknown-sink]: there is no sink `brevo.contact`
                 ┌─ a.yaml:6:45
                6│   two: { source: webinar_attendees, sink: { brevo.contact: {} } }
                 │                                             ^^^^^^^^^^^^^ did you mean `brevo.contacts`?
                error[unknown-source]: there is no source `brevo.contacts`
                 ┌─ a.yaml:7:20
                7│   three: { source: brevo.contacts, sink: zoom.webinar_attendees }
                 │                    ^^^^^^^^^^^^^^ `brevo.contacts` is a sink
                error[unknown-sink]: there is no sink `zoom.webinar_attendees`
                 ┌─ a.yaml:7:42
                7│   three: { source: brevo.contacts, sink: zoom.webinar_attendees }
                 │                                          ^^^^^^^^^^^^^^^^^^^^^^ `zoom.webinar_attendees` is a source
                error[unknown-source]: there is no source `zoom`
                 ┌─ a.yaml:8:19
                8│   four: { source: zoom, sink: kafka.topic }
                 │                   ^^^^ its sources: `zoom.meeting_participants`, `zoom.webinar_registrants`, `zoom.webinar_attendees`, `zoom.webinar_absentees`
                error[unknown-sink]: there is no sink `kafka.topic`
                 ┌─ a.yaml:8:31
                8│   four: { source: zoom, sink: kafka.topic }
                 │                               ^^^^^^^^^^^ the sinks: `brevo.contacts`, `brevo.events`, `stdout`
                7 errors in 1 file · 4 pipelines checked
                """#
        ),
        RefusedFile(
            "a connector that isn't configured",
            #"""
            lists: { webinar_attendees: 16 }
            pipelines:
              one:
                source: zoom.webinar_attendees
                stages: [{ map: { email: email } }]
                sink: { brevo.contacts: { lists: [webinar_attendees] } }
            """#,
            report: #"""
                error[missing-connector]: the pipeline `one` uses the connector `zoom`, which isn't configured
                 ┌─ a.yaml:4:13
                4│     source: zoom.webinar_attendees
                 │             ^^^^^^^^^^^^^^^^^^^^^^ add `connectors: { zoom: {…} }`
                1 error in 1 file · 1 pipeline checked
                """#
        ),
        RefusedFile(
            "a connector that doesn't exist",
            #"""
            connectors:
              zom: {}
              hubspot: {}
            """#,
            report: #"""
                error[unknown-connector]: there is no connector `zom`
                 ┌─ a.yaml:2:3
                2│   zom: {}
                 │   ^^^ did you mean `zoom`?
                error[missing-option]: `connectors.zoom` needs `account_id`
                 ┌─ a.yaml:2:3
                2│   zom: {}
                 │   ^^^ account_id: The account's id.
                error[missing-option]: `connectors.zoom` needs `client_id`
                 ┌─ a.yaml:2:3
                2│   zom: {}
                 │   ^^^ client_id: The app's id.
                error[missing-option]: `connectors.zoom` needs `client_secret`
                 ┌─ a.yaml:2:3
                2│   zom: {}
                 │   ^^^ client_secret: The app's secret.
                error[unknown-connector]: there is no connector `hubspot`
                 ┌─ a.yaml:3:3
                3│   hubspot: {}
                 │   ^^^^^^^ the connectors: `zoom`, `brevo`, `files`
                5 errors in 1 file · 0 pipelines checked
                """#
        ),
        RefusedFile(
            "a connector that is disabled",
            #"""
            connectors:
              zoom: { enabled: false, account_id: a, client_id: b, client_secret: "${ZOOM_CLIENT_SECRET}" }
            pipelines:
              one: { source: zoom.webinar_attendees, sink: stdout }
            """#,
            report: #"""
                warning[disabled-connector]: the pipeline `one` won't run: the connector `zoom` is disabled
                 ┌─ a.yaml:4:18
                4│   one: { source: zoom.webinar_attendees, sink: stdout }
                 │                  ^^^^^^^^^^^^^^^^^^^^^^ enable the connector, or write `enabled: false` here as well
                 ┌─ a.yaml:2:20
                2│   zoom: { enabled: false, account_id: a, client_id: b, client_secret: "${ZOOM_CLIENT_SECRET}" }
                 │                    ----- disabled here
                1 warning in 1 file · 1 pipeline checked
                """#
        ),
    ]
}
