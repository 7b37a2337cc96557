/// A JSON value, read just well enough for the conformance file.
indirect enum JSON: Sendable {
    case null
    case bool(Bool)
    case number(String)
    case string(String)
    case array([JSON])
    case object([(key: String, value: JSON)])

    subscript(key: String) -> JSON? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.key == key }?.value
    }

    var text: String? {
        if case .string(let text) = self { return text }
        return nil
    }

    var isTrue: Bool {
        if case .bool(true) = self { return true }
        return false
    }

    struct Malformed: Error {}

    init(parsing line: Substring) throws {
        var reader = Reader(bytes: Array(line.utf8))
        self = try reader.value()
    }

    private struct Reader {
        let bytes: [UInt8]
        var position = 0

        mutating func skipBlanks() {
            while position < bytes.count, [32, 9, 10, 13].contains(bytes[position]) { position += 1 }
        }

        mutating func take(_ character: Unicode.Scalar) -> Bool {
            skipBlanks()
            guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
            position += 1
            return true
        }

        mutating func value() throws -> JSON {
            skipBlanks()
            guard position < bytes.count else { throw Malformed() }
            switch bytes[position] {
            case UInt8(ascii: "{"):
                position += 1
                var members: [(key: String, value: JSON)] = []
                if take("}") { return .object([]) }
                repeat {
                    skipBlanks()
                    let key = try string()
                    guard take(":") else { throw Malformed() }
                    members.append((key, try value()))
                } while take(",")
                guard take("}") else { throw Malformed() }
                return .object(members)
            case UInt8(ascii: "["):
                position += 1
                var items: [JSON] = []
                if take("]") { return .array([]) }
                repeat { items.append(try value()) } while take(",")
                guard take("]") else { throw Malformed() }
                return .array(items)
            case UInt8(ascii: "\""): return .string(try string())
            default:
                let start = position
                while position < bytes.count, !",]} \n".utf8.contains(bytes[position]) { position += 1 }
                switch String(decoding: bytes[start..<position], as: UTF8.self) {
                case "true": return .bool(true)
                case "false": return .bool(false)
                case "null": return .null
                case let number: return .number(number)
                }
            }
        }

        mutating func string() throws -> String {
            guard take("\"") else { throw Malformed() }
            var units: [UInt8] = []
            var pending: UInt16?
            while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
                guard bytes[position] == UInt8(ascii: "\\") else {
                    units.append(bytes[position])
                    position += 1
                    continue
                }
                guard position + 1 < bytes.count else { throw Malformed() }
                let letter = bytes[position + 1]
                position += 2
                switch letter {
                case UInt8(ascii: "n"): units.append(10)
                case UInt8(ascii: "r"): units.append(13)
                case UInt8(ascii: "t"): units.append(9)
                case UInt8(ascii: "b"): units.append(8)
                case UInt8(ascii: "f"): units.append(12)
                case UInt8(ascii: "u"):
                    let digits = String(decoding: bytes[position..<(position + 4)], as: UTF8.self)
                    guard let unit = UInt16(digits, radix: 16) else { throw Malformed() }
                    position += 4
                    if let high = pending {
                        units += String(decoding: [high, unit], as: UTF16.self).utf8
                        pending = nil
                    } else if UTF16.isLeadSurrogate(unit) {
                        pending = unit
                    } else {
                        units += String(decoding: [unit], as: UTF16.self).utf8
                    }
                default: units.append(letter)
                }
            }
            guard take("\"") else { throw Malformed() }
            return String(decoding: units, as: UTF8.self)
        }
    }
}
