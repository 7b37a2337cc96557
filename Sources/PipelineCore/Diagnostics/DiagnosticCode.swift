/// What kind a diagnostic is. The raw value is what people see and search for: stable, in kebab case.
///
/// Each has a page that says what it means, why it matters, and how it is put right (`diagnosticPages`).
package enum DiagnosticCode: String, Sendable, Hashable, CaseIterable, CustomStringConvertible {
    // The text of a file.
    case syntax
    case duplicateKey = "duplicate-key"
    case unknownTag = "unknown-tag"
    case tagMismatch = "tag-mismatch"
    case aliasLimit = "alias-limit"
    case undefinedAlias = "undefined-alias"
    case recursiveAlias = "recursive-alias"
    case tooDeep = "too-deep"
    case tooLarge = "too-large"
    case badEncoding = "bad-encoding"
    case multipleDocuments = "multiple-documents"
    case nonScalarKey = "non-scalar-key"
    case mergeKey = "merge-key"
    case tooManyProblems = "too-many-problems"

    // Keys and their values.
    case unknownKey = "unknown-key"
    case wrongType = "wrong-type"
    case missingOption = "missing-option"
    case missingValue = "missing-value"
    case notABoolean = "not-a-boolean"
    case unknownChoice = "unknown-choice"
    case outOfRange = "out-of-range"
    case malformedDuration = "malformed-duration"
    case malformedRate = "malformed-rate"
    case malformedSchedule = "malformed-schedule"
    case malformedName = "malformed-name"
    case badAddress = "bad-address"
    case unknownTimeZone = "unknown-time-zone"
    case retiredOption = "retired-option"

    // Variables and settings.
    case unsetVariable = "unset-variable"
    case malformedReference = "malformed-reference"
    case literalSecret = "literal-secret"
    case malformedLine = "malformed-line"
    case unknownSetting = "unknown-setting"

    // Connectors and the compact form.
    case unknownConnector = "unknown-connector"
    case missingConnector = "missing-connector"
    case disabledConnector = "disabled-connector"
    case duplicateDefinition = "duplicate-definition"
    case nothingToRun = "nothing-to-run"
    case missingMapping = "missing-mapping"
    case unusedMapping = "unused-mapping"

    // Lists.
    case missingList = "missing-list"
    case unknownList = "unknown-list"
    case unusedList = "unused-list"
    case sharedList = "shared-list"
    case ambiguousList = "ambiguous-list"

    // The account that is written to.
    case unknownAttribute = "unknown-attribute"
    case attributeNotWritable = "attribute-not-writable"
    case unknownValue = "unknown-value"
    case noLock = "no-lock"

    // Pipelines.
    case badName = "bad-name"
    case missingSource = "missing-source"
    case missingSink = "missing-sink"
    case severalSources = "several-sources"
    case severalSinks = "several-sinks"
    case severalStages = "several-stages"
    case unknownSource = "unknown-source"
    case unknownSink = "unknown-sink"
    case unknownStage = "unknown-stage"
    case unknownWebhook = "unknown-webhook"
    case idleDelay = "idle-delay"

    // Columns.
    case missingMap = "missing-map"
    case missingColumn = "missing-column"
    case mappedTwice = "mapped-twice"
    case refusedColumn = "refused-column"
    case columnType = "column-type"
    case attributeName = "attribute-name"
    case attributeType = "attribute-type"
    case propertyName = "property-name"

    // Expressions.
    case expressionSyntax = "expression-syntax"
    case assignment
    case unknownOperator = "unknown-operator"
    case smartQuote = "smart-quote"
    case invalidCharacter = "invalid-character"
    case invalidEscape = "invalid-escape"
    case unterminatedString = "unterminated-string"
    case numberOutOfRange = "number-out-of-range"
    case reservedWord = "reserved-word"
    case expressionTooLong = "expression-too-long"
    case expressionTooDeep = "expression-too-deep"
    case unknownField = "unknown-field"
    case unknownName = "unknown-name"
    case unknownFunction = "unknown-function"
    case notAFunction = "not-a-function"
    case noSuchField = "no-such-field"
    case noOverload = "no-overload"
    case typeMismatch = "type-mismatch"
    case filterType = "filter-type"
    case unguardedNull = "unguarded-null"
    case constantError = "constant-error"
    case constantCondition = "constant-condition"
    case impossibleComparison = "impossible-comparison"

    package var description: String { rawValue }
}
