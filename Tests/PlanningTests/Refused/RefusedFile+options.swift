extension RefusedFile {
    static let options = [
        RefusedFile(
            "values of the wrong type",
            #"""
            connectors:
              zoom:
                account_id: [a]
                client_id: b
                client_secret: "${ZOOM_CLIENT_SECRET}"
                debug: yes
                plan: bussiness
                rate_share: 1.5
                limits: { medium: 40/sec, heavy: [20/s, many] }
                api_url: http://api.zoom.us/v2
                webhook: token
                only: { title: titel == "x", hosts: }
                exclude_domain: example.com
            pipelines:
              one: { source: { zoom.webinar_attendees: { since: 30 } }, sink: stdout, enabled: on }
              two: { source: { zoom.webinar_attendees: { since: 900d } }, sink: stdout, timezone: Mars/Olympus }
            """#,
            report: #"""
                error[wrong-type]: `account_id` takes text, but this is a list
                 ┌─ a.yaml:3:17
                3│     account_id: [a]
                 │                 ^^^ write `account_id: a`
                error[not-a-boolean]: `yes` is text in YAML 1.2, and `debug` takes `true` or `false`
                 ┌─ a.yaml:6:12
                6│     debug: yes
                 │            ^^^ write `true`
                error[unknown-choice]: `plan` can't be `bussiness`
                 ┌─ a.yaml:7:11
                7│     plan: bussiness
                 │           ^^^^^^^^^ did you mean `business`?
                error[out-of-range]: `rate_share` takes a number from 0 to 1, but this is `1.5`
                 ┌─ a.yaml:8:17
                8│     rate_share: 1.5
                 │                 ^^^
                error[malformed-rate]: `40/sec` is no rate
                 ┌─ a.yaml:9:23
                9│     limits: { medium: 40/sec, heavy: [20/s, many] }
                 │                       ^^^^^^ write a whole number, `/` and a unit (`s`, `min`, `h`, `day`): `40/s`
                error[malformed-rate]: `many` is no rate
                 ┌─ a.yaml:9:45
                9│     limits: { medium: 40/sec, heavy: [20/s, many] }
                 │                                             ^^^^ write a whole number, `/` and a unit (`s`, `min`, `h`, `day`): `40/s`
                error[bad-address]: `http` sends credentials in the clear; it is allowed to this machine alone
                  ┌─ a.yaml:10:14
                10│     api_url: http://api.zoom.us/v2
                  │              ^^^^^^^^^^^^^^^^^^^^^ write `https://api.zoom.us/v2`
                error[wrong-type]: `webhook` takes a mapping, but this is text
                  ┌─ a.yaml:11:14
                11│     webhook: token
                  │              ^^^^^
                error[unknown-field]: this expression has no field `titel`
                  ┌─ a.yaml:12:20
                12│     only: { title: titel == "x", hosts: }
                  │                    ^^^^^ did you mean `title` (string)?
                error[unknown-key]: `connectors.zoom` has no key `exclude_domain`
                  ┌─ a.yaml:13:5
                13│     exclude_domain: example.com
                  │     ^^^^^^^^^^^^^^ did you mean `exclude_domains`?
                error[malformed-duration]: `30` is no duration
                  ┌─ a.yaml:15:53
                15│   one: { source: { zoom.webinar_attendees: { since: 30 } }, sink: stdout, enabled: on }
                  │                                                     ^^ write a whole number with its unit: `45s`, `90m`, `12h`, `30d`
                error[not-a-boolean]: `on` is text in YAML 1.2, and `enabled` takes `true` or `false`
                  ┌─ a.yaml:15:84
                15│   one: { source: { zoom.webinar_attendees: { since: 30 } }, sink: stdout, enabled: on }
                  │                                                                                    ^^ write `true`
                error[out-of-range]: `since` takes a duration from 1h to 180d, but this is `900d`
                  ┌─ a.yaml:16:53
                16│   two: { source: { zoom.webinar_attendees: { since: 900d } }, sink: stdout, timezone: Mars/Olympus }
                  │                                                     ^^^^
                error[unknown-time-zone]: there is no time zone `Mars/Olympus`
                  ┌─ a.yaml:16:87
                16│   two: { source: { zoom.webinar_attendees: { since: 900d } }, sink: stdout, timezone: Mars/Olympus }
                  │                                                                                       ^^^^^^^^^^^^ write an IANA name: `UTC`, `Europe/Berlin`, `Asia/Tokyo`
                14 errors in 1 file · 2 pipelines checked
                """#
        ),
        RefusedFile(
            "addresses",
            #"""
            connectors:
              brevo: { api_key: "${BREVO_API_KEY}", api_url: "https://user:pw@example.com" }
              zoom: { account_id: a, client_id: b, client_secret: "${ZOOM_CLIENT_SECRET}", api_url: ftp://example.com }
            pipelines:
              one: { source: zoom.webinar_attendees, sink: stdout }
            """#,
            report: #"""
                error[bad-address]: an address must not contain a user or password
                 ┌─ a.yaml:2:50
                2│   brevo: { api_key: "${BREVO_API_KEY}", api_url: "https://user:pw@example.com" }
                 │                                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ credentials have options of their own
                error[bad-address]: addresses begin with `https://`, not `ftp://`
                 ┌─ a.yaml:3:89
                3│   zoom: { account_id: a, client_id: b, client_secret: "${ZOOM_CLIENT_SECRET}", api_url: ftp://example.com }
                 │                                                                                         ^^^^^^^^^^^^^^^^^
                2 errors in 1 file · 1 pipeline checked
                """#
        ),
        RefusedFile(
            "options that are missing",
            #"""
            connectors:
              zoom:
                client_id: b
            pipelines:
              one: { source: { files.csv: {} }, sink: stdout }
              two: { source: zoom.webinar_attendees, sink: stdout }
            """#,
            report: #"""
                error[missing-option]: `connectors.zoom` needs `account_id`
                 ┌─ a.yaml:2:3
                2│   zoom:
                 │   ^^^^ account_id: The account's id.
                error[missing-option]: `connectors.zoom` needs `client_secret`
                 ┌─ a.yaml:2:3
                2│   zoom:
                 │   ^^^^ client_secret: The app's secret.
                error[missing-option]: `files.csv` needs `path`
                 ┌─ a.yaml:5:20
                5│   one: { source: { files.csv: {} }, sink: stdout }
                 │                    ^^^^^^^^^ path: The file.
                error[missing-option]: `files.csv` needs `columns`
                 ┌─ a.yaml:5:20
                5│   one: { source: { files.csv: {} }, sink: stdout }
                 │                    ^^^^^^^^^ columns: The columns.
                4 errors in 1 file · 2 pipelines checked
                """#
        ),
        RefusedFile(
            "a secret that stands in the file",
            #"""
            connectors:
              zoom: { account_id: a, client_id: b, client_secret: s3cret, colour: red }
            pipelines:
              two: { source: zoom.webinar_attendees, sink: stdout }
            """#,
            report: #"""
                warning[literal-secret]: `client_secret` is a secret that stands in the file
                 ┌─ a.yaml:2:55
                2│   zoom: { account_id: a, client_id: b, client_secret: ••••••, colour: red }
                 │                                                       ^^^^^^ set it in the environment and write `${NAME}` here
                error[unknown-key]: `connectors.zoom` has no key `colour`
                 ┌─ a.yaml:2:63
                2│   zoom: { account_id: a, client_id: b, client_secret: ••••••, colour: red }
                 │                                                               ^^^^^^
                1 error, 1 warning in 1 file · 1 pipeline checked
                """#
        ),
        RefusedFile(
            "triggers",
            #"""
            pipelines:
              p:
                on: { cron: "0 6 * * *", every: 1hour, schedule: "*/15 25 * *", delay: 5m }
                source: { files.csv: { path: x, columns: [a] } }
                sink: stdout
              q:
                on: { schedule: "0 6 * * moon" }
                source: { files.csv: { path: x, columns: [a] } }
                sink: stdout
            """#,
            report: #"""
                error[unknown-key]: `on` has no key `cron`
                 ┌─ a.yaml:3:11
                3│     on: { cron: "0 6 * * *", every: 1hour, schedule: "*/15 25 * *", delay: 5m }
                 │           ^^^^ did you mean `schedule`?
                error[malformed-duration]: `1hour` is no duration
                 ┌─ a.yaml:3:37
                3│     on: { cron: "0 6 * * *", every: 1hour, schedule: "*/15 25 * *", delay: 5m }
                 │                                     ^^^^^ write `1h`
                error[malformed-schedule]: a schedule has five fields (minute, hour, day, month, weekday), this has 4
                 ┌─ a.yaml:3:55
                3│     on: { cron: "0 6 * * *", every: 1hour, schedule: "*/15 25 * *", delay: 5m }
                 │                                                       ^^^^^^^^^^^ every quarter of an hour: `*/15 * * * *`; every day at six: `0 6 * * *`
                warning[idle-delay]: `delay` waits after a webhook, and there is none
                 ┌─ a.yaml:3:76
                3│     on: { cron: "0 6 * * *", every: 1hour, schedule: "*/15 25 * *", delay: 5m }
                 │                                                                            ^^
                error[malformed-schedule]: `moon` is no weekday: 0 to 7, `*`, ranges, lists and steps
                 ┌─ a.yaml:7:30
                7│     on: { schedule: "0 6 * * moon" }
                 │                              ^^^^ every quarter of an hour: `*/15 * * * *`; every day at six: `0 6 * * *`
                4 errors, 1 warning in 1 file · 2 pipelines checked
                """#
        ),
    ]
}
