extension RefusedFile {
    static let references = [
        RefusedFile(
            "references that are not well formed",
            #"""
            lists: { a: "${LIST", b: "x${}y", c: "${1A}", d: "${A:+1}" }
            timezone: ${TZ
            pipelines:
              p: { source: { files.csv: { path: x, columns: [a] } }, sink: stdout }
            """#,
            report: #"""
                warning[unused-list]: no pipeline uses the list `a`
                 ┌─ a.yaml:1:10
                1│ lists: { a: "${LIST", b: "x${}y", c: "${1A}", d: "${A:+1}" }
                 │          ^
                error[malformed-reference]: this `${` has no `}`
                 ┌─ a.yaml:1:14
                1│ lists: { a: "${LIST", b: "x${}y", c: "${1A}", d: "${A:+1}" }
                 │              ^^^^^^ write `$${` for a `${` that stands for itself
                warning[unused-list]: no pipeline uses the list `b`
                 ┌─ a.yaml:1:23
                1│ lists: { a: "${LIST", b: "x${}y", c: "${1A}", d: "${A:+1}" }
                 │                       ^
                error[malformed-reference]: this isn't a variable's name
                 ┌─ a.yaml:1:28
                1│ lists: { a: "${LIST", b: "x${}y", c: "${1A}", d: "${A:+1}" }
                 │                            ^^^ names are letters, digits and `_`: `${ZOOM_CLIENT_ID}`
                warning[unused-list]: no pipeline uses the list `c`
                 ┌─ a.yaml:1:35
                1│ lists: { a: "${LIST", b: "x${}y", c: "${1A}", d: "${A:+1}" }
                 │                                   ^
                error[malformed-reference]: this isn't a variable's name
                 ┌─ a.yaml:1:39
                1│ lists: { a: "${LIST", b: "x${}y", c: "${1A}", d: "${A:+1}" }
                 │                                       ^^^^^ names are letters, digits and `_`: `${ZOOM_CLIENT_ID}`
                warning[unused-list]: no pipeline uses the list `d`
                 ┌─ a.yaml:1:47
                1│ lists: { a: "${LIST", b: "x${}y", c: "${1A}", d: "${A:+1}" }
                 │                                               ^
                error[malformed-reference]: `A` may be followed by `:-` and a default, `:?` and a message, or `}`
                 ┌─ a.yaml:1:54
                1│ lists: { a: "${LIST", b: "x${}y", c: "${1A}", d: "${A:+1}" }
                 │                                                      ^^^ names are letters, digits and `_`
                error[malformed-reference]: this `${` has no `}`
                 ┌─ a.yaml:2:11
                2│ timezone: ${TZ
                 │           ^^^^ write `$${` for a `${` that stands for itself
                5 errors, 4 warnings in 1 file · 1 pipeline checked
                """#
        )
    ]
}
