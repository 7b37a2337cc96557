import ArgumentParser
import Foundation

/// Whether text is coloured.
enum ColorMode: String, ExpressibleByArgument, CaseIterable {
    /// On terminals, unless NO_COLOR is set (https://no-color.org).
    case auto
    case always
    case never

    /// Decides for a stream.
    func isOn(for descriptor: Int32, environment: [String: String]) -> Bool {
        switch self {
        case .always: true
        case .never: false
        case .auto:
            isatty(descriptor) == 1 && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
        }
    }
}
