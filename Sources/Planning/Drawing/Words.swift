import CEL
import PipelineCore

extension OptionKind {
    /// The numbers of the lists that a value of this kind names; nil for other kinds.
    func lists(_ value: OptionValue) -> [Int]? {
        switch (self, value) {
        case (.listReference, .int(let number)): return [number]
        case (.list(.listReference), .list(let items)):
            return items.compactMap { if case .int(let number) = $0 { number } else { nil } }
        default: return nil
        }
    }
}

extension OptionValue {
    /// The value in words; a secret stays one.
    var words: String {
        switch self {
        case .string(let text): text
        case .secret(let secret): "\(secret)"
        case .bool(let value): value ? "yes" : "no"
        case .int(let number): "\(number)"
        case .double(let number): "\(number)"
        case .duration(let seconds): durationText(seconds)
        case .rates(let rates): rates.map { "\($0.count)/\($0.period.rawValue)" }.joined(separator: ", ")
        case .expression(let filter): filter.text
        case .list(let items): items.map(\.words).joined(separator: ", ")
        case .map(let entries):
            entries.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.words)" }.joined(separator: ", ")
        case .object(let options):
            options.names.map { "\($0): \(options[$0]?.words ?? "")" }.joined(separator: ", ")
        }
    }
}

extension ValueType {
    /// The type in a word where there is room for one: that it may be missing is a question mark.
    var words: String { isNullable && self != .dyn && self != .null ? "\(unwrapped)?" : "\(self)" }
}
