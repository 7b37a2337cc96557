import JSON
import Planning
import Trials
import YAML

extension TestReport {
    /// For programs.
    var json: JSONValue {
        .object(
            JSONObject([
                ("tests", .array(lines.map(Self.json))), ("passed", .int(lines.count - failed)),
                ("failed", .int(failed)),
                ("filters", .array(filters.map(Self.json))), ("seconds", .double(seconds)),
            ])
        )
    }

    private static func json(_ line: Line) -> JSONValue {
        let mismatches = line.result.mismatches.map { mismatch -> JSONValue in
            let members: [(String, JSONValue)] = [
                ("path", .string(mismatch.path)), ("place", .string("\(mismatch.span)")),
                ("expected", mismatch.expected.map { .string($0) } ?? .null),
                ("actual", mismatch.actual.map { .string($0) } ?? .null),
            ]
            return .object(JSONObject(members))
        }
        let members: [(String, JSONValue)] = [
            ("name", .string(line.test.name)), ("pipeline", .string(line.test.pipeline.name)),
            ("place", .string("\(line.test.span)")), ("passed", .bool(line.result.isPassed)),
            ("mismatches", .array(mismatches)),
        ]
        return .object(JSONObject(members))
    }

    private static func json(_ filter: Filter) -> JSONValue {
        let members: [(String, JSONValue)] = [
            ("pipeline", .string(filter.pipeline)), ("place", .string("\(filter.place)")),
            ("kept", .int(filter.count.kept)), ("left", .int(filter.count.left)),
        ]
        return .object(JSONObject(members))
    }

    /// JUnit XML, for CI servers.
    var junit: String {
        var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        text += "<testsuites tests=\"\(lines.count)\" failures=\"\(failed)\">\n"
        text += "  <testsuite name=\"pipeline test\" tests=\"\(lines.count)\" failures=\"\(failed)\">\n"
        for line in lines {
            let name = JUnitReport.escaped(line.test.name)
            text += "    <testcase name=\"\(name)\" classname=\"\(line.test.pipeline.name)\" "
            text += "file=\"\(JUnitReport.escaped(line.test.span.source.name))\" line=\"\(line.test.span.start.line)\""
            if line.result.isPassed {
                text += "/>\n"
                continue
            }
            text += ">\n"
            for mismatch in line.result.mismatches {
                let what = "expected \(mismatch.expected ?? "nothing"), got \(mismatch.actual ?? "nothing")"
                text += "      <failure message=\"\(JUnitReport.escaped("\(mismatch.path): \(what)"))\">"
                text += JUnitReport.escaped("\(mismatch.span)") + "</failure>\n"
            }
            text += "    </testcase>\n"
        }
        return text + "  </testsuite>\n</testsuites>"
    }
}
