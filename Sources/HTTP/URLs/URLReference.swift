extension URLParts {
    /// Resolves what a `Location` header says against this URL (RFC 3986 §5.2; the fragment is dropped).
    ///
    /// - Returns: nil when it isn't a URL we could follow.
    package func resolving(_ reference: String) -> URLParts? {
        let reference = reference.prefix { $0 != "#" }
        if reference.isEmpty { return self }
        let base = "\(scheme.rawValue)://\(authority)"
        let path = target.prefix { $0 != "?" }
        let resolved: String
        if let colon = reference.firstIndex(of: ":"), !reference[..<colon].contains(where: { "/?".contains($0) }) {
            resolved = String(reference)
        } else if reference.hasPrefix("//") {
            resolved = "\(scheme.rawValue):\(reference)"
        } else if reference.hasPrefix("/") {
            resolved = base + reference
        } else if reference.hasPrefix("?") {
            resolved = base + path + reference
        } else {
            let folder = path.prefix(through: path.lastIndex(of: "/") ?? path.startIndex)
            resolved = base + folder + reference
        }
        guard case .success(var parts) = URLParts.parse(resolved) else { return nil }
        parts.target = Self.removingDotSegments(parts.target)
        return parts
    }

    /// RFC 3986 §5.2.4, on the path of a target.
    private static func removingDotSegments(_ target: String) -> String {
        let path = target.prefix { $0 != "?" }
        let query = target.dropFirst(path.count)
        var kept: [Substring] = []
        let segments = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        for (index, segment) in segments.enumerated() {
            let isLast = index == segments.count - 1
            switch segment {
            case ".":
                if isLast { kept.append("") }
            case "..":
                _ = kept.popLast()
                if isLast { kept.append("") }
            default:
                kept.append(segment)
            }
        }
        return "/" + kept.joined(separator: "/") + query
    }
}
