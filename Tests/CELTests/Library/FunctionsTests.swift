import Testing

@testable import CEL

/// The functions, by their documentation (cel-spec langdef; cel-go ext).
@Suite struct FunctionsTests {
    @Test(arguments: [
        // Strings
        "'tacocat'.charAt(3) == 'o'", "'tacocat'.charAt(7) == ''", "'hello mellow'.indexOf('ello', 2) == 7",
        "'hello mellow'.lastIndexOf('ello', 6) == 1", "'hello mellow'.lastIndexOf('') == 12",
        "'hello'.lastIndexOf('jello') == -1", "['x', 'y'].join() == 'xy'", "['x', 'y'].join(', ') == 'x, y'",
        "'TacoCÆt Xii'.lowerAscii() == 'tacocÆt xii'", "'TacoCÆt Xii'.upperAscii() == 'TACOCÆT XII'",
        "'hello hello'.replace('he', 'we') == 'wello wello'", "'hello hello'.replace('he', 'we', 1) == 'wello hello'",
        "'hello hello'.replace('he', 'we', 0) == 'hello hello'", "'ab'.replace('', '-') == '-a-b-'",
        "'é©'.replace('', '-', 2) == '-é-©'", "'a b c'.split(' ') == ['a', 'b', 'c']",
        "'a b c'.split(' ', 2) == ['a', 'b c']", "'a b'.split(' ', 0) == []", "'aé©'.split('') == ['a', 'é', '©']",
        "'aé©'.split('', 2) == ['a', 'é©']", "''.split(',') == ['']", "'tacocat'.substring(4) == 'cat'",
        "'tacocat'.substring(0, 4) == 'taco'", "'\\u0085 x \\u3000'.trim() == 'x'", "' \\t '.trim() == ''",
        "'gums'.reverse() == 'smug'", "size('fiance\\u0301') == 7",
        // Composed and decomposed letters differ, as code points do.
        "'\\u00e9' != 'e\\u0301'", "!('\\u00e9' in {'e\\u0301': 1})", "!'e\\u0301'.startsWith('\\u00e9')",
        // Formatting
        "'%s %d %.2f'.format(['a', 5, 1.005]) == 'a 5 1.00'",
        "'%x %X %o %b'.format([255, 255, 8, 5]) == 'ff FF 10 101'",
        "'%x'.format([-255]) == '-ff'", "'%.0f'.format([2.5]) == '2'", "'%e'.format([1234.5]) == '1.234500e+03'",
        "'%s'.format([[1, 2.5, 'a', null, true]]) == '[1, 2.5, a, null, true]'",
        "'%s'.format([{'b': 1, 'a': 2u}]) == '{a: 2, b: 1}'", "'%s'.format([b'\\xf0\\xff!']) == '\\ufffd!'",
        "'%d%%'.format([50]) == '50%'",
        // Mathematics
        "math.greatest(1, 2.5, 2u) == 2.5", "math.least([3, 1, 2]) == 1", "math.round(-1.5) == -2.0",
        "math.ceil(1.2) == 2.0", "math.floor(-1.2) == -2.0", "math.trunc(-1.3) == -1.0", "math.sign(-42) == -1",
        "math.isNaN(math.sign(0.0 / 0.0))", "math.sqrt(81) == 9.0", "math.bitNot(0u) == 18446744073709551615u",
        "math.bitShiftLeft(1, 64) == 0", "math.bitShiftRight(-1, 63) == 1", "math.bitXor(3u, 5u) == 6u",
        // Encoders
        "base64.encode(b'hello') == 'aGVsbG8='", "base64.decode('aGVsbG8') == b'hello'", "base64.encode(b'') == ''",
        // Regular expressions
        "'foobar'.matches('o+b')", "!'foobar'.matches('^o')", "matches('', '')",
        "regex.replace('foo bar', '(fo)o (ba)r', r'\\2 \\1') == 'ba fo'",
        "regex.replace('banana', 'a', 'x', 2) == 'bxnxna'", "regex.replace('abc', '', '-') == '-a-b-c-'",
        "regex.extract('item-A, item-B', r'item-(\\w+)') == optional.of('A')",
        "regex.extract('HELLO', 'hello') == optional.none()",
        "regex.extractAll('id:123, id:456', r'id:\\d+') == ['id:123', 'id:456']",
        // Optionals
        "optional.of(1).optMap(x, x + 1).value() == 2", "optional.none().or(optional.of(2)).orValue(3) == 2",
        "[1, 2][?5].orValue(7) == 7", "{'a': {'b': 1}}.?a.?b.orValue(0) == 1",
        "optional.unwrap([optional.of(42), optional.none()]) == [42]", "[1, 2].first().value() == 1",
        "[].last() == optional.none()", "optional.of([1]).optFlatMap(l, l[?0]) == optional.of(1)",
        // Macros
        "[1, 2, 3].transformList(i, v, i * v + v) == [1, 4, 9]", "[1, 2].transformMap(i, v, v) == {0: 1, 1: 2}",
        "{'a': 'x'}.transformMapEntry(k, v, {v: k}) == {'x': 'a'}", "cel.bind(x, 2, x * x) == 4",
        "[1, 2, 3, 4].map(x, x % 2 == 0, x * 10) == [20, 40]", "{'a': 1}.map(k, k) == ['a']",
        "[1, 2, 3].exists_one(x, x > 2)", "{'a': 1, 'b': 2}.filter(k, k == 'b') == ['b']",
        // Conversions
        "string(1.0) == '1'", "string(1e100) == '1e+100'", "string(-4.5e-3) == '-0.0045'", "double('1e3') == 1000.0",
        "int(timestamp('1970-01-01T00:01:00Z')) == 60", "string(timestamp(0)) == '1970-01-01T00:00:00Z'",
        "string(duration('1m1ms')) == '60.001s'", "type(1) == int && type([]) == list && type(type(1)) == type",
    ])
    func `it does what its documentation says`(_ source: String) throws {
        #expect(try Sample.constant(source) == .bool(true))
    }

    @Test(arguments: [
        "'hello'.charAt(-1)", "'hello'.indexOf('e', -1)", "'tacocat'.substring(-1)", "'tacocat'.substring(2, 1)",
        "'%d'.format([])", "'%.f'.format([1.0])", "'%.9999f'.format([1.0])", "'%'.format([1])", "math.greatest([])",
        "base64.decode('a')", "base64.decode('a===')", "'a'.matches('(')", "regex.replace('a', '(a)', r'\\2')",
        "regex.extract('a@b', '(a)@(b)')", "optional.none().value()", "string(b'\\xff')", "bool('yes')",
        "{'a': 'x', 'b': 'x'}.transformMapEntry(k, v, {v: k})", "double('1e999')",
        "timestamp('2026-02-30T00:00:00Z')", "duration('1d')", "timestamp(0).getHours('Mars/Base')",
        "timestamp(0).getHours('../../etc/passwd')",
    ])
    func `what it can't do is an error`(_ source: String) {
        #expect(Sample.failure(source) != nil)
    }

    @Test func `the catalog documents every function once`() {
        let names = functionCatalog.filter { $0.kind != .operator }.map { "\($0.name) \($0.kind)" }
        #expect(Set(names).count == names.count)
        #expect(functionCatalog.allSatisfy { !$0.doc.isEmpty && !$0.signatures.isEmpty && $0.doc.hasSuffix(".") })
        #expect(
            functionCatalog.contains {
                $0.name == "startsWith" && $0.signatures == ["string.startsWith(string) -> bool"]
            }
        )
    }
}
