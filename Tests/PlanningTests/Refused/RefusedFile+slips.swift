extension RefusedFile {
    /// Slips, each of which is one finding, and references as other tools write them.
    static let slips = [
        RefusedFile(
            "a misspelt section, which is read all the same",
            #"""
            connector:
              zoom: { account_id: a, client_id: b, client_secret: "${ZOOM_CLIENT_SECRET}" }
            pipelines:
              p:
                source: zoom.webinar_attendees
                stages: [{ map: { email: email } }]
                sink: brevo.contacts
            """#,
            report: #"""
                error[unknown-key]: a file has no key `connector`
                 ┌─ a.yaml:1:1
                1│ connector:
                 │ ^^^^^^^^^ did you mean `connectors`?
                1 error in 1 file · 1 pipeline checked
                """#
        ),
        RefusedFile(
            "a misspelt end of a pipeline",
            #"""
            connectors:
              zoom: { account_id: a, client_id: b, client_secret: "${ZOOM_CLIENT_SECRET}" }
            pipelines:
              p:
                souce: zoom.webinar_attendees
                stages: [{ map: { email: email } }]
                sink: brevo.contacts
            """#,
            report: #"""
                error[unknown-key]: `p` has no key `souce`
                 ┌─ a.yaml:5:5
                5│     souce: zoom.webinar_attendees
                 │     ^^^^^ did you mean `source`?
                1 error in 1 file · 1 pipeline checked
                """#
        ),
        RefusedFile(
            "a misspelt secret",
            #"""
            connectors:
              zoom: { account_id: a, client_id: b, client_secert: "${ZOOM_CLIENT_SECRET}" }
            pipelines:
              p:
                source: zoom.webinar_attendees
                stages: [{ map: { email: email } }]
                sink: brevo.contacts
            """#,
            report: #"""
                error[unknown-key]: `connectors.zoom` has no key `client_secert`
                 ┌─ a.yaml:2:40
                2│   zoom: { account_id: a, client_id: b, client_secert: "${ZOOM_CLIENT_SECRET}" }
                 │                                        ^^^^^^^^^^^^^ did you mean `client_secret`?
                1 error in 1 file · 1 pipeline checked
                """#
        ),
        RefusedFile(
            "a variable as shells write it",
            #"""
            connectors:
              zoom: { account_id: a, client_id: b, client_secret: $ZOOM_CLIENT_SECRET }
            pipelines:
              p:
                source: zoom.webinar_attendees
                stages: [{ map: { email: email } }]
                sink: brevo.contacts
            """#,
            report: #"""
                error[malformed-reference]: `$ZOOM_CLIENT_SECRET` isn't replaced: variables are written `${NAME}`
                 ┌─ a.yaml:2:55
                2│   zoom: { account_id: a, client_id: b, client_secret: $ZOOM_CLIENT_SECRET }
                 │                                                       ^^^^^^^^^^^^^^^^^^^ write `${ZOOM_CLIENT_SECRET}`
                1 error in 1 file · 1 pipeline checked
                """#
        ),
        RefusedFile(
            "a variable as templates write it",
            #"""
            connectors:
              zoom: { account_id: "{{ ZOOM_ACCOUNT_ID }}", client_id: b, client_secret: "${ZOOM_CLIENT_SECRET}" }
            pipelines:
              p:
                source: zoom.webinar_attendees
                stages: [{ map: { email: email } }]
                sink: brevo.contacts
            """#,
            report: #"""
                error[malformed-reference]: `{{ ZOOM_ACCOUNT_ID }}` isn't replaced: variables are written `${NAME}`
                 ┌─ a.yaml:2:23
                2│   zoom: { account_id: "{{ ZOOM_ACCOUNT_ID }}", client_id: b, client_secret: "${ZOOM_CLIENT_SECRET}" }
                 │                       ^^^^^^^^^^^^^^^^^^^^^^^ write `${ZOOM_ACCOUNT_ID}`
                1 error in 1 file · 1 pipeline checked
                """#
        ),
        RefusedFile(
            "a variable within an address",
            #"""
            connectors:
              zoom: { api_url: https://zoom.example/$ZOOM_PATH/v2, account_id: a, client_id: b, client_secret: "${ZOOM_CLIENT_SECRET}" }
            pipelines:
              p:
                source: zoom.webinar_attendees
                stages: [{ map: { email: email } }]
                sink: brevo.contacts
            """#,
            report: #"""
                warning[malformed-reference]: a `$` without braces stands for itself
                 ┌─ a.yaml:2:41
                2│   zoom: { api_url: https://zoom.example/$ZOOM_PATH/v2, account_id: a, client_id: b, client_secret: "${ZOOM_CLIENT_SECRET…
                 │                                         ^^^^^^^^^^ write `${ZOOM_PATH}`
                1 warning in 1 file · 1 pipeline checked
                """#
        ),
        RefusedFile(
            "a secret as GitHub writes it",
            #"""
            connectors:
              zoom: { account_id: a, client_id: b, client_secret: "${{ secrets.ZOOM_CLIENT_SECRET }}" }
            pipelines:
              p:
                source: zoom.webinar_attendees
                stages: [{ map: { email: email } }]
                sink: brevo.contacts
            """#,
            report: #"""
                error[malformed-reference]: `${{ … }}` isn't replaced here
                 ┌─ a.yaml:2:56
                2│   zoom: { account_id: a, client_id: b, client_secret: "${{ secrets.ZOOM_CLIENT_SECRET }}" }
                 │                                                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ this is GitHub's syntax: pass it as `env` of the step, and write `${ZOOM_CLIENT_SECRET}` here
                1 error in 1 file · 1 pipeline checked
                """#
        ),
        RefusedFile(
            "a reference in braces without quotes",
            #"""
            connectors:
              zoom: { account_id: a, client_id: b, client_secret: "${ZOOM_CLIENT_SECRET}" }
            pipelines:
              p:
                source: { zoom.webinar_attendees: { since: ${SINCE:-30d} } }
                stages: [{ map: { email: email } }]
                sink: brevo.contacts
            """#,
            report: #"""
                error[syntax]: a `${…}` inside `{}` or `[]` needs quotes
                 ┌─ a.yaml:5:48
                5│     source: { zoom.webinar_attendees: { since: ${SINCE:-30d} } }
                 │                                                ^ write `"${SINCE:-30d}"`
                1 error in 1 file · 0 pipelines checked
                """#
        ),
        RefusedFile(
            "a list's number that YAML takes for a comment",
            #"""
            connectors:
              zoom: { account_id: a, client_id: b, client_secret: "${ZOOM_CLIENT_SECRET}" }
            lists:
              attendees: #16
            pipelines:
              p:
                source: zoom.webinar_attendees
                stages: [{ map: { email: email } }]
                sink: { brevo.contacts: { lists: [attendees] } }
            """#,
            report: #"""
                error[wrong-type]: the list `attendees` takes the list's id, a whole number from 1
                 ┌─ a.yaml:4:3
                4│   attendees: #16
                 │   ^^^^^^^^^ `#` begins a comment: write `16`
                1 error in 1 file · 1 pipeline checked
                """#
        ),
        RefusedFile(
            "another connector's key",
            #"""
            connectors:
              zoom: { api_key: "${BREVO_API_KEY}", account_id: a, client_id: b, client_secret: "${ZOOM_CLIENT_SECRET}" }
            pipelines:
              p:
                source: zoom.webinar_attendees
                stages: [{ map: { email: email } }]
                sink: brevo.contacts
            """#,
            report: #"""
                error[unknown-key]: `connectors.zoom` has no key `api_key`
                 ┌─ a.yaml:2:11
                2│   zoom: { api_key: "${BREVO_API_KEY}", account_id: a, client_id: b, client_secret: "${ZOOM_CLIENT_SECRET}" }
                 │           ^^^^^^^ it belongs under `connectors.brevo`
                1 error in 1 file · 1 pipeline checked
                """#
        ),
        RefusedFile(
            "a text without quotes",
            #"""
            connectors:
              zoom: { account_id: a, client_id: b, client_secret: "${ZOOM_CLIENT_SECRET}" }
            pipelines:
              p:
                source: zoom.webinar_attendees
                stages: [{ map: { email: email, FIRSTNAME: Attendee } }]
                sink: brevo.contacts
            """#,
            report: #"""
                error[unknown-field]: `Attendee` is read as an expression, and there is no such field
                 ┌─ a.yaml:6:48
                6│     stages: [{ map: { email: email, FIRSTNAME: Attendee } }]
                 │                                                ^^^^^^^^ for that very text write `"'Attendee'"`
                1 error in 1 file · 1 pipeline checked
                """#
        ),
        RefusedFile(
            "a field of the record",
            #"""
            connectors:
              zoom: { account_id: a, client_id: b, client_secret: "${ZOOM_CLIENT_SECRET}" }
            pipelines:
              p:
                source: zoom.webinar_attendees
                stages:
                  - filter: record.email != ""
                  - map: { email: email }
                sink: brevo.contacts
            """#,
            report: #"""
                error[unknown-name]: `record` is no field: fields are written by their names alone
                 ┌─ a.yaml:7:17
                7│       - filter: record.email != ""
                 │                 ^^^^^^^^^^^^ write email
                1 error in 1 file · 1 pipeline checked
                """#
        ),
        RefusedFile(
            "one attribute in two spellings",
            #"""
            connectors:
              zoom: { account_id: a, client_id: b, client_secret: "${ZOOM_CLIENT_SECRET}" }
            pipelines:
              p:
                source: zoom.webinar_attendees
                stages: [{ map: { email: email, FIRSTNAME: first_name, Firstname: name } }]
                sink: brevo.contacts
            """#,
            report: #"""
                error[mapped-twice]: `Firstname` is mapped twice
                 ┌─ a.yaml:6:60
                6│     stages: [{ map: { email: email, FIRSTNAME: first_name, Firstname: name } }]
                 │                                                            ^^^^^^^^^ map it once; `a != "" ? a : b` chooses between two values
                 ┌─ a.yaml:6:37
                6│     stages: [{ map: { email: email, FIRSTNAME: first_name, Firstname: name } }]
                 │                                     --------- first mapped here
                1 error in 1 file · 1 pipeline checked
                """#
        ),
    ]
}
