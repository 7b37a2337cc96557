package import CEL
package import YAML

extension DiagnosticCode {
    /// The code of a problem with a file's text.
    package init(_ kind: Problem.Kind) {
        self =
            switch kind {
            case .syntax: .syntax
            case .duplicateKey: .duplicateKey
            case .unknownTag: .unknownTag
            case .tagMismatch: .tagMismatch
            case .aliasLimit: .aliasLimit
            case .undefinedAlias: .undefinedAlias
            case .recursiveAlias: .recursiveAlias
            case .tooDeep: .tooDeep
            case .tooLarge: .tooLarge
            case .badEncoding: .badEncoding
            case .multipleDocuments: .multipleDocuments
            case .nonScalarKey: .nonScalarKey
            case .mergeKey: .mergeKey
            case .tooManyProblems: .tooManyProblems
            }
    }

    /// The code of a finding in an expression.
    package init(_ code: Finding.Code) {
        self =
            switch code {
            case .assignment: .assignment
            case .constantCondition: .constantCondition
            case .constantError: .constantError
            case .expressionTooDeep: .expressionTooDeep
            case .expressionTooLong: .expressionTooLong
            case .impossibleComparison: .impossibleComparison
            case .invalidCharacter: .invalidCharacter
            case .invalidEscape: .invalidEscape
            case .noOverload: .noOverload
            case .noSuchField: .noSuchField
            case .notAFunction: .notAFunction
            case .numberOutOfRange: .numberOutOfRange
            case .reservedWord: .reservedWord
            case .smartQuote: .smartQuote
            case .syntax: .expressionSyntax
            case .typeMismatch: .typeMismatch
            case .unguardedNull: .unguardedNull
            case .unknownFunction: .unknownFunction
            case .unknownName: .unknownName
            case .unknownOperator: .unknownOperator
            case .unterminatedString: .unterminatedString
            }
    }
}
