internal import CEL
internal import JSON
internal import PipelineCore

/// A row of `GET /users/{userId}/recordings`: what was recorded of one instance, where to find it.
struct RecordingRow: ZoomRow {
    let uuid: String
    let number: Int
    let type: Int?
    let topic: String
    let start: Timestamp?
    /// Minutes.
    let duration: Int?

    static let fields = [
        PageField("uuid", .string), PageField("id", .int), PageField("type", .stringOrNumber),
        PageField("topic", .string), PageField("start_time", .string), PageField("duration", .int),
    ]

    init(_ row: PageFields) throws {
        guard let number = try row.int(1) else {
            throw FieldProblem.mistyped(row: row.row, field: "id", wanted: .int, found: .null)
        }
        uuid = try row.text(0)
        self.number = number
        type = Int(try row.text(2))
        topic = try row.text(3)
        start = try row.moment(4)
        duration = try row.int(5)
    }
}

/// What was recorded of one instance (`GET /meetings/{meetingId}/recordings`, for webinars, too).
struct Recording: Sendable {
    /// Where people watch it; holds no download token and no passcode.
    let url: String
    let passcode: String
    let files: Int
    /// Bytes.
    let size: Int
    let hasTranscript: Bool
    /// Whether Zoom still works on one of the files.
    let isProcessing: Bool

    /// Types that people watch; the others are listened to or read.
    private static let videos: Set<String> = ["MP4"]

    init(_ value: JSONValue) {
        let files = value["recording_files"]?.array ?? []
        func type(_ file: JSONValue) -> String { file["file_type"]?.string?.uppercased() ?? "" }
        let video = files.first { Self.videos.contains(type($0)) && $0["play_url"]?.string?.isEmpty == false }
        let shared = value["share_url"]?.string ?? ""
        url = Self.bare(shared.isEmpty ? (video ?? files.first)?["play_url"]?.string ?? "" : shared)
        let passcodes = ["recording_play_passcode", "password"].lazy.compactMap { value[$0]?.string }
        passcode = passcodes.first { !$0.isEmpty } ?? ""
        self.files = files.count
        size = value["total_size"]?.int ?? files.reduce(0) { $0 + ($1["file_size"]?.int ?? 0) }
        hasTranscript = files.contains { type($0) == "TRANSCRIPT" }
        isProcessing = files.contains { $0["status"]?.string == "processing" }
    }

    /// The address without what would let anybody in: `access_token`, `pwd`.
    private static func bare(_ url: String) -> String {
        guard let mark = url.firstIndex(of: "?") else { return url }
        let kept = url[url.index(after: mark)...].split(separator: "&").filter { pair in
            let name = pair.prefix { $0 != "=" }.lowercased()
            return !["access_token", "download_token", "pwd", "passcode"].contains(name)
        }
        return String(url[..<mark]) + (kept.isEmpty ? "" : "?" + kept.joined(separator: "&"))
    }
}
