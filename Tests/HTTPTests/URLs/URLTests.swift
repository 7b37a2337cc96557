import HTTP
import Testing

@Suite struct URLTests {
    @Test(arguments: [
        ("azAZ09-._~", "azAZ09-._~"), ("/abc==", "%2Fabc%3D%3D"), ("a+b@c.de", "a%2Bb%40c.de"),
        ("é 🐟", "%C3%A9%20%F0%9F%90%9F"),
        ("%2F", "%252F"), ("", ""), (".", "%2E"), ("..", "%2E%2E"), ("...", "..."),
        (":;,?#[]!$&'()*", "%3A%3B%2C%3F%23%5B%5D%21%24%26%27%28%29%2A"),
    ])
    func `a segment is encoded down to the unreserved characters`(_ text: String, _ encoded: String) {
        #expect(PercentEncoding.segment(text) == encoded)
    }

    @Test func `a segment encoded twice is decoded once into the encoded segment`() {
        #expect(PercentEncoding.segmentTwice("/a+b==") == "%252Fa%252Bb%253D%253D")
    }

    @Test func `in a query plus and space are told apart`() {
        #expect(
            PercentEncoding.query([("q", "a+b c&d=e"), ("page size", "")]) == "q=a%2Bb%20c%26d%3De&page%20size="
        )
    }

    @Test(arguments: [
        ("https://API.Zoom.us/v2?a=b#f", "https://api.zoom.us/v2?a=b"), ("HTTPS://a:443", "https://a/"),
        ("https://a:8443?x", "https://a:8443/?x"), ("http://[::1]:80/x", "http://[::1]/x"),
        ("http://127.0.0.1:1/", "http://127.0.0.1:1/"),
    ])
    func `the parts make up the URL`(_ text: String, _ normal: String) throws {
        #expect(try URLParts.parse(text).get().text == normal)
    }

    @Test(arguments: [
        ("http://localhost/", true), ("http://LOCALHOST:1/", true), ("http://127.255.0.1/", true),
        ("http://[::1]/", true),
        ("http://128.0.0.1/", false), ("http://127.0.0.1.nip.io/", false), ("http://[::2]/", false),
        ("http://localhost.a/", false),
    ])
    func `loopback is this machine alone`(_ text: String, _ isLoopback: Bool) throws {
        #expect(try URLParts.parse(text).get().isLoopback == isLoopback)
    }

    @Test(arguments: [
        ("https://h/a/b?q", "c", "https://h/a/c"), ("https://h/a/b?q", "?r", "https://h/a/b?r"),
        ("https://h/a/b", "/c", "https://h/c"),
        ("https://h/a/b", "//i/c", "https://i/c"), ("https://h/a/b", "../../c", "https://h/c"),
        ("https://h/a/", "./", "https://h/a/"),
        ("https://h/a?q", "", "https://h/a?q"), ("https://h/a", "http://127.0.0.1/x", "http://127.0.0.1/x"),
        ("https://h/a/b", "..", "https://h/"),
    ])
    func `a Location is resolved against where we are`(_ base: String, _ reference: String, _ resolved: String) throws {
        #expect(try URLParts.parse(base).get().resolving(reference)?.text == resolved)
    }

    @Test(arguments: ["mailto:a@b", "https://", "https://u@h/", "a b"])
    func `a Location that can't be followed is none`(_ reference: String) throws {
        #expect(try URLParts.parse("https://h/").get().resolving(reference) == nil)
    }

    @Test func `header names don't mind their case, and order is kept`() {
        var headers: HTTPHeaders = ["A": "1", "b": "2", "a": "3"]
        #expect(headers.values(for: "a") == ["1", "3"] && headers.first("B") == "2")
        headers.set("A", "4")
        #expect(headers.fields.map(\.value) == ["2", "4"])
        #expect(!headers.contains("c"))
    }
}
