extension RefusedFile {
    /// Forms that other tools have.
    static let forms = [
        RefusedFile(
            "a source with its name under a key, as GitHub has it",
            #"""
            connectors:
              zoom: { account_id: a, client_id: b, client_secret: "${ZOOM_CLIENT_SECRET}" }
            pipelines:
              p:
                source:
                  uses: zoom.webinar_attendees
                  with: { since: 30d }
                stages: [{ map: { email: email } }]
                sink: brevo.contacts
            """#,
            report: #"""
                error[wrong-type]: `source` takes a name with its options below it, not `uses`
                 ┌─ a.yaml:6:7
                6│       uses: zoom.webinar_attendees
                 │       ^^^^ write `source: { zoom.webinar_attendees: { since: 30d } }`
                1 error in 1 file · 1 pipeline checked
                """#
        ),
        RefusedFile(
            "a source in two parts",
            #"""
            connectors:
              zoom: { account_id: a, client_id: b, client_secret: "${ZOOM_CLIENT_SECRET}" }
            pipelines:
              p:
                source: { connector: zoom, resource: webinar_attendees, since: 30d }
                stages: [{ map: { email: email } }]
                sink: brevo.contacts
            """#,
            report: #"""
                error[wrong-type]: `source` takes a name with its options below it, not `connector`
                 ┌─ a.yaml:5:15
                5│     source: { connector: zoom, resource: webinar_attendees, since: 30d }
                 │               ^^^^^^^^^ write `source: { zoom.webinar_attendees: { since: 30d } }`
                1 error in 1 file · 1 pipeline checked
                """#
        ),
        RefusedFile(
            "a source as keys within keys",
            #"""
            connectors:
              zoom: { account_id: a, client_id: b, client_secret: "${ZOOM_CLIENT_SECRET}" }
            pipelines:
              p:
                source:
                  zoom:
                    webinar_attendees: { since: 30d }
                stages: [{ map: { email: email } }]
                sink: brevo.contacts
            """#,
            report: #"""
                error[wrong-type]: `zoom` and `webinar_attendees` are one name, with a point between them
                 ┌─ a.yaml:6:7
                6│       zoom:
                 │       ^^^^ write `source: { zoom.webinar_attendees: { since: 30d } }`
                1 error in 1 file · 1 pipeline checked
                """#
        ),
        RefusedFile(
            "a list of one sink",
            #"""
            connectors:
              zoom: { account_id: a, client_id: b, client_secret: "${ZOOM_CLIENT_SECRET}" }
            pipelines:
              p:
                source: zoom.webinar_attendees
                stages: [{ map: { email: email } }]
                sink:
                  - brevo.contacts: { lists: [16] }
            """#,
            report: #"""
                error[wrong-type]: `sink` takes one name with its options, but this is a list
                 ┌─ a.yaml:8:7
                8│       - brevo.contacts: { lists: [16] }
                 │       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ write it without a list: `sink: { brevo.contacts: { lists: [16] } }`
                1 error in 1 file · 1 pipeline checked
                """#
        ),
        RefusedFile(
            "a trigger without its key",
            #"""
            connectors:
              zoom: { account_id: a, client_id: b, client_secret: "${ZOOM_CLIENT_SECRET}" }
            pipelines:
              p:
                on: webinar.ended
                source: zoom.webinar_attendees
                stages: [{ map: { email: email } }]
                sink: brevo.contacts
            """#,
            report: #"""
                error[wrong-type]: `on` takes a mapping of triggers, but this is text
                 ┌─ a.yaml:5:9
                5│     on: webinar.ended
                 │         ^^^^^^^^^^^^^ write `on: { webhook: webinar.ended }`
                1 error in 1 file · 1 pipeline checked
                """#
        ),
        RefusedFile(
            "a schedule as GitHub has it",
            #"""
            connectors:
              zoom: { account_id: a, client_id: b, client_secret: "${ZOOM_CLIENT_SECRET}" }
            pipelines:
              p:
                on:
                  schedule:
                    - cron: "0 6 * * *"
                source: zoom.webinar_attendees
                stages: [{ map: { email: email } }]
                sink: brevo.contacts
            """#,
            report: #"""
                error[wrong-type]: `schedule` takes text, but this is a list
                 ┌─ a.yaml:7:9
                7│         - cron: "0 6 * * *"
                 │         ^^^^^^^^^^^^^^^^^^^ write `schedule: "0 6 * * *"`
                1 error in 1 file · 1 pipeline checked
                """#
        ),
        RefusedFile(
            "a schedule with seconds",
            #"""
            connectors:
              zoom: { account_id: a, client_id: b, client_secret: "${ZOOM_CLIENT_SECRET}" }
            pipelines:
              p:
                on: { schedule: "0 */15 * * * *" }
                source: zoom.webinar_attendees
                stages: [{ map: { email: email } }]
                sink: brevo.contacts
            """#,
            report: #"""
                error[malformed-schedule]: a schedule has five fields (minute, hour, day, month, weekday), this has 6
                 ┌─ a.yaml:5:22
                5│     on: { schedule: "0 */15 * * * *" }
                 │                      ^^^^^^^^^^^^^^ write `*/15 * * * *`
                1 error in 1 file · 1 pipeline checked
                """#
        ),
        RefusedFile(
            "a schedule by a nickname",
            #"""
            connectors:
              zoom: { account_id: a, client_id: b, client_secret: "${ZOOM_CLIENT_SECRET}" }
            pipelines:
              p:
                on: { schedule: "@hourly" }
                source: zoom.webinar_attendees
                stages: [{ map: { email: email } }]
                sink: brevo.contacts
            """#,
            report: #"""
                error[malformed-schedule]: a schedule has five fields (minute, hour, day, month, weekday), this has 1
                 ┌─ a.yaml:5:22
                5│     on: { schedule: "@hourly" }
                 │                      ^^^^^^^ write `0 * * * *`
                1 error in 1 file · 1 pipeline checked
                """#
        ),
        RefusedFile(
            "an abbreviated time zone",
            #"""
            connectors:
              zoom: { account_id: a, client_id: b, client_secret: "${ZOOM_CLIENT_SECRET}" }
            pipelines:
              p:
                timezone: CEST
                source: zoom.webinar_attendees
                stages: [{ map: { email: email } }]
                sink: brevo.contacts
            """#,
            report: #"""
                error[unknown-time-zone]: there is no time zone `CEST`
                 ┌─ a.yaml:5:15
                5│     timezone: CEST
                 │               ^^^^ did you mean `Europe/Berlin`?
                1 error in 1 file · 1 pipeline checked
                """#
        ),
        RefusedFile(
            "a time zone in small letters",
            #"""
            connectors:
              zoom: { account_id: a, client_id: b, client_secret: "${ZOOM_CLIENT_SECRET}" }
            pipelines:
              p:
                timezone: europe/berlin
                source: zoom.webinar_attendees
                stages: [{ map: { email: email } }]
                sink: brevo.contacts
            """#,
            report: #"""
                error[unknown-time-zone]: there is no time zone `europe/berlin`
                 ┌─ a.yaml:5:15
                5│     timezone: europe/berlin
                 │               ^^^^^^^^^^^^^ did you mean `Europe/Berlin`?
                1 error in 1 file · 1 pipeline checked
                """#
        ),
        RefusedFile(
            "conditions as a list",
            #"""
            connectors:
              zoom: { account_id: a, client_id: b, client_secret: "${ZOOM_CLIENT_SECRET}" }
            pipelines:
              p:
                source: zoom.webinar_attendees
                stages:
                  - filter:
                      - email != ""
                      - attended_share >= 0.5
                  - map: { email: email }
                sink: brevo.contacts
            """#,
            report: #"""
                error[wrong-type]: `filter` takes an expression, but this is a list
                 ┌─ a.yaml:8:11
                8│           - email != ""
                 │           ^^^^^^^^^^^^^ join them with `&&`: `email != "" && attended_share >= 0.5`
                1 error in 1 file · 1 pipeline checked
                """#
        ),
        RefusedFile(
            "columns as a list",
            #"""
            connectors:
              zoom: { account_id: a, client_id: b, client_secret: "${ZOOM_CLIENT_SECRET}" }
            pipelines:
              p:
                source: zoom.webinar_attendees
                stages:
                  - map:
                      - email: email
                      - FIRSTNAME: first_name
                sink: brevo.contacts
            """#,
            report: #"""
                error[wrong-type]: `map` takes columns with expressions, but this is a list
                 ┌─ a.yaml:8:11
                8│           - email: email
                 │           ^^^^^^^^^^^^^^ write the columns without `- `: `email: email`
                1 error in 1 file · 1 pipeline checked
                """#
        ),
        RefusedFile(
            "a field and an attribute in each other's place",
            #"""
            connectors:
              zoom: { account_id: a, client_id: b, client_secret: "${ZOOM_CLIENT_SECRET}" }
            pipelines:
              p:
                source: zoom.webinar_attendees
                stages: [{ map: { email: email, first_name: FIRSTNAME } }]
                sink: brevo.contacts
            """#,
            report: #"""
                error[unknown-field]: `first_name` is a field and `FIRSTNAME` an attribute: they look swapped
                 ┌─ a.yaml:6:37
                6│     stages: [{ map: { email: email, first_name: FIRSTNAME } }]
                 │                                     ^^^^^^^^^^ write `FIRSTNAME: first_name`
                1 error in 1 file · 1 pipeline checked
                """#
        ),
        RefusedFile(
            "a percentage",
            #"""
            connectors:
              zoom: { account_id: a, client_id: b, client_secret: "${ZOOM_CLIENT_SECRET}" }
            pipelines:
              p:
                source: zoom.webinar_attendees
                stages:
                  - filter: attended_share >= 50%
                  - map: { email: email }
                sink: brevo.contacts
            """#,
            report: #"""
                error[unknown-operator]: `%` divides and keeps the remainder; it isn't “per cent”
                 ┌─ a.yaml:7:35
                7│       - filter: attended_share >= 50%
                 │                                   ^^^ write 0.5
                1 error in 1 file · 1 pipeline checked
                """#
        ),
    ]
}
