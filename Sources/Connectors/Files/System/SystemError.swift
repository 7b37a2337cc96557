internal import PipelineCore

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// What the system says of a file, for the person who must act.
enum SystemError {
    /// The failure of an operation that has just set `errno`.
    static func failure(_ doing: String, _ path: String, remedy: String? = nil) -> ConnectorFailure {
        let code = errno
        let reason = String(cString: strerror(code))
        return ConnectorFailure(
            .permanent,
            "`\(path)` can't be \(doing): \(reason)",
            remedy: remedy ?? self.remedy(code)
        )
    }

    private static func remedy(_ code: Int32) -> String? {
        switch code {
        case ENOENT: "Check the path; it is relative to the directory in which `pipeline` was started."
        case EACCES, EPERM, EROFS: "Check the permissions of the file and its directory."
        case EISDIR: "Give the path of a file."
        case ENOSPC, EDQUOT: "Make room on the disk."
        default: nil
        }
    }
}
