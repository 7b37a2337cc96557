extension RefusedFile {
    static let stages = [
        RefusedFile(
            "a stage that doesn't exist",
            #"""
            pipelines:
              p:
                source: { files.csv: { path: x, columns: [a, b] } }
                stages:
                  - transform: { a: a }
                  - fliter: a != ""
                  - a != ""
                  - filter: a != ""
                    map: { a: a }
                sink: stdout
            """#,
            report: #"""
                error[unknown-stage]: there is no stage `transform`
                 ┌─ a.yaml:5:9
                5│       - transform: { a: a }
                 │         ^^^^^^^^^ did you mean `map`?
                error[unknown-stage]: there is no stage `fliter`
                 ┌─ a.yaml:6:9
                6│       - fliter: a != ""
                 │         ^^^^^^ did you mean `filter`?
                error[wrong-type]: a stage is `filter:` or `map:`, but this is text
                 ┌─ a.yaml:7:9
                7│       - a != ""
                 │         ^^^^^^^ write `- filter: <expression>` or `- map: {…}`
                error[several-stages]: one item of `stages` is one stage
                 ┌─ a.yaml:9:9
                9│         map: { a: a }
                 │         ^^^ begin it with `- `
                4 errors in 1 file · 1 pipeline checked
                """#
        ),
        RefusedFile(
            "stages that are no list",
            #"""
            pipelines:
              p:
                source: { files.csv: { path: x, columns: [a] } }
                stages:
                  filter: a != ""
                sink: stdout
            """#,
            report: #"""
                error[wrong-type]: `stages` takes a list of stages, but this is a mapping
                 ┌─ a.yaml:5:7
                5│       filter: a != ""
                 │       ^^^^^^^^^^^^^^^ begin each stage with `- `: `- filter: email != ""`
                1 error in 1 file · 1 pipeline checked
                """#
        ),
        RefusedFile(
            "a filter that is no condition",
            #"""
            pipelines:
              p:
                source: { files.csv: { path: x, columns: [a] } }
                stages:
                  - filter: a
                  - filter: "'x'"
                sink: stdout
            """#,
            report: #"""
                error[filter-type]: a filter is true or false, but this is string
                 ┌─ a.yaml:5:17
                5│       - filter: a
                 │                 ^ compare it: `!= ""`
                error[filter-type]: a filter is true or false, but this is string
                 ┌─ a.yaml:6:18
                6│       - filter: "'x'"
                 │                  ^^^ compare it: `!= ""`
                2 errors in 1 file · 1 pipeline checked
                """#
        ),
        RefusedFile(
            "a field that isn't there",
            #"""
            connectors:
              zoom: { account_id: a, client_id: b, client_secret: "${ZOOM_CLIENT_SECRET}" }
            lists: { webinar_attendees: 16 }
            pipelines:
              engaged:
                source: zoom.webinar_attendees
                stages:
                  - filter: email != "" && durration >= 300
                  - map: { email: email, A: "webinar_titel" }
                sink: { brevo.contacts: { lists: [webinar_attendees] } }
            """#,
            report: #"""
                error[unknown-field]: `zoom.webinar_attendees` has no field `durration`
                 ┌─ a.yaml:8:32
                8│       - filter: email != "" && durration >= 300
                 │                                ^^^^^^^^^ did you mean `duration` (seconds, int)?
                error[unknown-field]: `zoom.webinar_attendees` has no field `webinar_titel`
                 ┌─ a.yaml:9:34
                9│       - map: { email: email, A: "webinar_titel" }
                 │                                  ^^^^^^^^^^^^^ did you mean `webinar_title` (string)?
                2 errors in 1 file · 1 pipeline checked
                """#
        ),
        RefusedFile(
            "a field that isn't there, in a quoted and in a block scalar",
            #"""
            connectors:
              zoom: { account_id: a, client_id: b, client_secret: "${ZOOM_CLIENT_SECRET}" }
            lists: { webinar_attendees: 16 }
            pipelines:
              engaged:
                source: zoom.webinar_attendees
                stages:
                  - filter: "email != \"\" &&\t durration >= 300"
                  - filter: |
                      email != ""
                        && durration >= 300
                  - filter: >-
                      email != ""
                      && durration >= 300
                  - map: { email: email, 名前: email }
                sink: { brevo.contacts: { lists: [webinar_attendees] } }
            """#,
            report: #"""
                error[unknown-field]: `zoom.webinar_attendees` has no field `durration`
                 ┌─ a.yaml:8:37
                8│       - filter: "email != \"\" &&\t durration >= 300"
                 │                                     ^^^^^^^^^ did you mean `duration` (seconds, int)?
                error[unknown-field]: `zoom.webinar_attendees` has no field `durration`
                  ┌─ a.yaml:11:16
                11│             && durration >= 300
                  │                ^^^^^^^^^ did you mean `duration` (seconds, int)?
                error[unknown-field]: `zoom.webinar_attendees` has no field `durration`
                  ┌─ a.yaml:14:14
                14│           && durration >= 300
                  │              ^^^^^^^^^ did you mean `duration` (seconds, int)?
                error[attribute-name]: `名前` is no attribute's name
                  ┌─ a.yaml:15:30
                15│       - map: { email: email, 名前: email }
                  │                              ^^^^ attributes are written in capitals, digits and `_`
                4 errors in 1 file · 1 pipeline checked
                """#
        ),
        RefusedFile(
            "a field that the map left behind",
            #"""
            connectors:
              zoom: { account_id: a, client_id: b, client_secret: "${ZOOM_CLIENT_SECRET}" }
            lists: { webinar_attendees: 16 }
            pipelines:
              engaged:
                source: zoom.webinar_attendees
                stages:
                  - map: { email: email, FIRSTNAME: first_name }
                  - filter: duration > 300
                sink: { brevo.contacts: { lists: [webinar_attendees] } }
            """#,
            report: #"""
                error[unknown-field]: the map above has no column `duration`
                 ┌─ a.yaml:9:17
                9│       - filter: duration > 300
                 │                 ^^^^^^^^ behind a map there are its columns alone: use `duration` in a stage before it
                1 error in 1 file · 1 pipeline checked
                """#
        ),
    ]
}
