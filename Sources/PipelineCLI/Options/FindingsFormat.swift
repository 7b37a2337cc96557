import ArgumentParser

/// How findings are printed.
enum FindingsFormat: String, ExpressibleByArgument, CaseIterable {
    /// For people: the line with a caret under what is meant.
    case text
    /// One JSON document.
    case json
    /// SARIF 2.1.0, for code hosts.
    case sarif
    /// JUnit XML, for CI servers.
    case junit
    /// GitHub Actions annotations; chosen by itself there.
    case github
}
