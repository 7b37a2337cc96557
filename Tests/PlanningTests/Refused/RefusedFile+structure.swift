extension RefusedFile {
    static let structure = [
        RefusedFile(
            "a key that no file has",
            #"""
            connector:
              zoom: {}
            pipelnes: {}
            zoom: {}
            sink: stdout
            """#,
            report: #"""
                error[unknown-key]: a file has no key `connector`
                 ┌─ a.yaml:1:1
                1│ connector:
                 │ ^^^^^^^^^ did you mean `connectors`?
                error[missing-option]: `connectors.zoom` needs `account_id`
                 ┌─ a.yaml:2:3
                2│   zoom: {}
                 │   ^^^^ account_id: The account's id.
                error[missing-option]: `connectors.zoom` needs `client_id`
                 ┌─ a.yaml:2:3
                2│   zoom: {}
                 │   ^^^^ client_id: The app's id.
                error[missing-option]: `connectors.zoom` needs `client_secret`
                 ┌─ a.yaml:2:3
                2│   zoom: {}
                 │   ^^^^ client_secret: The app's secret.
                error[unknown-key]: a file has no key `pipelnes`
                 ┌─ a.yaml:3:1
                3│ pipelnes: {}
                 │ ^^^^^^^^ did you mean `pipelines`?
                error[unknown-key]: a file has no key `zoom`
                 ┌─ a.yaml:4:1
                4│ zoom: {}
                 │ ^^^^ put `zoom` under `connectors`
                error[unknown-key]: a file has no key `sink`
                 ┌─ a.yaml:5:1
                5│ sink: stdout
                 │ ^^^^ it belongs to a pipeline: `pipelines.<name>`
                7 errors in 1 file · 0 pipelines checked
                """#
        ),
        RefusedFile(
            "a list where a file's mapping should be",
            #"""
            - connectors
            """#,
            report: #"""
                error[wrong-type]: a configuration is a mapping, but this is a list
                 ┌─ a.yaml:1:1
                1│ - connectors
                 │ ^^^^^^^^^^^^ begin with `connectors:` or `pipelines:`
                1 error in 1 file · 0 pipelines checked
                """#
        ),
        RefusedFile(
            "a section that isn't a mapping",
            #"""
            connectors: zoom
            pipelines: [a]
            lists: 15
            """#,
            report: #"""
                error[wrong-type]: `connectors` takes a mapping, but this is text
                 ┌─ a.yaml:1:13
                1│ connectors: zoom
                 │             ^^^^
                error[wrong-type]: `pipelines` takes a mapping, but this is a list
                 ┌─ a.yaml:2:12
                2│ pipelines: [a]
                 │            ^^^
                error[wrong-type]: `lists` takes a mapping, but this is text
                 ┌─ a.yaml:3:8
                3│ lists: 15
                 │        ^^
                3 errors in 1 file · 0 pipelines checked
                """#
        ),
        RefusedFile(
            "a key given twice",
            #"""
            lists:
              a: 1
              a: 2
            pipelines:
              p: { source: { files.csv: { path: x, columns: [a] } }, sink: stdout }
            """#,
            report: #"""
                warning[unused-list]: no pipeline uses the list `a`
                 ┌─ a.yaml:2:3
                2│   a: 1
                 │   ^
                error[duplicate-key]: the key `a` is given twice (first at 2:3)
                 ┌─ a.yaml:3:3
                3│   a: 2
                 │   ^ remove one of the two
                 ┌─ a.yaml:2:3
                2│   a: 1
                 │   - first given here
                1 error, 1 warning in 1 file · 1 pipeline checked
                """#
        ),
        RefusedFile(
            "a pipeline that is no mapping",
            #"""
            pipelines:
              p: zoom.webinar_attendees
              q:
            """#,
            report: #"""
                error[wrong-type]: the pipeline `p` takes a mapping, but this is text
                 ┌─ a.yaml:2:6
                2│   p: zoom.webinar_attendees
                 │      ^^^^^^^^^^^^^^^^^^^^^^ write `source`, `stages` and `sink` below it
                error[wrong-type]: the pipeline `q` takes a mapping, but this is nothing
                 ┌─ a.yaml:3:3
                3│   q:
                 │   ^ write `source`, `stages` and `sink` below it
                2 errors in 1 file · 0 pipelines checked
                """#
        ),
        RefusedFile(
            "a pipeline without source and sink",
            #"""
            pipelines:
              p:
                stages: []
            """#,
            report: #"""
                error[missing-source]: the pipeline `p` has no `source`
                 ┌─ a.yaml:2:3
                2│   p:
                 │   ^ add `source: <name>` below it
                error[missing-sink]: the pipeline `p` has no `sink`
                 ┌─ a.yaml:2:3
                2│   p:
                 │   ^ add `sink: <name>` below it
                2 errors in 1 file · 1 pipeline checked
                """#
        ),
        RefusedFile(
            "keys of other tools in a pipeline",
            #"""
            pipelines:
              p:
                source: { files.csv: { path: x, columns: [a] } }
                filter: a != ""
                transform: { a: a }
                destination: stdout
                cron: "0 6 * * *"
                sink: stdout
            """#,
            report: #"""
                error[unknown-key]: `p` has no key `filter`
                 ┌─ a.yaml:4:5
                4│     filter: a != ""
                 │     ^^^^^^ put it into `stages`: `- filter: <expression>`
                error[unknown-key]: `p` has no key `transform`
                 ┌─ a.yaml:5:5
                5│     transform: { a: a }
                 │     ^^^^^^^^^ put it into `stages`: `- map: {…}`
                error[unknown-key]: `p` has no key `destination`
                 ┌─ a.yaml:6:5
                6│     destination: stdout
                 │     ^^^^^^^^^^^ did you mean `sink`?
                error[unknown-key]: `p` has no key `cron`
                 ┌─ a.yaml:7:5
                7│     cron: "0 6 * * *"
                 │     ^^^^ put it under `on`: `on: { schedule: "*/15 * * * *" }`
                4 errors in 1 file · 1 pipeline checked
                """#
        ),
        RefusedFile(
            "options beside their source instead of below it",
            #"""
            pipelines:
              p:
                source:
                  files.csv:
                  path: x
                  columns: [a]
                sink: stdout
            """#,
            report: #"""
                error[several-sources]: a pipeline has one source, and `files.csv` is it
                 ┌─ a.yaml:5:7
                5│       path: x
                 │       ^^^^ put `path` below `files.csv`, further in
                error[several-sources]: a pipeline has one source, and `files.csv` is it
                 ┌─ a.yaml:6:7
                6│       columns: [a]
                 │       ^^^^^^^ put `columns` below `files.csv`, further in
                2 errors in 1 file · 1 pipeline checked
                """#
        ),
        RefusedFile(
            "bad names of pipelines",
            #"""
            pipelines:
              Engaged Attendees: { source: { files.csv: { path: x, columns: [a] } }, sink: stdout }
              über: { source: { files.csv: { path: x, columns: [a] } }, sink: stdout }
            """#,
            report: #"""
                error[bad-name]: `Engaged Attendees` can't name a pipeline
                 ┌─ a.yaml:2:3
                2│   Engaged Attendees: { source: { files.csv: { path: x, columns: [a] } }, sink: stdout }
                 │   ^^^^^^^^^^^^^^^^^ names have up to 63 of `a`–`z`, `0`–`9` and `-` between them: `engaged-attendees`
                error[bad-name]: `über` can't name a pipeline
                 ┌─ a.yaml:3:3
                3│   über: { source: { files.csv: { path: x, columns: [a] } }, sink: stdout }
                 │   ^^^^ names have up to 63 of `a`–`z`, `0`–`9` and `-` between them: `ber`
                2 errors in 1 file · 2 pipelines checked
                """#
        ),
        RefusedFile(
            "nothing to run",
            #"""
            connectors:
              zoom: { account_id: a, client_id: b, client_secret: "${ZOOM_CLIENT_SECRET}" }
            """#,
            report: #"""
                warning[nothing-to-run]: there are no pipelines: nothing would run
                 ┌─ a.yaml:2:3
                2│   zoom: { account_id: a, client_id: b, client_secret: "${ZOOM_CLIENT_SECRET}" }
                 │   ^^^^ set one of `connectors.zoom.sync` to `true`: `participants`, `webinars`, `recordings`
                1 warning in 1 file · 0 pipelines checked
                """#
        ),
    ]
}
