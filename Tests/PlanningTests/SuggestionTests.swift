import Testing

@testable import Planning

@Suite struct SuggestionTests {
    private static let words = ["duration", "email", "webinar_title", "webinar_id", "join_time", "since"]

    @Test(arguments: [
        ("durration", "duration"), ("dutarion", "duration"), ("e-mail", "email"), ("Email", "email"),
        ("webinartitle", "webinar_title"), ("join-time", "join_time"), ("sicne", "since"), ("durat", "duration"),
    ])
    func `a near word is suggested`(_ word: String, _ meant: String) {
        #expect(closest(to: word, in: Self.words) == meant)
    }

    @Test(arguments: ["", "x", "phone", "webinar", "title", "cost"])
    func `no far word is suggested`(_ word: String) {
        #expect(closest(to: word, in: Self.words) == nil)
    }
}
