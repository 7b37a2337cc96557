import PipelineCore
import YAML

/// The lists that names in one place of the file may stand for: the nearer definition wins.
struct ListTable {
    /// A list with a name.
    struct Entry {
        /// Its name.
        let name: String

        /// Its id; nil when the file gives none that can be read, or a variable isn't set.
        var id: Int?

        /// The key that defines it.
        let span: Span

        /// The list that it is another name of.
        var original: String?
    }

    private(set) var entries: [String: Entry] = [:]

    /// The list called `name`.
    subscript(name: String) -> Entry? { entries[name] }

    /// Defines a list, in the place of one with the same name.
    mutating func define(_ entry: Entry) { entries[entry.name] = entry }

    /// This table with another's lists before its own.
    func shadowed(by nearer: ListTable) -> ListTable {
        var table = self
        table.entries.merge(nearer.entries) { $1 }
        return table
    }

    /// The id that a text stands for: a whole number, a name of this table, or a name that the account has.
    func resolve(_ text: ResolvedText, _ context: Context) -> Int? {
        if let id = Scalar.asInt(text.text) {
            if id > 0 { return checkedListId(id, at: text.contentSpan, context) }
            context.findings.error(
                .outOfRange,
                "a list's id is a whole number from 1, but this is `\(text.text)`",
                at: text.span
            )
            return nil
        }
        if let entry = entries[text.text] { return entry.id }
        return listId(named: text, beside: self, context)
    }

    /// Reads the lists of a section: names with ids.
    ///
    /// - Parameter outer: Lists whose names may stand for their ids.
    static func read(_ entries: [Mapping.Entry], outer: ListTable = ListTable(), _ context: Context) -> ListTable {
        var table = ListTable()
        for entry in entries { table.define(read(entry, outer, context)) }
        return table
    }

    private static func read(_ entry: Mapping.Entry, _ outer: ListTable, _ context: Context) -> Entry {
        var list = Entry(name: entry.name, id: nil, span: entry.key.span)
        if let scalar = entry.value.scalar {
            let text = context.variables.resolve(scalar, owner: .list(entry.name))
            if text.isUnset { return list }
            if let spelling = VariableSpelling(whole: text.text) {
                context.findings.error(
                    .malformedReference,
                    "`\(text.text)` isn't replaced: variables are written `${NAME}`",
                    at: text.span,
                    hint: spelling.hint
                )
                return list
            }
            if let id = Scalar.asInt(text.text), id > 0 {
                list.id = checkedListId(id, at: text.contentSpan, called: entry.name, context)
                return list
            }
            if let original = outer[text.text] {
                list.id = original.id
                list.original = original.name
                return list
            }
            if context.mayNameLists, Scalar.asDouble(text.text) == nil, !text.isNull, !text.text.hasPrefix("#") {
                list.id = listId(named: text, beside: outer, context)
                return list
            }
        }
        context.findings.error(
            .wrongType,
            "the list `\(entry.name)` takes the list's id, a whole number from 1",
            at: entry.value.isNull ? entry.key.span : entry.value.span,
            hint: entry.value.scalar.flatMap { didYouMean($0.text, outer.entries.keys.sorted()) }
                ?? entry.value.scalar.flatMap { $0.text.listNumber.map { "write `\($0)`" } } ?? entry.commentHint
                ?? "Brevo shows it beside the list's name as `#15`"
        )
        return list
    }
}
