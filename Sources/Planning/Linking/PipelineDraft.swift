import PipelineCore
import YAML

/// A pipeline as it is written, its names not yet looked up.
struct PipelineDraft {
    /// Its name.
    let name: String

    /// Where it is defined: its key, or the key that asks for it.
    let span: Span

    /// Whether it stands in the file or comes from a compact form.
    let origin: Pipeline.Origin

    /// Whether it runs; it is checked in any case.
    var isEnabled = true

    /// What starts it.
    var triggers = Triggers()

    /// Its time zone, when it isn't the file's.
    var timeZone: String?

    /// Where its records come from; nil when that can't be read.
    var source: End?

    /// What is made of them.
    var stages: [StageDraft] = []

    /// Where they go; nil when that can't be read.
    var sink: End?

    /// Mapping entries left out because the source hasn't their field.
    var omitted: [Pipeline.Omission] = []

    /// Whether all of it could be read, so that what follows from a missing part isn't reported as well.
    var isComplete = true

    /// A source or a sink: its name and its options.
    struct End {
        let name: String
        let span: Span
        let options: Node?
    }
}

/// A stage as it is written.
enum StageDraft {
    case filter(ResolvedText)
    case map([ColumnDraft], span: Span)
}

/// A column of a map as it is written.
struct ColumnDraft {
    /// The column's name.
    let name: String

    /// Where the name stands.
    let span: Span

    /// The expression.
    let expression: ResolvedText

    /// When the attribute is written.
    var write: WriteMode = .always
}
