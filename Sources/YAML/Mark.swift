/// A place between two characters of a text.
package struct Mark: Sendable, Hashable, Comparable {
    /// UTF-8 code units before it, from 0; a byte order mark counts.
    package var offset: Int { Int(storedOffset) }

    /// Its line, from 1.
    package var line: Int { Int(storedLine) }

    /// Its column, from 1, counted in Unicode scalars; a byte order mark has none.
    package var column: Int { Int(storedColumn) }

    // Half the size, as every node holds two: no text that is read comes near 4 GiB.
    private let storedOffset: UInt32
    private let storedLine: UInt32
    private let storedColumn: UInt32

    /// Makes a mark; the three numbers must agree with each other.
    package init(offset: Int, line: Int, column: Int) {
        storedOffset = UInt32(clamping: offset)
        storedLine = UInt32(clamping: line)
        storedColumn = UInt32(clamping: column)
    }

    /// The start of every text.
    package static let start = Mark(offset: 0, line: 1, column: 1)

    package static func < (left: Mark, right: Mark) -> Bool { left.offset < right.offset }
}

extension Mark: CustomStringConvertible {
    /// `14:31`, as compilers write it.
    package var description: String { "\(line):\(column)" }
}
