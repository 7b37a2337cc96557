import PipelineCore
import YAML

/// A list's id; one that the account hasn't is reported, and taken all the same.
///
/// - Parameter name: What the file calls the list, which may tell which one is meant.
func checkedListId(_ id: Int, at span: Span, called name: String? = nil, _ context: Context) -> Int {
    guard let inventory = context.inventory, !inventory.hasList(id) else { return id }
    context.findings.error(
        .unknownList,
        "Brevo has no list \(id)",
        at: span,
        hint: inventory.listHint(name.map { $0.replacing("_", with: " ") })
    )
    return id
}

/// The id of the account's list called so; nil when it isn't known which that is.
func listId(named text: ResolvedText, beside table: ListTable, _ context: Context) -> Int? {
    let name = text.text
    guard let inventory = context.inventory else {
        if !context.input.purpose.leavesNamesOpen { context.findings.add(.unknownList(text, table, context)) }
        return nil
    }
    let found = inventory.lists.filter { $0.name == name }
    if found.count == 1, let list = found.first { return list.id }
    if found.isEmpty {
        let near = didYouMean(name, table.entries.keys.sorted() + inventory.lists.map(\.name))
        context.findings.error(
            .unknownList,
            "there is no list `\(name)`, neither under `lists` nor in Brevo",
            at: text.contentSpan,
            hint: near ?? inventory.listHint(nil)
        )
    } else {
        let ids = found.map { "\($0.id)" }.joined(separator: ", ")
        context.findings.error(
            .ambiguousList,
            "Brevo has several lists called “\(name)”: \(ids)",
            at: text.contentSpan,
            hint: "write the id of the one that is meant"
        )
    }
    return nil
}

extension Inventory {
    /// The list meant by a name, or the lists there are when they are few.
    fileprivate func listHint(_ name: String?) -> String {
        if let name, let near = closest(to: name, in: lists.map { $0.name.replacing("_", with: " ") }),
            let list = lists.first(where: { $0.name.replacing("_", with: " ") == near })
        {
            return "did you mean \(list.id) “\(list.name)”?"
        }
        guard !lists.isEmpty else { return "the account has no lists" }
        let shown = lists.prefix(6).map { "\($0.id) “\($0.name)”" }.joined(separator: ", ")
        return "the account has \(shown)" + (lists.count > 6 ? ", … (\(lists.count) lists)" : "")
    }
}

extension Diagnostic {
    fileprivate static func unknownList(_ text: ResolvedText, _ table: ListTable, _ context: Context) -> Diagnostic {
        let name = text.text
        var hint = didYouMeanOr(name, table.entries.keys.sorted(), are: "the lists")
        if case .none = context.input.account, hint?.hasPrefix("did you mean") != true {
            hint =
                "define it: `lists: { \(name): <list id> }`; for the names that lists have in Brevo, run `pipeline lock`"
        }
        return Diagnostic(
            .error,
            .unknownList,
            "there is no list `\(name)`",
            at: text.span,
            hint: hint ?? "define it: `lists: { \(name): <list id> }`"
        )
    }
}

extension String {
    /// The number behind a `#`, as Brevo shows lists, or of a `16.0`.
    var listNumber: Int? {
        hasPrefix("#") ? Int(dropFirst()) : Scalar.asDouble(self).flatMap { $0 < 1 ? nil : Int(exactly: $0) }
    }
}
