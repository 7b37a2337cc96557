/// What is wrong with a YAML text, for the person who wrote it.
package struct Problem: Error, Sendable, Hashable {
    /// Which kind of problem it is.
    package let kind: Kind

    /// The kind as people see and search for it: stable, kebab-case.
    package var code: String { kind.rawValue }

    /// What is wrong, in one line; quotes from the file in backquotes.
    package let message: String

    /// Where.
    package let span: Span

    /// What to do.
    package let hint: String?

    /// Another place that belongs to it: the first of two equal keys.
    package let related: Related?

    /// The kinds of problem; the raw value is the code.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        /// Not YAML.
        case syntax

        /// A key given twice in one mapping; the first one stays.
        case duplicateKey = "duplicate-key"

        /// A tag outside YAML's core schema.
        case unknownTag = "unknown-tag"

        /// A core tag on a node of another kind: `!!map` on a list.
        case tagMismatch = "tag-mismatch"

        /// Aliases that stand for more nodes than the limit.
        case aliasLimit = "alias-limit"

        /// An alias whose anchor isn't defined above it.
        case undefinedAlias = "undefined-alias"

        /// An alias inside the node it stands for.
        case recursiveAlias = "recursive-alias"

        /// Nested deeper than the limit.
        case tooDeep = "too-deep"

        /// More bytes or nodes than the limit.
        case tooLarge = "too-large"

        /// Not UTF-8, or a character that YAML doesn't allow.
        case badEncoding = "bad-encoding"

        /// More than one document in a file.
        case multipleDocuments = "multiple-documents"

        /// A mapping or a list as a key.
        case nonScalarKey = "non-scalar-key"

        /// A merge key `<<` that names no mapping.
        case mergeKey = "merge-key"

        /// So many problems that the rest was left out.
        case tooManyProblems = "too-many-problems"
    }

    /// Another place, and what is there.
    package struct Related: Sendable, Hashable {
        /// What is there: `first given here`.
        package let message: String

        /// Where.
        package let span: Span

        /// Makes a related place.
        package init(message: String, span: Span) {
            self.message = message
            self.span = span
        }
    }

    /// Makes a problem.
    package init(_ kind: Kind, _ message: String, at span: Span, hint: String? = nil, related: Related? = nil) {
        self.kind = kind
        self.message = message
        self.span = span
        self.hint = hint
        self.related = related
    }
}
