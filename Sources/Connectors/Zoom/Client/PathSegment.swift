internal import HTTP

/// Percent-encodes ids for paths.
enum PathSegment {
    /// Encodes an id once, or twice where it begins with `/` or contains `//`.
    ///
    /// Zoom requires that of UUIDs (developers.zoom.us/docs/api/using-zoom-apis, “Meeting ID and UUID”): encoded once, their
    /// slashes are swallowed on the way and the answer is 404, code 3001.
    static func encode(_ id: String) -> String {
        id.hasPrefix("/") || id.contains("//") ? PercentEncoding.segmentTwice(id) : PercentEncoding.segment(id)
    }
}
