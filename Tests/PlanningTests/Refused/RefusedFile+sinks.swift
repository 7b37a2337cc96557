extension RefusedFile {
    static let sinks = [
        RefusedFile(
            "no map before contacts",
            #"""
            connectors:
              zoom: { account_id: a, client_id: b, client_secret: "${ZOOM_CLIENT_SECRET}" }
            lists: { webinar_attendees: 16 }
            pipelines:
              engaged:
                source: zoom.webinar_attendees
                stages:
                  - filter: email != ""
                sink: { brevo.contacts: { lists: [webinar_attendees] } }
            """#,
            report: #"""
                error[missing-map]: `brevo.contacts` doesn't know what the fields of `zoom.webinar_attendees` mean to it
                 ┌─ a.yaml:9:13
                9│     sink: { brevo.contacts: { lists: [webinar_attendees] } }
                 │             ^^^^^^^^^^^^^^ add a stage: `- map: { email: email }`
                1 error in 1 file · 1 pipeline checked
                """#
        ),
        RefusedFile(
            "columns that contacts don't take",
            #"""
            connectors:
              zoom: { account_id: a, client_id: b, client_secret: "${ZOOM_CLIENT_SECRET}" }
            lists: { webinar_attendees: 16 }
            pipelines:
              engaged:
                source: zoom.webinar_attendees
                stages:
                  - map:
                      EMAIL: email
                      first_name: first_name
                      SHARE: attended_share
                      FULL NAME: name
                      Share: duration
                      JOINED: "[1, 2]"
                sink: { brevo.contacts: { lists: [webinar_attendees] } }
            """#,
            report: #"""
                error[refused-column]: `EMAIL` can't be mapped: a changed EMAIL lifts a blocklisting
                 ┌─ a.yaml:9:11
                9│           EMAIL: email
                 │           ^^^^^ write `email`, in small letters
                error[attribute-name]: `first_name` is no attribute's name
                  ┌─ a.yaml:10:11
                10│           first_name: first_name
                  │           ^^^^^^^^^^ attributes are written in capitals: `FIRST_NAME`
                error[attribute-name]: `FULL NAME` is no attribute's name
                  ┌─ a.yaml:12:11
                12│           FULL NAME: name
                  │           ^^^^^^^^^ attributes are written in capitals: `FULL_NAME`
                error[mapped-twice]: `Share` is mapped twice
                  ┌─ a.yaml:13:11
                13│           Share: duration
                  │           ^^^^^ map it once; `a != "" ? a : b` chooses between two values
                  ┌─ a.yaml:11:11
                11│           SHARE: attended_share
                  │           ----- first mapped here
                error[column-type]: `brevo.contacts` can't take list(int) as `JOINED`
                  ┌─ a.yaml:14:19
                14│           JOINED: "[1, 2]"
                  │                   ^^^^^^^^ it takes: string, int, double, bool, timestamp, list(string)
                5 errors in 1 file · 1 pipeline checked
                """#
        ),
        RefusedFile(
            "an email that is a number",
            #"""
            connectors:
              zoom: { account_id: a, client_id: b, client_secret: "${ZOOM_CLIENT_SECRET}" }
            lists: { webinar_attendees: 16 }
            pipelines:
              engaged:
                source: zoom.webinar_attendees
                stages:
                  - map: { email: duration }
                sink: { brevo.contacts: { lists: [webinar_attendees] } }
            """#,
            report: #"""
                error[column-type]: `brevo.contacts` takes string as `email`, but this is int
                 ┌─ a.yaml:8:23
                8│       - map: { email: duration }
                 │                       ^^^^^^^^
                1 error in 1 file · 1 pipeline checked
                """#
        ),
        RefusedFile(
            "one attribute with two types",
            #"""
            connectors:
              zoom: { account_id: a, client_id: b, client_secret: "${ZOOM_CLIENT_SECRET}" }
            lists: { webinar_attendees: 16 }
            pipelines:
              one:
                source: zoom.webinar_attendees
                stages: [{ map: { email: email, COUNT: duration } }]
                sink: { brevo.contacts: { lists: [webinar_attendees] } }
              two:
                source: zoom.webinar_attendees
                stages: [{ map: { email: email, COUNT: join_time } }]
                sink: { brevo.contacts: { lists: [webinar_attendees] } }
            """#,
            report: #"""
                error[attribute-type]: `COUNT` is timestamp in `two`, but int in `one`
                  ┌─ a.yaml:11:44
                11│     stages: [{ map: { email: email, COUNT: join_time } }]
                  │                                            ^^^^^^^^^ give both the same type, or use two attributes
                  ┌─ a.yaml:7:44
                 7│     stages: [{ map: { email: email, COUNT: duration } }]
                  │                                            -------- int here
                1 error in 1 file · 2 pipelines checked
                """#
        ),
        RefusedFile(
            "lists that aren't there, and one that nobody uses",
            #"""
            connectors:
              zoom: { account_id: a, client_id: b, client_secret: "${ZOOM_CLIENT_SECRET}" }
            lists: { webinar_attendees: 16 }
            pipelines:
              one:
                source: zoom.webinar_attendees
                stages: [{ map: { email: email } }]
                sink: { brevo.contacts: { lists: [webinar_atendees, 0, "12"] } }
            """#,
            report: #"""
                error[unknown-list]: there is no list `webinar_atendees`
                 ┌─ a.yaml:8:39
                8│     sink: { brevo.contacts: { lists: [webinar_atendees, 0, "12"] } }
                 │                                       ^^^^^^^^^^^^^^^^ did you mean `webinar_attendees`?
                error[out-of-range]: a list's id is a whole number from 1, but this is `0`
                 ┌─ a.yaml:8:57
                8│     sink: { brevo.contacts: { lists: [webinar_atendees, 0, "12"] } }
                 │                                                         ^
                2 errors in 1 file · 1 pipeline checked
                """#
        ),
    ]
}
