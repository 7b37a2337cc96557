extension RefusedFile {
    static let reports = [
        RefusedFile(
            "places in wide characters, tabs and control characters",
            #"""
            pipelines:
              p:
                source: { files.csv: { path: "参加者一覧", columns: [a] } }
                stages: [{ map: { "参加者": "'出席' + a", "b": bb } }]
                sink: stdout
                "tab	key": x
                "bell\akey": y
            """#,
            report: #"""
                error[unknown-field]: `files.csv` has no field `bb`
                 ┌─ a.yaml:4:47
                4│     stages: [{ map: { "参加者": "'出席' + a", "b": bb } }]
                 │                                                    ^^ the fields are: a
                error[unknown-key]: `p` has no key `tab\tkey`
                 ┌─ a.yaml:6:5
                6│     "tab    key": x
                 │     ^^^^^^^^^^^^ its keys: `on`, `source`, `stages`, `sink`, `timezone`, `enabled`
                error[unknown-key]: `p` has no key `bell␇key`
                 ┌─ a.yaml:7:5
                7│     "bell\akey": y
                 │     ^^^^^^^^^^^ its keys: `on`, `source`, `stages`, `sink`, `timezone`, `enabled`
                3 errors in 1 file · 1 pipeline checked
                """#
        ),
        RefusedFile(
            "a place in a long line",
            #"""
            pipelines:
              p: { source: { files.csv: { path: "a rather long path that goes on and on and on and on and on", columns: [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p] } }, sink: stdoot, timezone: UTC, enabled: true, on: { every: 1h, schedule: "0 6 * * *" } }
            """#,
            report: #"""
                error[unknown-sink]: there is no sink `stdoot`
                 ┌─ a.yaml:2:169
                2│ …, h, i, j, k, l, m, n, o, p] } }, sink: stdoot, timezone: UTC, enabled: true, on: { every: 1h, schedule: "0 6 * * *" } }
                 │                                          ^^^^^^ did you mean `stdout`?
                1 error in 1 file · 1 pipeline checked
                """#
        ),
    ]
}
