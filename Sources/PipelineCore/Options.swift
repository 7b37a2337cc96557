package import YAML

/// A value read by its ``OptionKind``.
package indirect enum OptionValue: Sendable {
    /// Text, an address, a time zone's name or a chosen word.
    case string(String)
    case secret(Secret)
    case bool(Bool)
    case int(Int)
    case double(Double)
    case duration(seconds: Int)
    case rates([Rate])
    case expression(Filter)
    case list([OptionValue])
    case map([String: OptionValue])
    case object(Options)
}

/// So many in so long.
package struct Rate: Sendable, Hashable, Codable {
    /// How many.
    package let count: Int

    /// In how long.
    package let period: Period

    /// The periods in which the services count.
    package enum Period: String, Sendable, Hashable, CaseIterable, Codable {
        case second = "s"
        case minute = "min"
        case hour = "h"

        /// From midnight to midnight UTC.
        case day = "day"

        /// The period's length.
        package var seconds: Int {
            switch self {
            case .second: 1
            case .minute: 60
            case .hour: 3_600
            case .day: 86_400
            }
        }
    }

    /// Makes a rate.
    package init(_ count: Int, per period: Period) {
        self.count = count
        self.period = period
    }
}

/// The values of an object's keys: what the file gave, and defaults for the rest.
package struct Options: Sendable {
    private var values: [String: OptionValue]
    private var spans: [String: Span]

    /// Empty options.
    package init() {
        values = [:]
        spans = [:]
    }

    /// Options from values, as defaults or tests have them.
    package init(_ values: [String: OptionValue]) {
        self.values = values
        spans = [:]
    }

    /// Sets a key.
    package mutating func set(_ name: String, to value: OptionValue, at span: Span? = nil) {
        values[name] = value
        spans[name] = span
    }

    /// Where the file gives the value of `name`; nil for defaults.
    package func span(_ name: String) -> Span? { spans[name] }

    /// Whether there is a value or a default.
    package func has(_ name: String) -> Bool { values[name] != nil }

    /// The names that have values.
    package var names: [String] { values.keys.sorted() }

    /// The value of `name` as it is.
    package subscript(_ name: String) -> OptionValue? { values[name] }

    /// A text.
    package func string(_ name: String) -> String? {
        if case .string(let value) = values[name] { value } else { nil }
    }

    /// A secret; nil when it is unset.
    package func secret(_ name: String) -> Secret? {
        if case .secret(let value) = values[name] { value } else { nil }
    }

    /// A boolean; false when there is none.
    package func bool(_ name: String) -> Bool {
        if case .bool(let value) = values[name] { value } else { false }
    }

    /// A whole number.
    package func int(_ name: String) -> Int? {
        if case .int(let value) = values[name] { value } else { nil }
    }

    /// A number.
    package func double(_ name: String) -> Double? {
        switch values[name] {
        case .double(let value): value
        case .int(let value): Double(value)
        default: nil
        }
    }

    /// A duration in seconds.
    package func seconds(_ name: String) -> Int? {
        if case .duration(let value) = values[name] { value } else { nil }
    }

    /// Rates; empty when there are none.
    package func rates(_ name: String) -> [Rate] {
        if case .rates(let value) = values[name] { value } else { [] }
    }

    /// A compiled expression.
    package func expression(_ name: String) -> Filter? {
        if case .expression(let value) = values[name] { value } else { nil }
    }

    /// The items of a list; empty when there is none.
    package func list(_ name: String) -> [OptionValue] {
        if case .list(let items) = values[name] { items } else { [] }
    }

    /// The texts of a list of texts; empty when there is none.
    package func strings(_ name: String) -> [String] {
        list(name).compactMap { if case .string(let text) = $0 { text } else { nil } }
    }

    /// The numbers of a list of whole numbers or list references; empty when there is none.
    package func ints(_ name: String) -> [Int] {
        list(name).compactMap { if case .int(let number) = $0 { number } else { nil } }
    }

    /// A map; empty when there is none.
    package func map(_ name: String) -> [String: OptionValue] {
        if case .map(let entries) = values[name] { entries } else { [:] }
    }

    /// Nested options; empty when there are none.
    package func object(_ name: String) -> Options {
        if case .object(let options) = values[name] { options } else { Options() }
    }
}
