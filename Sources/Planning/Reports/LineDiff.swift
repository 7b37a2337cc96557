/// What changed between two texts, line by line.
package struct LineDiff: Sendable {
    /// A line of both texts, or of one of them.
    package enum Line: Sendable, Hashable {
        case same(String)
        case removed(String)
        case added(String)
    }

    /// All lines, in order; what is removed comes before what is added.
    package let lines: [Line]

    /// Compares two lists of lines.
    package init(_ old: [String], _ new: [String]) {
        let changes = new.difference(from: old)
        var removed: Set<Int> = []
        var added: Set<Int> = []
        for change in changes {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): added.insert(offset)
            }
        }
        var lines: [Line] = []
        var (left, right) = (0, 0)
        while left < old.count || right < new.count {
            if removed.contains(left) {
                lines.append(.removed(old[left]))
                left += 1
            } else if added.contains(right) {
                lines.append(.added(new[right]))
                right += 1
            } else {
                lines.append(.same(old[left]))
                left += 1
                right += 1
            }
        }
        self.lines = lines
    }

    /// The difference as `diff -u` and `git diff` write it, with three lines around each change; empty when nothing changed.
    package func unified(old: String, new: String) -> String {
        let around = 3
        let changed = lines.indices.filter { if case .same = lines[$0] { false } else { true } }
        guard !changed.isEmpty else { return "" }
        var text = "--- \(old)\n+++ \(new)\n"
        var hunks: [Range<Int>] = []
        for index in changed {
            let range = max(0, index - around)..<min(lines.count, index + around + 1)
            if let last = hunks.last, last.upperBound >= range.lowerBound {
                hunks[hunks.count - 1] = last.lowerBound..<range.upperBound
            } else {
                hunks.append(range)
            }
        }
        for hunk in hunks {
            let (oldStart, newStart) = counts(lines[..<hunk.lowerBound])
            let (oldCount, newCount) = counts(lines[hunk])
            text += "@@ -\(oldStart + 1),\(oldCount) +\(newStart + 1),\(newCount) @@\n"
            for line in lines[hunk] { text += line.marked + "\n" }
        }
        return text
    }

    private func counts(_ lines: ArraySlice<Line>) -> (old: Int, new: Int) {
        lines.reduce(into: (0, 0)) { counts, line in
            if case .added = line {} else { counts.0 += 1 }
            if case .removed = line {} else { counts.1 += 1 }
        }
    }
}

extension LineDiff.Line {
    /// The line with its mark.
    package var marked: String {
        switch self {
        case .same(let text): " " + text
        case .removed(let text): "-" + text
        case .added(let text): "+" + text
        }
    }
}
