extension RefusedFile {
    static let filters = [
        RefusedFile(
            "filters that keep everything, nothing, or nothing together",
            #"""
            pipelines:
              p:
                source: { files.csv: { path: people.csv, columns: [name] } }
                stages:
                  - filter: "true"
                  - filter: "false"
                  - filter: name == "Ada"
                  - filter: name == "Bob"
                  - map: { name: name }
                  - filter: name == "Carl"
                sink: stdout
            """#,
            report: #"""
                warning[constant-condition]: this filter keeps every record
                 ┌─ a.yaml:5:18
                5│       - filter: "true"
                 │                  ^^^^ leave it out
                warning[constant-condition]: this filter drops every record
                 ┌─ a.yaml:6:18
                6│       - filter: "false"
                 │                  ^^^^^ to stop a pipeline for a while, write `enabled: false`
                warning[impossible-comparison]: this never holds for what the filter above keeps, so every record is dropped
                 ┌─ a.yaml:8:17
                8│       - filter: name == "Bob"
                 │                 ^^^^^^^^^^^^^
                 ┌─ a.yaml:7:17
                7│       - filter: name == "Ada"
                 │                 ------------- this is kept
                3 warnings in 1 file · 1 pipeline checked
                """#
        ),
        RefusedFile(
            "one list for meetings and webinars",
            #"""
            connectors:
              zoom: { account_id: a, client_id: b, client_secret: "${ZOOM_CLIENT_SECRET}" }
            pipelines:
              a:
                source: zoom.webinar_attendees
                stages: [{ map: { email: email } }]
                sink: { brevo.contacts: { lists: 16 } }
              b:
                source: zoom.meeting_participants
                stages: [{ map: { email: email } }]
                sink: { brevo.contacts: { lists: [15, 16] } }
            """#,
            report: #"""
                warning[shared-list]: `b` and `a` fill the same list, 16
                  ┌─ a.yaml:11:38
                11│     sink: { brevo.contacts: { lists: [15, 16] } }
                  │                                      ^^^^^^^^ with one list for meetings and webinars nobody can tell who came to which
                  ┌─ a.yaml:7:38
                 7│     sink: { brevo.contacts: { lists: 16 } }
                  │                                      -- filled here too
                1 warning in 1 file · 2 pipelines checked
                """#
        ),
        RefusedFile(
            "durations as other tools write them, and a sync key that isn't read",
            #"""
            connectors:
              zoom:
                account_id: a
                client_id: b
                client_secret: "${ZOOM_CLIENT_SECRET}"
                sync: { participants: yes }
                lists: { meeting_participants: 15 }
            pipelines:
              a:
                source: { zoom.webinar_attendees: { since: 30 days } }
                stages: [{ map: { email: email } }]
                sink: { brevo.contacts: { lists: 16 } }
            """#,
            report: #"""
                error[not-a-boolean]: `yes` is text in YAML 1.2, and `participants` takes `true` or `false`
                 ┌─ a.yaml:6:27
                6│     sync: { participants: yes }
                 │                           ^^^ write `true`
                error[malformed-duration]: `30 days` is no duration
                  ┌─ a.yaml:10:48
                10│     source: { zoom.webinar_attendees: { since: 30 days } }
                  │                                                ^^^^^^^ write `30d`
                2 errors in 1 file · 1 pipeline checked
                """#
        ),
    ]
}
