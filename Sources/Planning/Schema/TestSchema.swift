import JSON

/// The schema of an entry of `tests`.
enum TestSchema {
    static let schema = JSONValue.closedObject(
        [
            ("pipeline", text("The pipeline that is tested; needn't be said where there is only one.")),
            ("now", text("What time it is: `2026-11-18T10:00:00Z`.")),
            (
                "records",
                [
                    "type": ["array", "null"],
                    "items": ["type": "object"],
                    "description":
                        "What the source gives: fields by name, those that matter. Later ones are newer; `as_of` says otherwise.",
                ]
            ),
            (
                "api",
                [
                    "type": "object",
                    "description":
                        "What the service answers, by request: `GET /users`. A list is one page after the other, `{ file: page.json }` a file.",
                ]
            ),
            ("expect", expectation),
        ],
        acceptsNull: false
    )

    private static let expectation = JSONValue.closedObject([
        (
            "contacts",
            [
                "type": ["object", "null"],
                "additionalProperties": ["type": ["object", "null"]],
                "description": "All contacts that are written, by email, with all their attributes and `lists`.",
            ]
        ),
        (
            "rows",
            [
                "type": ["array", "null"],
                "items": ["type": "object"],
                "description": "All rows that come out of the stages; of each the columns that matter.",
            ]
        ),
        ("filtered", count("Records that a filter leaves out.")),
        ("merged", count("Rows that are merged into another of the same person.")),
        ("skipped", counts("Rows that are left out, by reason: `no_email`.")),
        ("rejected", counts("Rows that become dead letters, by code; `expression` for a failed one.")),
    ]).with(
        "description",
        "What should come of it. What isn't said isn't compared, except that nothing may be rejected."
    )

    private static func text(_ doc: String) -> JSONValue { ["type": "string", "description": .string(doc)] }

    private static func count(_ doc: String) -> JSONValue {
        ["type": "integer", "minimum": 0, "description": .string(doc)]
    }

    private static func counts(_ doc: String) -> JSONValue {
        [
            "type": ["object", "null"], "additionalProperties": ["type": "integer", "minimum": 0],
            "description": .string(doc),
        ]
    }
}
