import Testing

@testable import BrevoConnector

@Suite struct EmailAddressTests {
    @Test(arguments: [
        (" Ada@Example.COM\n", "ada@example.com"), ("\u{A0}a+b@x.io\t", "a+b@x.io"), ("", ""), ("  ", ""),
        ("ÄDA@Exämple.de", "äda@exämple.de"),
    ])
    func `an address is trimmed and in lower case`(text: String, expected: String) {
        #expect(EmailAddress.normalised(text) == expected)
    }

    @Test(arguments: [
        "ada@example.com", "a+b@example.com", "o'neil@x.co.uk", "a_b-c.d@sub.x-y.org", "äda@exämple.de", "1@1.io",
        "\(String(repeating: "a", count: 64))@x.io", "a@\(String(repeating: "b", count: 63)).io",
        "a=b/c!#$%&*?^`{|}~@x.io", "a--b__c@x--y.io", "-a-@x.io",
    ])
    func `what may be an address passes`(text: String) {
        #expect(EmailAddress.problem(text) == nil)
    }

    @Test(arguments: [
        ("ada", "it has no @"), ("a@b@c.io", "it has more than one @"), ("a b@x.io", "there is a space in it"),
        ("a\u{7}@x.io", "there is a control character in it"), ("@x.io", "nothing stands before the @"),
        ("a@", "nothing stands after the @"), ("a@localhost", "the domain has no dot"),
        ("a..b@x.io", "there are two dots in a row"), ("a@x-.io", "a part of the domain begins or ends with a hyphen"),
        ("a@b.x-", "a part of the domain begins or ends with a hyphen"),
        ("a@x..io", "there are two dots in a row"),
        (".a@x.io", "the part before the @ begins or ends with a dot"),
        ("a.@x.io", "the part before the @ begins or ends with a dot"),
        ("a@.io", "the domain begins or ends with a dot"), ("a@x.io.", "the domain begins or ends with a dot"),
        ("a@-x.io", "a part of the domain begins or ends with a hyphen"), ("a@x_y.io", "there is a _ in the domain"),
        ("a,b@x.io", "there is a , before the @"), ("<a@x.io", "there is a < before the @"),
        ("\(String(repeating: "a", count: 65))@x.io", "more than 64 bytes stand before the @"),
        ("a@\(String(repeating: "b", count: 64)).io", "a part of the domain is longer than 63 bytes"),
        ("a@\(String(repeating: "b.", count: 126))io", "it is longer than 254 bytes"),
    ])
    func `what can't be an address is refused with the reason`(text: String, reason: String) {
        #expect(EmailAddress.problem(text) == reason)
    }
}
