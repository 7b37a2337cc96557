/// Decides, for one request, whether another token may help after one was refused.
///
/// A token that worked for anybody has merely ended, and many requests on their way at once learn of it one after the other. A
/// fresh one that is refused means that the app isn't accepted: then a second is enough to be sure, or a third where Zoom calls
/// it expired, which the clocks of several servers may do by mistake.
struct Refusals: Sendable {
    private var all = 0
    private var fresh = 0

    /// So many refusals are never mere bad luck.
    private static let most = 16

    /// Another token was refused.
    ///
    /// - Returns: whether to try the next.
    mutating func allowRenewal(hadWorked: Bool, isExpired: Bool) -> Bool {
        all += 1
        fresh = hadWorked ? 0 : fresh + 1
        return fresh < (isExpired ? 3 : 2) && all < Self.most
    }
}
