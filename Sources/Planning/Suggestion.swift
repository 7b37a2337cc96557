/// The word that somebody who wrote `word` most likely meant; nil when none is near.
///
/// Near is a third of the word's letters, at least one, in insertions, deletions, replacements and swaps of neighbours
/// (optimal string alignment), letter case, `-` and `_` aside; or a word that begins with it.
package func closest(to word: String, in candidates: some Sequence<String>, within most: Int = .max) -> String? {
    let wanted = folded(word)
    guard !wanted.isEmpty else { return nil }
    let limit = min(max(1, wanted.count / 3), most)
    var best: (distance: Int, name: String)?
    for name in candidates {
        let candidate = folded(name)
        guard abs(candidate.count - wanted.count) <= limit else { continue }
        let distance = editDistance(wanted, candidate)
        if distance <= limit, distance < best?.distance ?? .max { best = (distance, name) }
    }
    if let best { return best.name }
    guard wanted.count >= 4, most == .max else { return nil }
    let longer = candidates.filter {
        folded($0).starts(with: wanted) || wanted.starts(with: folded($0)) && $0.count > 3
    }
    return longer.count == 1 ? longer.first : nil
}

/// `did you mean …?`, when there is something near.
func didYouMean(_ word: String, _ candidates: some Sequence<String>) -> String? {
    closest(to: word, in: candidates).map { "did you mean `\($0)`?" }
}

/// `did you mean …?`, or the words there are when they are few.
func didYouMeanOr(_ word: String, _ candidates: [String], are what: String) -> String? {
    if let hint = didYouMean(word, candidates) { return hint }
    guard !candidates.isEmpty, candidates.count <= 12 else { return nil }
    return "\(what): " + candidates.map { "`\($0)`" }.joined(separator: ", ")
}

private func folded(_ word: String) -> [UInt8] {
    Array(word.lowercased().replacing("-", with: "_").utf8)
}

private func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    guard !left.isEmpty, !right.isEmpty else { return max(left.count, right.count) }
    var before: [Int] = []
    var row = Array(0...right.count)
    for (i, a) in left.enumerated() {
        var next = [i + 1]
        for (j, b) in right.enumerated() {
            var cost = min(row[j] + (a == b ? 0 : 1), row[j + 1] + 1, next[j] + 1)
            if i > 0, j > 0, a == right[j - 1], left[i - 1] == b { cost = min(cost, before[j - 1] + 1) }
            next.append(cost)
        }
        before = row
        row = next
    }
    return row[right.count]
}
