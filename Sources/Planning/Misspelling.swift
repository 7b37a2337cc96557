import YAML

/// What somebody who wrote `name` for one of `known` most likely meant; nil when that can't be told.
func meant(by name: String, among known: [String], _ mistakes: [String: Mistakes.Remedy] = [:]) -> String? {
    switch mistakes[name] {
    case .key(let key) where known.contains(key): key
    case .advice: nil
    default: closest(to: name, in: known)
    }
}

/// What to do about a key that isn't among the known ones.
func hint(
    forUnknown name: String,
    among known: [String],
    are what: String,
    _ mistakes: [String: Mistakes.Remedy] = [:]
) -> String? {
    if case .advice(let advice)? = mistakes[name] { return advice }
    if let key = meant(by: name, among: known, mistakes) { return "did you mean `\(key)`?" }
    return didYouMeanOr(name, known, are: what)
}

extension [Mapping.Entry] {
    /// The entries, misspelt keys read as the known ones that they were most likely meant for.
    ///
    /// So a slip is one finding: what it holds is read, and nothing is reported as missing because of it.
    func corrected(to known: [String], _ mistakes: [String: Mistakes.Remedy] = [:]) -> [Mapping.Entry] {
        let isRight = allSatisfy { known.contains($0.name) }
        guard !isRight else { return self }
        var taken = Set(map(\.name))
        return map { entry in
            guard !known.contains(entry.name), let name = meant(by: entry.name, among: known, mistakes),
                taken.insert(name).inserted
            else { return entry }
            return Mapping.Entry(key: entry.key, name: name, value: entry.value, isMerged: entry.isMerged)
        }
    }
}
