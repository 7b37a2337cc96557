import Testing

@testable import JSON

@Suite struct JSONValueTests {
    @Test(
        arguments: [
            (.int(3), 3), (.double(3), 3), (.double(-0.0), 0), (.double(3.5), nil), (.double(1e300), nil),
            (.double(.nan), nil),
            ("3", nil), (true, nil), (nil, nil),
        ] as [(JSONValue, Int?)]
    )
    func `an integer comes from a number without fraction only`(value: JSONValue, expected: Int?) {
        #expect(value.int == expected)
    }

    @Test func `an accessor gives nothing for another type`() {
        let value: JSONValue = ["s": "x", "b": false, "n": nil, "a": [1, 2.5], "o": ["k": 1]]
        #expect(value["s"]?.string == "x")
        #expect(value["s"]?.bool == nil)
        #expect(value["b"]?.bool == false)
        #expect(value["n"]?.isNull == true)
        #expect(value["a"]?[1]?.double == 2.5)
        #expect(value["a"]?[0]?.double == 1)
        #expect(value["a"]?[2] == nil)
        #expect(value["a"]?[-1] == nil)
        #expect(value["a"]?["k"] == nil)
        #expect(value["o"]?["k"] == 1)
        #expect(value["missing"] == nil)
        #expect(value["o"]?[0] == nil)
    }

    @Test func `objects are equal whatever the order of their members`() {
        let one: JSONValue = ["a": 1, "b": [1, 2]]
        let other: JSONValue = ["b": [1, 2], "a": 1]
        #expect(one == other)
        #expect(one.hashValue == other.hashValue)
        #expect(one != ["a": 1, "b": [2, 1]])
        #expect(one != ["a": 1])
        #expect(JSONValue.int(1) != .double(1))
    }

    @Test(arguments: [3, 12, 13, 100])
    func `members are found, replaced and removed in objects of any size`(count: Int) {
        var object = JSONObject((0..<count).map { ("key \($0)", .int($0)) })
        for place in 0..<count { #expect(object["key \(place)"] == .int(place)) }
        #expect(object["other"] == nil)
        object["key 1"] = "new"
        object["key 0"] = nil
        object["other"] = nil
        #expect(object.count == count - 1)
        #expect(object.keys.first == "key 1")
        #expect(object["key 0"] == nil)
        #expect(object["key 1"] == "new")
        #expect(object["key \(count - 1)"] == .int(count - 1))
        object["key 0"] = 5
        #expect(object.keys.last == "key 0")
        #expect(object["key 0"] == 5)
    }

    @Test func `pretty printing indents by two spaces and sorts on demand`() {
        let value: JSONValue = ["b": [1, [], ["x": nil]], "a": [:], "c\n": "é\""]
        #expect(
            value.pretty() == """
                {
                  "b": [
                    1,
                    [],
                    {
                      "x": null
                    }
                  ],
                  "a": {},
                  "c\\n": "é\\""
                }
                """
        )
        #expect(
            JSONValue.object(["b": 1, "a": ["d": 1, "c": 2]]).pretty(sorted: true).filter { $0 != "\n" && $0 != " " }
                == #"{"a":{"c":2,"d":1},"b":1}"#
        )
    }
}
