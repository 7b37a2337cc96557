/// All functions and operators by name.
enum Library {
    static let functions: [Function] =
        operators + conversions + collections + text + textExtension + patterns + times + mathematics + encoders
        + optionals

    private static let byName = Dictionary(functions.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

    static func function(_ name: String) -> Function? { byName[name] }
}

extension ValueType {
    /// The parameters of generic signatures.
    static let a = ValueType.parameter(0)
    static let b = ValueType.parameter(1)
}
