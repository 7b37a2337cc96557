import Foundation
import Testing

@testable import JSON

@Suite struct FoundationComparisonTests {
    @Test(arguments: 1...200 as ClosedRange<UInt64>)
    func `a random document reads back as itself and as Foundation reads it`(seed: UInt64) throws {
        var documents = RandomDocuments(seed: seed)
        let value = documents.value()
        #expect(try JSONValue.parse(value.bytes) == value)
        #expect(try JSONValue.parse(value.pretty()) == value)
        let object = try JSONSerialization.jsonObject(with: Data(value.bytes), options: .fragmentsAllowed)
        #expect(isSame(value, object))
        let theirs = try JSONSerialization.data(withJSONObject: object, options: [.fragmentsAllowed, .prettyPrinted])
        #expect(isSame(try JSONValue.parse(Array(theirs)), object))
    }

    private func isSame(_ value: JSONValue, _ object: Any) -> Bool {
        switch value {
        case .null: object is NSNull
        case .bool(let truth): (object as? NSNumber)?.boolValue == truth
        case .int(let number): (object as? NSNumber)?.intValue == number
        // Foundation on Linux takes 17-digit numbers through decimals, a few units off in the last place
        // (0.30000000000000004 comes as 0.3000000000000001); the round trip above is exact.
        case .double(let number):
            (object as? NSNumber).map { abs($0.doubleValue - number) <= 8 * number.ulp } ?? false
        case .string(let text): object as? String == text
        case .array(let values):
            (object as? [Any]).map { $0.count == values.count && zip(values, $0).allSatisfy { isSame($0, $1) } }
                ?? false
        case .object(let members):
            (object as? [String: Any]).map { theirs in
                theirs.count == members.count
                    && members.allSatisfy { member in theirs[member.key].map { isSame(member.value, $0) } ?? false }
            } ?? false
        }
    }
}
