extension RefusedFile {
    static let compact = [
        RefusedFile(
            "no mapping and no lists",
            #"""
            connectors:
              zoom:
                account_id: a
                client_id: b
                client_secret: "${ZOOM_CLIENT_SECRET}"
                sync: { webinars: true, participants: true }
            """#,
            report: #"""
                error[missing-mapping]: `connectors.zoom.sync` needs `field_mapping`
                 ┌─ a.yaml:2:3
                2│   zoom:
                 │   ^^^^ add `field_mapping: { email: email, first_name: FIRSTNAME }` at the top level
                error[missing-list]: `sync.webinars` needs the list `webinar_registrants`
                 ┌─ a.yaml:6:13
                6│     sync: { webinars: true, participants: true }
                 │             ^^^^^^^^ add `webinar_registrants: <list id>` under `connectors.zoom.lists`
                error[missing-list]: `sync.webinars` needs the list `webinar_attendees`
                 ┌─ a.yaml:6:13
                6│     sync: { webinars: true, participants: true }
                 │             ^^^^^^^^ add `webinar_attendees: <list id>` under `connectors.zoom.lists`
                error[missing-list]: `sync.participants` needs the list `meeting_participants`
                 ┌─ a.yaml:6:29
                6│     sync: { webinars: true, participants: true }
                 │                             ^^^^^^^^^^^^ add `meeting_participants: <list id>` under `connectors.zoom.lists`
                4 errors in 1 file · 4 pipelines checked
                """#
        ),
        RefusedFile(
            "a field that no source has, and a list that is misspelt",
            #"""
            connectors:
              zoom:
                account_id: a
                client_id: b
                client_secret: "${ZOOM_CLIENT_SECRET}"
                sync: { webinars: true, meetings: true }
                lists: { webinar_atendees: 16, webinar_registrants: 17 }
            field_mapping:
              email: email
              durration: MEETING_DURATION
              meeting_id: MEETING_ID
            """#,
            report: #"""
                error[unknown-key]: `connectors.zoom.sync` has no key `meetings`
                 ┌─ a.yaml:6:29
                6│     sync: { webinars: true, meetings: true }
                 │                             ^^^^^^^^ its keys: `participants`, `webinars`, `recordings`
                error[unknown-key]: `connectors.zoom.lists` has no key `webinar_atendees`
                 ┌─ a.yaml:7:14
                7│     lists: { webinar_atendees: 16, webinar_registrants: 17 }
                 │              ^^^^^^^^^^^^^^^^ did you mean `webinar_attendees`?
                error[unknown-field]: no source of `sync` has a field `durration`
                  ┌─ a.yaml:10:3
                10│   durration: MEETING_DURATION
                  │   ^^^^^^^^^ did you mean `duration` (seconds, int)?
                3 errors in 1 file · 3 pipelines checked
                """#
        ),
        RefusedFile(
            "one attribute from two fields, and no email",
            #"""
            connectors:
              zoom:
                account_id: a
                client_id: b
                client_secret: "${ZOOM_CLIENT_SECRET}"
                sync: { participants: true }
                lists: { meeting_participants: 15 }
            field_mapping:
              name: FIRSTNAME
              first_name: FirstName
            """#,
            report: #"""
                error[missing-column]: `brevo.contacts` needs a column `email`
                 ┌─ a.yaml:9:3
                9│   name: FIRSTNAME
                 │   ^^^^ add `email: email` to `field_mapping`
                error[mapped-twice]: `FirstName` is mapped twice
                  ┌─ a.yaml:10:15
                10│   first_name: FirstName
                  │               ^^^^^^^^^ map it once; `a != "" ? a : b` chooses between two values
                  ┌─ a.yaml:9:9
                 9│   name: FIRSTNAME
                  │         --------- first mapped here
                2 errors in 1 file · 1 pipeline checked
                """#
        ),
        RefusedFile(
            "one list for meetings and webinars",
            #"""
            connectors:
              zoom:
                account_id: a
                client_id: b
                client_secret: "${ZOOM_CLIENT_SECRET}"
                sync: { participants: true, webinars: true }
                lists: { meeting_participants: 15, webinar_attendees: 15, webinar_registrants: 17 }
            field_mapping: { email: email }
            """#,
            report: #"""
                warning[shared-list]: `webinar_attendees` and `meeting_participants` are the same list, 15
                 ┌─ a.yaml:7:40
                7│     lists: { meeting_participants: 15, webinar_attendees: 15, webinar_registrants: 17 }
                 │                                        ^^^^^^^^^^^^^^^^^ with one list for meetings and webinars nobody can tell who came to which
                 ┌─ a.yaml:7:14
                7│     lists: { meeting_participants: 15, webinar_attendees: 15, webinar_registrants: 17 }
                 │              -------------------- `meeting_participants` is defined here
                1 warning in 1 file · 4 pipelines checked
                """#
        ),
        RefusedFile(
            "a list whose sync isn't on",
            #"""
            connectors:
              zoom:
                account_id: a
                client_id: b
                client_secret: "${ZOOM_CLIENT_SECRET}"
                sync: { participants: true }
                lists: { meeting_participants: 15, webinar_attendees: 15 }
            lists: { vip: 3 }
            field_mapping: { email: email }
            """#,
            report: #"""
                warning[unused-list]: nothing fills the list `webinar_attendees`
                 ┌─ a.yaml:7:40
                7│     lists: { meeting_participants: 15, webinar_attendees: 15 }
                 │                                        ^^^^^^^^^^^^^^^^^ set `connectors.zoom.sync.webinars` to `true`, or to `false` to say so
                error[unknown-list]: nothing fills a list `vip`
                 ┌─ a.yaml:8:10
                8│ lists: { vip: 3 }
                 │          ^^^ `sync` fills: `meeting_participants`, `webinar_registrants`, `webinar_attendees`, `webinar_absentees`
                1 error, 1 warning in 1 file · 1 pipeline checked
                """#
        ),
        RefusedFile(
            "a mapping that nothing uses",
            #"""
            field_mapping: { email: email }
            pipelines:
              p: { source: { files.csv: { path: x, columns: [a] } }, sink: stdout }
            """#,
            report: #"""
                warning[unused-mapping]: `field_mapping` fills nothing: no `sync` is on
                 ┌─ a.yaml:1:18
                1│ field_mapping: { email: email }
                 │                  ^^^^^ pipelines have their own mapping: `stages: [{ map: {…} }]`
                1 warning in 1 file · 1 pipeline checked
                """#
        ),
    ]
}
