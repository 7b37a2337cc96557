/// One entry of the language's reference: an operator, a function or a macro.
package struct FunctionEntry: Sendable, Hashable {
    /// What kind of thing it is.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        case `operator`
        case function
        case macro
    }

    /// The name as written, with its namespace: `startsWith`, `math.round`, `in`.
    package let name: String

    /// What it is.
    package let kind: Kind

    /// The ways to write it, each with the type it gives.
    package let signatures: [String]

    /// What it does, in one line.
    package let doc: String
}

/// Every operator, function and macro, for the generated reference.
package let functionCatalog: [FunctionEntry] =
    logicCatalog
    + Library.functions.map { function in
        let sign = Operator(rawValue: function.name)?.sign
        return FunctionEntry(
            name: sign ?? function.name,
            kind: sign == nil ? .function : .operator,
            signatures: function.overloads.map { $0.signature(function.name) },
            doc: function.doc
        )
    } + macroCatalog

private let logicCatalog: [FunctionEntry] = [
    FunctionEntry(
        name: "&&",
        kind: .operator,
        signatures: ["bool && bool -> bool"],
        doc: "Whether both are true; false also when one side fails and the other is false."
    ),
    FunctionEntry(
        name: "||",
        kind: .operator,
        signatures: ["bool || bool -> bool"],
        doc: "Whether one is true; true also when one side fails and the other is true."
    ),
    FunctionEntry(
        name: "? :",
        kind: .operator,
        signatures: ["bool ? A : A -> A"],
        doc: "The first value if the condition is true, else the second; only that one is computed."
    ),
    FunctionEntry(
        name: "[]",
        kind: .operator,
        signatures: [
            "list(A)[int] -> A", "map(A, B)[A] -> B", "list(A)[?int] -> optional(A)", "map(A, B)[?A] -> optional(B)",
        ],
        doc: "An element of a list by its position from 0, or of a map by its key; with ? none instead of an error."
    ),
    FunctionEntry(
        name: ".",
        kind: .operator,
        signatures: ["map(string, A).key -> A", "map(string, A).?key -> optional(A)"],
        doc: "What a key of a map stands for; with ? none instead of an error."
    ),
]

/// The macros, which bind names or ask about a field.
let macroCatalog: [FunctionEntry] = [
    macro("has", ["has(map.key) -> bool"], "Whether a map has a key."),
    macro(
        "all",
        ["list(A).all(x, bool) -> bool", "list(A).all(i, x, bool) -> bool"],
        "Whether the condition holds for all elements, or keys of a map."
    ),
    macro(
        "exists",
        ["list(A).exists(x, bool) -> bool", "list(A).exists(i, x, bool) -> bool"],
        "Whether the condition holds for some element, or key of a map."
    ),
    macro(
        "exists_one",
        ["list(A).exists_one(x, bool) -> bool", "list(A).existsOne(i, x, bool) -> bool"],
        "Whether the condition holds for exactly one element, or key of a map."
    ),
    macro("filter", ["list(A).filter(x, bool) -> list(A)"], "The elements, or keys of a map, for which it holds."),
    macro(
        "map",
        ["list(A).map(x, B) -> list(B)", "list(A).map(x, bool, B) -> list(B)"],
        "A list with a value made from each element, or from those for which the condition holds."
    ),
    macro(
        "transformList",
        ["list(A).transformList(i, x, B) -> list(B)", "list(A).transformList(i, x, bool, B) -> list(B)"],
        "A list with a value made from each position and element, or key and value."
    ),
    macro(
        "transformMap",
        ["map(A, B).transformMap(k, v, C) -> map(A, C)", "map(A, B).transformMap(k, v, bool, C) -> map(A, C)"],
        "A map with the same keys and a value made from each key and value."
    ),
    macro(
        "transformMapEntry",
        [
            "map(A, B).transformMapEntry(k, v, map(C, D)) -> map(C, D)",
            "map(A, B).transformMapEntry(k, v, bool, map(C, D)) -> map(C, D)",
        ],
        "A map made of the entries that are made from each key and value."
    ),
    macro("cel.bind", ["cel.bind(x, A, B) -> B"], "A value under a name, to be used several times in an expression."),
    macro(
        "optMap",
        ["optional(A).optMap(x, B) -> optional(B)"],
        "An optional with a value made from the one it holds."
    ),
    macro(
        "optFlatMap",
        ["optional(A).optFlatMap(x, optional(B)) -> optional(B)"],
        "The optional made from the value that this one holds."
    ),
]

private func macro(_ name: String, _ signatures: [String], _ doc: String) -> FunctionEntry {
    FunctionEntry(name: name, kind: .macro, signatures: signatures, doc: doc)
}
